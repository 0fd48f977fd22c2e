import { describe, expect, it } from 'vitest'
import { FAULTS, type FaultName } from '../portal/faults'
import { ANSWERED, RENEWS } from '../portal/faultExpectations'
import { usePlanStore } from '../../src/stores/plan'
import { byTestId, click, findVisible } from './dom'
import { portal } from './open'
import { addTalk, AFTER_SIX, doneOfSix, itemsOf, openPlan, RENT, SIX, summary, toldSteps, waitForPhase } from './plans'

const METHODS = { add: 'crm.status.add', delete: 'crm.status.delete' } as const
const STEPS = [1, 2, 3, 4, 5, 6]

function methodOf(act: string): string {
  return act === 'add' || act === 'delete' ? METHODS[act] : 'crm.status.update'
}

/** What the page says is done is what the portal has. */
function expectTruth(): void {
  const told = toldSteps()
    .filter((step) => step.endsWith(' done'))
    .map((step) => step.replace(' done', ''))
  expect(told.toSorted()).toEqual(doneOfSix().toSorted())
}

async function finish(): Promise<void> {
  await waitForPhase('ended')
  expect(toldSteps().filter((step) => !step.endsWith(' done'))).toEqual([])
  expect(summary()).toBe('Done. 6 changes.')
  expect(itemsOf(RENT)).toEqual(AFTER_SIX)
  expect([portal.refusedDeletes, portal.forcedDeletes]).toEqual([0, 0])
}

describe.each(STEPS)('step %i of six', (number) => {
  it.each<FaultName>([...ANSWERED, 'unsaved'])('%s: tells what is done, and goes on', async (fault) => {
    addTalk()
    const app = await openPlan([RENT, SIX])
    const acts = usePlanStore(app.pinia).steps.map(({ step }) => methodOf(step.act))
    const method = acts[number - 1] ?? ''
    const after = acts.slice(0, number - 1).filter((earlier) => earlier === method).length
    portal.addFault({ fault, method, after, times: RENEWS.includes(fault) ? 2 : 1 })
    await click(byTestId('plan-apply'))
    await waitForPhase('ended')
    expect(portal.log.some((call) => call.fault === fault)).toBe(true)
    expectTruth()
    const failed = toldSteps().findIndex((step) => step.endsWith(' failed'))
    // The portal did what it was asked for, and only its answer was wrong.
    if (failed >= 0) {
      expect(failed).toBe(number - 1)
      const { group } = FAULTS[fault]
      const notice = findVisible(`${byTestId('plan-error')}, ${byTestId('plan-denied')}`)
      expect(notice?.dataset.kind).toBe(group === 'unsaved' ? 'not-saved' : group)
      await click(byTestId('plan-go-on'))
      await expect.poll(() => toldSteps().some((step) => / (failed|skipped)$/.test(step))).toBe(false)
    }
    await finish()
  })
})
