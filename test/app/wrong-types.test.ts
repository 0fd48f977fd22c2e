import { it } from 'vitest'
import { openApp, portal } from './open'
import { expectNoHarm, expectOutcome, MARKUP, UNSPEAKABLE, type Outcome } from './outcome'

const FIELDS = [
  'LANG',
  'DOMAIN',
  'PROTOCOL',
  'PATH',
  'AUTH_ID',
  'REFRESH_ID',
  'AUTH_EXPIRES',
  'MEMBER_ID',
  'IS_ADMIN',
  'INSTALL',
  'FIRST_RUN',
  'USER_OPTIONS',
  'APP_OPTIONS',
  'PLACEMENT',
  'PLACEMENT_OPTIONS',
]
/** Whatever the portal says of a field, in a type that it never has. */
const WRONG = [7, null, 'false', [], {}, UNSPEAKABLE, MARKUP]

/** What must come of a field's wrong value. */
function outcomeOf(field: string, value: unknown): Outcome {
  // Whatever is true to JavaScript says that the installer runs.
  if (field === 'INSTALL' && Boolean(value)) return 'installer'
  // The SDK reads numbers from these, and stumbles.
  if (['PROTOCOL', 'AUTH_EXPIRES'].includes(field) && value === UNSPEAKABLE) return 'bad-answer'
  // A token that is none: the portal does not know whoever comes with it.
  if (field === 'AUTH_ID' && Boolean(value)) return 'auth'
  return 'works'
}

const textOf = (value: unknown) => (value === MARKUP ? 'markup' : JSON.stringify(value))

const cases = FIELDS.flatMap((field) =>
  WRONG.map((value) => [field, textOf(value), outcomeOf(field, value), value] as const),
)

expectNoHarm()

it.each(cases)('init data whose %s is %s: %s', async (field, _text, outcome, value) => {
  portal.initData = { [field]: value }
  await expectOutcome(await openApp(), outcome)
})
