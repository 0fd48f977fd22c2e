import { describe, expect, it } from 'vitest'
import { wcagContrast } from 'culori'
import { inkOn, nameOfColor, parseColor } from '../../src/crm/color'
import en from '../../src/locales/en.json'
import { fc, json, nearly, test as property } from './property'

/** Any color, as six digits in lower case. */
const digits = fc.nat(0xffffff).map((rgb) => rgb.toString(16).padStart(6, '0'))

describe('parseColor', () => {
  it.each([
    ['#39A8EF', '#39a8ef'],
    ['#00ff00', '#00ff00'],
    ['39A8EF', '#39a8ef'],
    ['#0F0', '#00ff00'],
    ['0f0', '#00ff00'],
    [' #7BD500 ', '#7bd500'],
  ])('reads %j', (value, color) => {
    expect(parseColor(value)).toBe(color)
  })

  it.each([
    null,
    undefined,
    '',
    '#',
    'red',
    '#12',
    '#1234',
    '#12345',
    '#12345678',
    '#ggg',
    'rgb(1,2,3)',
    '#fff;background:url(https://evil.example)',
    'url(https://evil.example)',
    'var(--x)',
    '#fff\n}',
    0x39a8ef,
    ['#fff'],
    { toString: () => '#fff' },
    true,
    '＃fff',
  ])('refuses %j', (value) => {
    expect(parseColor(value)).toBeNull()
  })

  property.prop([
    fc.oneof(
      fc.anything({ maxDepth: 1 }),
      json,
      nearly('#39A8EF', '#00ff00', '39a8ef', '#0f0', 'rgb(1,2,3)', 'var(--x)', '#fff;}'),
    ),
  ])('lets nothing but six hex digits through, and those as they are', (value) => {
    const color = parseColor(value)
    if (color === null) return
    expect(color).toMatch(/^#[0-9a-f]{6}$/)
    expect(parseColor(color)).toBe(color)
    const written = (value as string).trim().replace('#', '').toLowerCase()
    expect(written.length === 3 ? written.replaceAll(/./g, '$&$&') : written).toBe(color.slice(1))
  })

  property.prop([digits, fc.constantFrom('', '#'), fc.boolean(), fc.constantFrom('', ' ', '\n')])(
    'reads every color, however it is written',
    (six, mark, upper, space) => {
      expect(parseColor(space + mark + (upper ? six.toUpperCase() : six) + space)).toBe(`#${six}`)
    },
  )
})

describe('inkOn', () => {
  it.each([
    ['#ffffff', '#000000'],
    ['#000000', '#ffffff'],
    ['#00ff00', '#000000'],
    ['#7bd500', '#000000'],
    ['#ffa900', '#000000'],
    ['#39a8ef', '#000000'],
    ['#0000ff', '#ffffff'],
    ['#800000', '#ffffff'],
    ['#767676', '#000000'],
    ['#757575', '#ffffff'],
    ['#333333', '#ffffff'],
  ] as const)('on %s writes in %s', (color, ink) => {
    expect(inkOn(color)).toBe(ink)
  })

  property.prop([digits])('is black or white, whichever is read better', (six) => {
    const ink = inkOn(`#${six}`)
    const [chosen, other] = [ink, ink === '#000000' ? '#ffffff' : '#000000'].map((one) =>
      wcagContrast(`#${six}`, one),
    ) as [number, number]
    expect([ink === '#000000' || ink === '#ffffff', chosen > 4.5, chosen + 1e-9 >= other]).toEqual([true, true, true])
  })
})

describe('nameOfColor', () => {
  property.prop([digits])('has a word for every color, and none of a hue for a grey', (six) => {
    expect(Object.hasOwn(en.colorName, nameOfColor(`#${six}`))).toBe(true)
    const part = six.slice(0, 2)
    expect(['black', 'gray', 'white']).toContain(nameOfColor(`#${part}${part}${part}`))
  })
})
