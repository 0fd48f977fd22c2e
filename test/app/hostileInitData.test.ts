import { expect, it } from 'vitest'
import { fillAndSubmit, byTestId } from './dom'
import { openApp, portal } from './open'
import { expectNoPollution, expectOutcome, MARKUP, NOT_CONVERTIBLE } from './hostileData'

const MEGABYTES = 'x'.repeat(5_000_000)
const POLLUTION = '{"polluted":true}'
const PROTOTYPE_KEYS = `{"__proto__":${POLLUTION},"constructor":{"prototype":${POLLUTION}},"prototype":${POLLUTION}}`

/** Init data whose user option of the app is this JSON text. */
function saved(text: string): string {
  return JSON.stringify({ USER_OPTIONS: { stageCard: text } })
}

/** Init data with saved stages in the app's user option. */
function savedStages(...stages: unknown[]): string {
  return saved(JSON.stringify({ stages }))
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

/** Init data as JSON text, because only `JSON.parse` makes `__proto__` an ordinary key. */
const CASES: Record<string, string> = {
  'megabytes in LANG': JSON.stringify({ LANG: MEGABYTES }),
  'megabytes in PLACEMENT': JSON.stringify({ PLACEMENT: MEGABYTES }),
  'megabytes in a PLACEMENT that looks like a record’s': JSON.stringify({
    PLACEMENT: `CRM_DYNAMIC_${'1'.repeat(5_000_000)}_LIST_MENU`,
    PLACEMENT_OPTIONS: [],
  }),
  'megabytes in a PLACEMENT that looks like a pipeline’s': JSON.stringify({
    PLACEMENT: `CRM_DYNAMIC_${'1_'.repeat(2_500_000)}_LIST_TOOLBAR`,
    PLACEMENT_OPTIONS: [],
  }),
  'megabytes in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { params: { id: MEGABYTES } } }),
  'megabytes of digits in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { params: { id: '7'.repeat(5_000_000) } } }),
  'megabytes of labels in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { params: { id: 'id: 7 '.repeat(800_000) } } }),
  'megabytes of spaces in an ID': JSON.stringify({
    PLACEMENT_OPTIONS: { params: { id: `#${' '.repeat(5_000_000)}x` } },
  }),
  'megabytes in options that are text': JSON.stringify({ PLACEMENT_OPTIONS: MEGABYTES }),
  'megabytes in another user option': JSON.stringify({ USER_OPTIONS: { other: MEGABYTES } }),
  'megabytes instead of user options': JSON.stringify({ USER_OPTIONS: MEGABYTES }),
  'megabytes in the app’s user option': saved(MEGABYTES),
  'megabytes in each value of the app’s user option': saved(
    JSON.stringify({ entityId: MEGABYTES, form: MEGABYTES, theme: MEGABYTES, stageId: 733 }),
  ),
  'a million unclosed lists in the app’s user option': saved('['.repeat(1_000_000)),
  'deeply nested lists in options': `{"PLACEMENT_OPTIONS":{"params":{"id":${'['.repeat(500)}${']'.repeat(500)}}}}`,
  'markup in every string': JSON.stringify({
    LANG: MARKUP,
    PATH: MARKUP,
    DOMAIN: MARKUP,
    MEMBER_ID: MARKUP,
    REFRESH_ID: MARKUP,
    PLACEMENT: MARKUP,
    PLACEMENT_OPTIONS: { id: MARKUP, params: { id: MARKUP }, [MARKUP]: MARKUP },
    USER_OPTIONS: {
      [MARKUP]: MARKUP,
      stageCard: JSON.stringify({ entityId: MARKUP, form: MARKUP, theme: MARKUP, stageId: MARKUP }),
    },
    APP_OPTIONS: { [MARKUP]: MARKUP },
  }),
  'prototype keys next to the fields': PROTOTYPE_KEYS,
  'prototype keys in PLACEMENT_OPTIONS': `{"PLACEMENT_OPTIONS":${PROTOTYPE_KEYS}}`,
  'prototype keys in PLACEMENT_OPTIONS that are text': JSON.stringify({ PLACEMENT_OPTIONS: PROTOTYPE_KEYS }),
  'an ID on a prototype only':
    '{"PLACEMENT_OPTIONS":{"__proto__":{"id":"104","ID":"21"},"params":{"__proto__":{"id":"104"}}}}',
  'prototype keys in USER_OPTIONS': `{"USER_OPTIONS":${PROTOTYPE_KEYS}}`,
  'prototype keys in APP_OPTIONS': `{"APP_OPTIONS":${PROTOTYPE_KEYS}}`,
  'prototype keys in the app’s user option': saved(PROTOTYPE_KEYS),
  'invalid saved stages': savedStages(
    7,
    null,
    [],
    {},
    { ID: '733' },
    { ID: NOT_CONVERTIBLE },
    { ID: '733', ENTITY_ID: [], STATUS_ID: {}, NAME: 5 },
  ),
  'a saved stage of markup': savedStages(STAGE_OF_MARKUP),
  'a saved stage of megabytes': savedStages({
    ID: '733',
    ENTITY_ID: 'SOURCE',
    STATUS_ID: 'A',
    NAME: MEGABYTES,
  }),
  '100,000 saved stages': savedStages(...Array.from({ length: 100_000 }, () => ({ ID: '733' }))),
  'user options on a prototype only': saved('{"__proto__":{"entityId":"QUOTE_STATUS","theme":"dark"}}'),
  'names of Object.prototype for language, placement and code': JSON.stringify({
    LANG: '__proto__',
    PLACEMENT: 'CRM_constructor_LIST_MENU',
    PLACEMENT_OPTIONS: { ID: '__proto__' },
    USER_OPTIONS: { stageCard: '{"entityId":"__proto__","form":"constructor","theme":"toString"}' },
  }),
  'wrong types in the app’s user option': saved('{"stageId":1e400,"entityId":7,"form":[],"theme":{}}'),
  'an invalid saved stage ID': saved('{"stageId":-1}'),
  'a saved stage ID that is too large': saved('{"stageId":9007199254740991}'),
}

expectNoPollution()

it.each(Object.keys(CASES))('works with %s', async (name) => {
  portal.initData = JSON.parse(CASES[name] ?? '') as Record<string, unknown>
  await expectOutcome(await openApp(), 'works')
})

it('shows a saved stage of markup as text until the portal answers', async () => {
  portal.initData = JSON.parse(savedStages(STAGE_OF_MARKUP)) as Record<string, unknown>
  const app = await openApp()
  const held = portal.hold('crm.status.get')
  await fillAndSubmit(byTestId('stage-id-input'), '733')
  await expect.element(app.get('stage-name')).toHaveTextContent('<b data-injected>')
  expect(app.all('[data-injected]')).toEqual([])
  held.off()
  await app.expectStage('733')
})
