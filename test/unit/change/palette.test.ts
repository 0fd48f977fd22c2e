import { describe, expect, it } from 'vitest'
import { PALETTE } from '../../../src/crm/change/palette'
import { nameOfColor, parseColor } from '../../../src/crm/color'
import { pipelineOf } from '../../../src/crm/pipeline'
import { stage } from '../stageFixture'

describe('the palette', () => {
  const colors = PALETTE.flat()

  it('has colors that a style may have, each once', () => {
    expect(colors.map(parseColor)).toEqual(colors)
    expect(new Set(colors).size).toBe(colors.length)
  })

  it('begins with what the kanban shows for stages without a color', () => {
    const ends = [stage(6, { SEMANTICS: 'S' }), stage(7, { SEMANTICS: 'F' })]
    const kanban = pipelineOf([...[1, 2, 3, 4, 5].map((id) => stage(id)), ...ends])
    expect(PALETTE[0]).toEqual(kanban.map(({ color }) => color))
  })

  it('has every color that people have a word for, but black and white', () => {
    expect(new Set(colors.map(nameOfColor))).toEqual(
      new Set([
        'red',
        'orange',
        'yellow',
        'green',
        'turquoise',
        'light-blue',
        'blue',
        'violet',
        'pink',
        'brown',
        'gray',
      ]),
    )
  })

  it('is from light to dark in each hue', () => {
    for (const shades of PALETTE.slice(1)) {
      const lightness = shades.map(lightnessOf)
      expect([shades, lightness]).toEqual([shades, lightness.toSorted((a, b) => b - a)])
    }
  })
})

/** The relative luminance of WCAG 2, as its definition says. */
function lightnessOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
