import { describe, expect, it } from 'vitest'
import { nameOfColor, parseColor } from '../../src/crm/color'

describe('nameOfColor', () => {
  it.each([
    ['#39a8ef', 'light-blue'],
    ['#2fc6f6', 'light-blue'],
    ['#55d0e0', 'turquoise'],
    ['#47e4c2', 'turquoise'],
    ['#ffa900', 'orange'],
    ['#7bd500', 'green'],
    ['#ff5752', 'red'],
    ['#00ff00', 'green'],
    ['#0000ff', 'blue'],
    ['#9b59b6', 'violet'],
    ['#ff69b4', 'pink'],
    ['#8b4513', 'brown'],
    ['#ffff00', 'yellow'],
    ['#808080', 'gray'],
    ['#000', 'black'],
    ['#fff', 'white'],
    ['#dc143c', 'red'],
  ])('%s is %s', (text, name) => {
    const color = parseColor(text)
    expect(color && nameOfColor(color)).toBe(name)
  })
})
