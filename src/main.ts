import { showBootFailure } from './boot/failure'
import { askFirstCard } from './boot/firstCard'
import { onceProven } from './boot/onceProven'
import { guessLanguage, loadMessages } from './locales'
import { connect } from './portal/connect'
import { sleep } from './portal/timers'

/** Milliseconds that the first question may take to be sent before the interface is set up anyway. */
const HEAD_START_MS = 300

// The first card waits for the page, the SDK, the handshake, the first question, and the interface. The question goes out
// as early as possible. The interface is downloaded beside the SDK, and set up while the portal works on the answer; any
// earlier, it would take processor time from the handshake.
const firstCard = connect().then(askFirstCard)
// A build for any portal asks one question more, at the same time, and waits for its answer as well.
const provenCard = import.meta.env.VITE_PORTAL_HOSTS === '*' && onceProven(firstCard)
const sent = firstCard
  .then(() => sleep(0)) // the SDK sends in later turns of the event loop
  .catch(() => undefined) // shown by the interface, which waits for the same promise

const language = guessLanguage()
Promise.all([Promise.race([sent, sleep(HEAD_START_MS)]).then(() => import('./app')), loadMessages(language)])
  .then(([{ start }, messages]) => start(language, messages, provenCard || firstCard))
  .catch((error: unknown) => {
    showBootFailure(language)
    if (import.meta.env.DEV) reportError(error)
  })
