import type { Stay } from './stays'

/** Which share of stays lasts longer than a time. */
export interface Curve {
  /** The curve falls at these times, in seconds, ascending; `left` is the share of stays that last longer. */
  steps: { seconds: number; left: number }[]
  /** The longest stay, ended or not, in seconds. Nothing is known of what comes later. */
  longest: number
}

/** A time, in seconds. */
export interface Quantile {
  seconds: number
  /** The true time is longer, and cannot be known yet: too many of the stays have not ended. */
  atLeast: boolean
}

/** For sums of fractions, such as 0.1 that comes out as 0.09999999999999998. */
const EPSILON = 1e-9

/**
 * The product-limit estimate of Kaplan and Meier. A stay without a known end counts as "at least so long": it is among
 * those who might have left until then, and no longer after. Leaving such stays out would make every stage look faster
 * than it is, because the slow ones are those that are still open.
 * @param stays of one stage
 * @see Kaplan, E. L.; Meier, P. (1958): Nonparametric Estimation from Incomplete Observations. Journal of the American
 *   Statistical Association 53, 457–481. https://doi.org/10.1080/01621459.1958.10501452
 */
export function curveOf(stays: readonly Pick<Stay, 'seconds' | 'end'>[]): Curve {
  // Lists of plain numbers are sorted many times faster than stays.
  const ordered = Float64Array.from(stays, ({ seconds }) => seconds).sort()
  const moved = stays.filter(({ end }) => end === 'moved')
  const ends = Float64Array.from(moved, ({ seconds }) => seconds).sort()
  const steps: Curve['steps'] = []
  let [left, gone] = [1, 0]
  for (let index = 0; index < ends.length;) {
    const seconds = ends[index] ?? 0
    let ended = 0
    for (; ends[index] === seconds; index += 1) ended += 1
    // Who leaves at this very time counts before who is last seen at it.
    while ((ordered[gone] ?? seconds) < seconds) gone += 1
    left *= 1 - ended / (ordered.length - gone)
    steps.push({ seconds, left })
  }
  return { steps, longest: ordered.at(-1) ?? 0 }
}

/**
 * The time within which a share of the stays has ended: the first at which no more than the rest is left.
 * @param share from 0 to 1: 0.5 for the median
 * @returns the longest stay, as "at least", if the curve never falls so far
 */
export function quantileOf({ steps, longest }: Curve, share: number): Quantile {
  const step = steps.find(({ left }) => left <= 1 - share + EPSILON)
  return step ? { seconds: step.seconds, atLeast: false } : { seconds: longest, atLeast: true }
}

/**
 * How many of ten stays are shorter than a time: 9 means "longer than nine of ten".
 * @param seconds how long a record has been in the stage
 * @returns 0 to 10, rounded down
 */
export function longerThanOfTen({ steps }: Curve, seconds: number): number {
  const sooner = steps.filter((step) => step.seconds < seconds)
  const left = sooner.at(-1)?.left ?? 1
  return Math.floor((1 - left) * 10 + EPSILON)
}
