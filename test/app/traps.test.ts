import { expect, it } from 'vitest'
import { enter, marked } from './hands'
import { openApp, portal } from './open'
import { expectNoHarm, expectOutcome, MARKUP, UNSPEAKABLE } from './outcome'

const MEGABYTES = 'x'.repeat(5_000_000)
const POLLUTED = '{"polluted":true}'
const POISON = `{"__proto__":${POLLUTED},"constructor":{"prototype":${POLLUTED}},"prototype":${POLLUTED}}`

/** The JSON text of one user option, as the app keeps it. */
function kept(text: string): string {
  return JSON.stringify({ USER_OPTIONS: { stageCard: text } })
}

/** The same, of stages that were kept. */
function keptStages(...stages: unknown[]): string {
  return kept(JSON.stringify({ stages }))
}

const STAGE_OF_MARKUP = {
  ID: '733',
  ENTITY_ID: MARKUP,
  STATUS_ID: MARKUP,
  NAME: MARKUP,
  NAME_INIT: MARKUP,
  COLOR: `red;background:url(x)${MARKUP}`,
  [MARKUP]: MARKUP,
}

/** Init data as JSON text, since only a parser makes `__proto__` a key like any other. */
const CASES: Record<string, string> = {
  'megabytes in LANG': JSON.stringify({ LANG: MEGABYTES }),
  'megabytes in PLACEMENT': JSON.stringify({ PLACEMENT: MEGABYTES }),
  'megabytes in a PLACEMENT that looks like a record’s': JSON.stringify({
    PLACEMENT: `CRM_DYNAMIC_${'1'.repeat(5_000_000)}_LIST_MENU`,
    PLACEMENT_OPTIONS: [],
  }),
  'megabytes in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: MEGABYTES } }),
  'megabytes of digits in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: '7'.repeat(5_000_000) } }),
  'megabytes of marks in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: 'id: 7 '.repeat(800_000) } }),
  'megabytes of spaces in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: `#${' '.repeat(5_000_000)}x` } }),
  'megabytes in options that are text': JSON.stringify({ PLACEMENT_OPTIONS: MEGABYTES }),
  'megabytes in another user option': JSON.stringify({ USER_OPTIONS: { other: MEGABYTES } }),
  'megabytes instead of user options': JSON.stringify({ USER_OPTIONS: MEGABYTES }),
  'megabytes in what the app keeps': kept(MEGABYTES),
  'megabytes in each thing that the app keeps': kept(
    JSON.stringify({ entityId: MEGABYTES, form: MEGABYTES, theme: MEGABYTES, stageId: 733 }),
  ),
  'lists without an end in what the app keeps': kept('['.repeat(1_000_000)),
  'a deep tree in options': `{"PLACEMENT_OPTIONS":{"id":${'['.repeat(500)}${']'.repeat(500)}}}`,
  'markup in every string': JSON.stringify({
    LANG: MARKUP,
    PATH: MARKUP,
    DOMAIN: MARKUP,
    MEMBER_ID: MARKUP,
    REFRESH_ID: MARKUP,
    PLACEMENT: MARKUP,
    PLACEMENT_OPTIONS: { id: MARKUP, [MARKUP]: MARKUP },
    USER_OPTIONS: {
      [MARKUP]: MARKUP,
      stageCard: JSON.stringify({ entityId: MARKUP, form: MARKUP, theme: MARKUP, stageId: MARKUP }),
    },
    APP_OPTIONS: { [MARKUP]: MARKUP },
  }),
  'foreign keys beside the fields': POISON,
  'foreign keys in PLACEMENT_OPTIONS': `{"PLACEMENT_OPTIONS":${POISON}}`,
  'foreign keys in PLACEMENT_OPTIONS that are text': JSON.stringify({ PLACEMENT_OPTIONS: POISON }),
  'an ID that only a prototype has': '{"PLACEMENT_OPTIONS":{"__proto__":{"id":"104","ID":"21"}}}',
  'foreign keys in USER_OPTIONS': `{"USER_OPTIONS":${POISON}}`,
  'foreign keys in APP_OPTIONS': `{"APP_OPTIONS":${POISON}}`,
  'foreign keys in what the app keeps': kept(POISON),
  'stages that are none in what the app keeps': keptStages(
    7,
    null,
    [],
    {},
    { ID: '733' },
    { ID: UNSPEAKABLE },
    { ID: '733', ENTITY_ID: [], STATUS_ID: {}, NAME: 5 },
  ),
  'a stage of markup in what the app keeps': keptStages(STAGE_OF_MARKUP),
  'a stage of megabytes in what the app keeps': keptStages({
    ID: '733',
    ENTITY_ID: 'SOURCE',
    STATUS_ID: 'A',
    NAME: MEGABYTES,
  }),
  'stages without an end in what the app keeps': keptStages(...Array.from({ length: 100_000 }, () => ({ ID: '733' }))),
  'what only a prototype keeps': kept('{"__proto__":{"entityId":"QUOTE_STATUS","theme":"dark"}}'),
  'names of every object’s own for language, place and form': JSON.stringify({
    LANG: '__proto__',
    PLACEMENT: 'CRM_constructor_LIST_MENU',
    PLACEMENT_OPTIONS: { ID: '__proto__' },
    USER_OPTIONS: { stageCard: '{"entityId":"__proto__","form":"constructor","theme":"toString"}' },
  }),
  'numbers that are none': kept('{"stageId":1e400,"entityId":7,"form":[],"theme":{}}'),
  'a stage that is no ID': kept('{"stageId":-1}'),
  'a stage that no portal has': kept('{"stageId":9007199254740991}'),
}

expectNoHarm()

it.each(Object.keys(CASES))('init data that is a trap, %s: the app works', async (name) => {
  portal.initData = JSON.parse(CASES[name] ?? '') as Record<string, unknown>
  await expectOutcome(await openApp(), 'works')
})

it('a kept stage of markup is shown as text while the portal is asked for it', async () => {
  portal.initData = JSON.parse(keptStages(STAGE_OF_MARKUP)) as Record<string, unknown>
  const app = await openApp()
  const held = portal.hold('crm.status.get')
  await enter(marked('stage-id-input'), '733')
  await expect.element(app.get('stage-name')).toHaveTextContent('<b data-foe>')
  expect(app.all('[data-foe]')).toEqual([])
  held.off()
  await app.expectStage('733')
})
