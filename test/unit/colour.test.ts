import { describe, expect, it } from 'vitest'
import { inkOn, parseColour } from '../../src/crm/colour'
import { fc, test as property } from './property'

describe('parseColour', () => {
  it.each([
    ['#39A8EF', '#39a8ef'],
    ['#00ff00', '#00ff00'],
    ['39A8EF', '#39a8ef'],
    ['#0F0', '#00ff00'],
    ['0f0', '#00ff00'],
    [' #7BD500 ', '#7bd500'],
  ])('reads %j', (value, colour) => {
    expect(parseColour(value)).toBe(colour)
  })

  it.each([
    null, undefined, '', '#', 'red', '#12', '#1234', '#12345', '#12345678', '#ggg', 'rgb(1,2,3)', '#fff;background:url(https://evil.example)',
    'url(https://evil.example)', 'var(--x)', '#fff\n}', 0x39a8ef, ['#fff'], { toString: () => '#fff' }, true, '＃fff',
  ])('refuses %j', (value) => {
    expect(parseColour(value)).toBeNull()
  })

  property.prop([fc.anything()])('lets nothing but six hex digits through', (value) => {
    expect(parseColour(value) ?? '#000000').toMatch(/^#[0-9a-f]{6}$/)
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
  ] as const)('on %s writes in %s', (colour, ink) => {
    expect(inkOn(colour)).toBe(ink)
  })
})
