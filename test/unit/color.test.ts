import { describe, expect, it } from 'vitest'
import { wcagContrast } from 'culori'
import { inkOn, isNoColor, nameOfColor, parseColor } from '../../src/crm/color'
import en from '../../src/locales/en.json'
import { fc, json, mutationsOf, property, text } from './fastCheck'

/** Any color as six lowercase hex digits. */
const hexDigits = fc.nat(0xffffff).map((rgb) => rgb.toString(16).padStart(6, '0'))

describe('parseColor', () => {
  it.each([
    ['#39A8EF', '#39a8ef'],
    ['#00ff00', '#00ff00'],
    ['39A8EF', '#39a8ef'],
    ['#0F0', '#00ff00'],
    ['0f0', '#00ff00'],
    [' #7BD500 ', '#7bd500'],
  ])('parses %j', (value, color) => {
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
  ])('rejects %j', (value) => {
    expect(parseColor(value)).toBeNull()
  })

  property([
    fc.oneof(
      fc.anything({ maxDepth: 1 }),
      json,
      mutationsOf('#39A8EF', '#00ff00', '39a8ef', '#0f0', 'rgb(1,2,3)', 'var(--x)', '#fff;}'),
    ),
  ])('returns only six hex digits, equal to the input', (value) => {
    const color = parseColor(value)
    if (color === null) return
    expect(color).toMatch(/^#[0-9a-f]{6}$/)
    expect(parseColor(color)).toBe(color)
    const input = (value as string).trim().replace('#', '').toLowerCase()
    expect(input.length === 3 ? input.replaceAll(/./g, '$&$&') : input).toBe(color.slice(1))
  })

  property([hexDigits, fc.constantFrom('', '#'), fc.boolean(), fc.constantFrom('', ' ', '\n')])(
    'parses every color, with or without #, in any case, with spaces around it',
    (digits, hash, upper, space) => {
      expect(parseColor(space + hash + (upper ? digits.toUpperCase() : digits) + space)).toBe(`#${digits}`)
    },
  )
})

describe('isNoColor', () => {
  it.each([undefined, null, '', ' ', '#', ' # '])('is true for %j', (value) => {
    expect(isNoColor(value)).toBe(true)
  })

  it.each(['#39A8EF', '0f0', '##', '#x', 'red', '-', '0', '＃'])('is false for %j', (value) => {
    expect(isNoColor(value)).toBe(false)
  })

  property([fc.oneof(text, mutationsOf('#', '#39a8ef', ''))])('is never true for a color', (value) => {
    if (parseColor(value)) expect(isNoColor(value)).toBe(false)
  })
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
  ] as const)('on %s is %s', (color, ink) => {
    expect(inkOn(color)).toBe(ink)
  })

  property([hexDigits])('is black or white, whichever has more contrast', (digits) => {
    const ink = inkOn(`#${digits}`)
    const [chosen, alternative] = [ink, ink === '#000000' ? '#ffffff' : '#000000'].map((candidate) =>
      wcagContrast(`#${digits}`, candidate),
    ) as [number, number]
    expect([ink === '#000000' || ink === '#ffffff', chosen > 4.5, chosen + 1e-9 >= alternative]).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('nameOfColor', () => {
  property([hexDigits])('returns a known name for every color, and black, gray or white for a gray', (digits) => {
    expect(Object.hasOwn(en.colorName, nameOfColor(`#${digits}`))).toBe(true)
    const part = digits.slice(0, 2)
    expect(['black', 'gray', 'white']).toContain(nameOfColor(`#${part}${part}${part}`))
  })
})
