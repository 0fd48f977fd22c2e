import { it } from 'vitest'
import { openApp, portal } from './open'
import { expectNoPollution, expectOutcome, MARKUP, NOT_CONVERTIBLE, type Outcome } from './hostileData'

const FIELDS = [
  'LANG',
  'DOMAIN',
  'PROTOCOL',
  'PATH',
  'AUTH_ID',
  'REFRESH_ID',
  'AUTH_EXPIRES',
  'MEMBER_ID',
  'IS_ADMIN',
  'INSTALL',
  'FIRST_RUN',
  'USER_OPTIONS',
  'APP_OPTIONS',
  'PLACEMENT',
  'PLACEMENT_OPTIONS',
]
/** Values of types that the portal never sends for these fields. */
const WRONG_VALUES = [7, null, 'false', [], {}, NOT_CONVERTIBLE, MARKUP]

/** The expected outcome of a wrong value in a field. */
function outcomeOf(field: string, value: unknown): Outcome {
  // Every truthy value starts the installer.
  if (field === 'INSTALL' && Boolean(value)) return 'installer'
  // The SDK throws when it converts these to numbers.
  if (['PROTOCOL', 'AUTH_EXPIRES'].includes(field) && value === NOT_CONVERTIBLE) return 'bad-answer'
  // The portal refuses an unknown token.
  if (field === 'AUTH_ID' && Boolean(value)) return 'auth'
  return 'works'
}

const titleOf = (value: unknown) => (value === MARKUP ? 'markup' : JSON.stringify(value))

const cases = FIELDS.flatMap((field) =>
  WRONG_VALUES.map((value) => [field, titleOf(value), outcomeOf(field, value), value] as const),
)

expectNoPollution()

it.each(cases)('%s is %s in init data: %s', async (field, _title, outcome, value) => {
  portal.initData = { [field]: value }
  await expectOutcome(await openApp(), outcome)
})
