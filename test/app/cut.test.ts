import { it } from 'vitest'
import { marked, press } from './hands'
import { openStage } from './open'
import { spoilAnswers } from './portal'
import { expectGood, expectKind, WAYS } from './ways'

const PLACES = 20

it.each(Array.from({ length: PLACES }, (_, place) => [place]))(
  `an answer cut off at %i/${PLACES} of its length is told, and asking again helps`,
  async (place) => {
    const app = await openStage('733')
    await app.expectStage('733')
    spoilAnswers((body) => body.slice(0, Math.floor((body.length * place) / PLACES)))
    await press(marked('stage-refresh'))
    await expectKind('bad-answer')
    spoilAnswers()
    await press(marked('stage-retry'))
    await expectGood(WAYS['a link to a stage'])
  },
)
