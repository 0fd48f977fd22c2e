import { it } from 'vitest'
import { byTestId, click } from './dom'
import { openStage } from './open'
import { changeAnswers } from './portal'
import { expectLoaded, expectErrorKind, ENTRY_POINTS } from './entryPoints'

const STEPS = 20

it.each(Array.from({ length: STEPS }, (_, step) => [step]))(
  `reports an answer cut off at %i/${STEPS} of its length, and a retry succeeds`,
  async (step) => {
    const app = await openStage('733')
    await app.expectStage('733')
    changeAnswers('crm.status.get', (body) => body.slice(0, Math.floor((body.length * step) / STEPS)))
    await click(byTestId('stage-refresh'))
    await expectErrorKind('bad-answer')
    changeAnswers()
    await click(byTestId('stage-retry'))
    await expectLoaded(ENTRY_POINTS['a link to a stage'])
  },
)
