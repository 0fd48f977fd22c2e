import { proven } from '../portal/proven'
import type { FirstCard } from './firstCard'

/**
 * Holds the first card back until its portal is proven, in a build for any portal. The proof is asked for right after the
 * card's questions, so it takes no round trip of its own.
 * @param asked the questions that have been asked
 */
export function onceProven(asked: Promise<FirstCard>): Promise<FirstCard> {
  const firstCard = asked.then(async (card) => {
    await proven(card.connection)
    return card
  })
  firstCard.catch(() => undefined) // shown by the interface, which may not be there yet
  return firstCard
}
