/** A color that is safe to use in a style: `#` and six lowercase hex digits. */
export type Hex = `#${string}`

/**
 * Parses a kanban color. Portals send `#39A8EF` as well as `#00ff00`, and some items have no `#`.
 * @param value COLOR as the portal sent it, unchecked
 * @returns the color, or null for invalid values; nothing else may reach a style
 */
export function parseColor(value: unknown): Hex | null {
  const digits =
    typeof value === 'string' ? /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(value)?.[1]?.toLowerCase() : undefined
  if (!digits) return null
  return digits.length === 6 ? `#${digits}` : `#${[...digits].map((digit) => digit + digit).join('')}`
}

/**
 * Whether a COLOR says that there is no color. Values of plain lists are sent with null, nothing, or `#` alone.
 * @param value COLOR as the portal sent it
 */
export function isNoColor(value: string | null | undefined): boolean {
  return /^\s*#?\s*$/.test(value ?? '')
}

/**
 * The text color that reads better on a color.
 * @returns black or white, whichever has more contrast by WCAG 2
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function inkOn(color: Hex): '#000000' | '#ffffff' {
  const light = luminance(color)
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}

/**
 * How light a color is, from 0 to 1.
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
function luminance(color: Hex): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** What people roughly call a color; the words are in `src/locales` under `colorName`. */
export type ColorName =
  | 'red'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'turquoise'
  | 'light-blue'
  | 'blue'
  | 'violet'
  | 'pink'
  | 'brown'
  | 'gray'
  | 'black'
  | 'white'

/** Each name and the hue, in degrees, up to which it applies. */
const HUES: [until: number, name: ColorName][] = [
  [14, 'red'],
  [45, 'orange'],
  [68, 'yellow'],
  [155, 'green'],
  [187, 'turquoise'],
  [206, 'light-blue'],
  [255, 'blue'],
  [290, 'violet'],
  [335, 'pink'],
  [360, 'red'],
]

/** Names a color, for people who cannot see it or tell it from others. */
export function nameOfColor(color: Hex): ColorName {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts
  const [most, least] = [Math.max(...parts), Math.min(...parts)]
  const [spread, light] = [most - least, (most + least) / 2]
  if (light < 0.08) return 'black'
  if (light > 0.94) return 'white'
  if (spread < 0.12) return 'gray'
  const sector =
    most === red
      ? ((green - blue) / spread + 6) % 6
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4
  const name = HUES.find(([until]) => sector * 60 <= until)?.[1] ?? 'red'
  return name === 'orange' && light < 0.36 ? 'brown' : name
}
