import { startFirstCard } from './crm/queries'
import { likelyLanguage, loadMessages } from './locales'
import { tellBootFailure } from './locales/boot'
import { connect } from './portal/connect'

// The first card waits for page, SDK, handshake, request and interface. Each is started here as early as it can be,
// and nothing else may stand in that line.
connect()
  .then(({ launch }) => startFirstCard(launch))
  .catch(() => undefined) // told by the interface, which asks for the same connection

const language = likelyLanguage()
Promise.all([import('./app'), loadMessages(language)])
  .then(([{ start }, messages]) => start(language, messages))
  .catch((error: unknown) => {
    tellBootFailure(language)
    if (import.meta.env.DEV) reportError(error)
  })
