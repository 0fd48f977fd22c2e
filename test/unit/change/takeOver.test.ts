import { describe, expect, it } from 'vitest'
import { CAREFUL, takeOver, type Taking } from '../../../src/crm/change/takeOver'
import type { WantedItem } from '../../../src/crm/change/types'

const NOTHING: Taking = { add: false, change: false, order: false, remove: false }
const ALL: Taking = { add: true, change: true, order: true, remove: true }

function item(code: string, name = code, outcome: WantedItem['outcome'] = 'process'): WantedItem {
  return { code, name, color: null, outcome }
}

const NOW = [item('A'), item('B'), item('WON', 'Won', 'success'), item('LOSE', 'Lost', 'failure')]
const FROM = [item('B', 'Second'), item('A', 'First'), item('N'), item('WON', 'Paid', 'success')]

/** Such as `A=First`, in order. */
function shown(items: readonly WantedItem[]): string {
  return items.map(({ code, name }) => (code === name ? code : `${code}=${name}`)).join(' ')
}

describe('of another directory, there is taken', () => {
  it.each<[string, Partial<Taking>, string]>([
    ['nothing', {}, 'A B WON=Won LOSE=Lost'],
    ['what is new', { add: true }, 'A N B WON=Won LOSE=Lost'],
    ['names', { change: true }, 'A=First B=Second WON=Paid LOSE=Lost'],
    ['the order', { order: true }, 'B A WON=Won LOSE=Lost'],
    ['what it does not have', { remove: true }, 'A B WON=Won'],
    ['everything', ALL, 'B=Second A=First N WON=Paid'],
    ['everything, and nothing is lost', CAREFUL, 'B=Second A=First N WON=Paid LOSE=Lost'],
  ])('%s', (_, taking, expected) => {
    expect(shown(takeOver(NOW, FROM, { ...NOTHING, ...taking }))).toBe(expected)
  })
})

describe('the success stage', () => {
  const other = [item('A'), item('DONE', 'Done', 'success')]

  it('stays, with the other’s name', () => {
    expect(shown(takeOver(NOW, other, ALL))).toBe('A WON=Done')
  })

  it('is told apart where its code means something else there', () => {
    const from = [item('WON', 'Almost'), item('DONE', 'Done', 'success')]
    expect(shown(takeOver(NOW, from, ALL))).toBe('WON=Almost DONE=Done')
  })

  it('keeps the other’s code where the directory has none, or two', () => {
    const two = [...NOW, item('WON2', 'Won too', 'success')]
    for (const now of [[item('A')], two]) expect(shown(takeOver(now, other, ALL))).toBe('A DONE=Done')
  })
})

it('takes nothing that is not an item’s own', () => {
  const from = [{ ...item('N'), words: null }]
  expect(takeOver([], from, ALL)).toEqual([item('N')])
})
