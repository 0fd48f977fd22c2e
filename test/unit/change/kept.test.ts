import { assert, constantFrom, property, tuple, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesNothing, draftAsRow, draftOn, keptDraft, parseDraft } from '../../../src/crm/change/kept'
import type { WantedItem } from '../../../src/crm/change/types'

const item = (code: string, name = code, color: WantedItem['color'] = null): WantedItem => ({
  code,
  name,
  color,
  outcome: 'process',
})

const BASE = ['A', 'B', 'C', 'D'].map((code) => item(code))

/** Keeps a draft as the portal would, and reads it again. */
function throughPortal(base: WantedItem[], wanted: WantedItem[]) {
  return parseDraft(JSON.parse(JSON.stringify(draftAsRow(keptDraft('DEAL_STAGE_1', base, wanted)))))
}

describe('a draft that is kept', () => {
  it('holds only what it changes', () => {
    const wanted = [item('A', 'First', '#ff0000'), item('B'), item('C'), item('D')]
    expect(keptDraft('DEAL_STAGE_1', BASE, wanted)).toEqual({
      entityId: 'DEAL_STAGE_1',
      before: [item('A')],
      after: [item('A', 'First', '#ff0000')],
      order: null,
    })
  })

  it('changes nothing if it is as it was', () => {
    expect(changesNothing(keptDraft('DEAL_STAGE_1', BASE, BASE))).toBe(true)
    expect(changesNothing(keptDraft('DEAL_STAGE_1', BASE, BASE.slice(1)))).toBe(false)
    expect(changesNothing(keptDraft('DEAL_STAGE_1', BASE, BASE.toReversed()))).toBe(false)
  })

  it('needs no order to delete', () => {
    expect(keptDraft('DEAL_STAGE_1', BASE, BASE.slice(1)).order).toBeNull()
  })

  const items = uniqueArray(constantFrom('A', 'B', 'C', 'D', 'E', 'F', '__proto__'), { maxLength: 7 }).chain((codes) =>
    tuple(...codes.map((code) => constantFrom(item(code), item(code, 'x', '#00ff00'), item(code, 'y')))),
  )

  it('comes back whole on the directory that it was made from', () => {
    assert(
      property(items, items, (base, wanted) => {
        const kept = throughPortal(base, wanted)
        expect(kept && draftOn(base, kept)).toEqual({ base, mine: wanted })
      }),
    )
  })

  it('leaves what others have added where it is', () => {
    const kept = throughPortal(BASE, [item('B'), item('A'), item('C'), item('D')])
    const now = [item('A'), item('B'), item('NEW'), item('C'), item('D')]
    expect(kept && draftOn(now, kept).mine.map(({ code }) => code)).toEqual(['B', 'NEW', 'A', 'C', 'D'])
  })

  it('asks for nothing that is done already', () => {
    const wanted = [item('A', 'First'), item('B'), item('D'), item('C')]
    const kept = throughPortal(BASE, wanted)
    expect(kept && draftOn(wanted, kept).mine).toEqual(wanted)
  })

  it.each([
    [null],
    ['text'],
    [{}],
    [{ e: 'X', b: [], a: 'no list' }],
    [{ e: 'X', b: [['A']], a: [] }],
    [{ e: 'X', b: [['A', 'a', null, 9]], a: [] }],
    [{ e: 'X', b: [], a: [], o: [['A']] }],
    [{ e: 'X', b: [], a: [], o: [[1], ['A']] }],
    [{ e: '', b: [], a: [] }],
  ])('is not read from %j', (value) => {
    expect(parseDraft(value)).toBeNull()
  })

  it('keeps no color that is none', () => {
    expect(parseDraft({ e: 'X', b: [], a: [['A', 'a', 'url(x)', 0]] })?.after[0]?.color).toBeNull()
  })
})
