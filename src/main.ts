import { startStage } from './crm/queries'
import { readId } from './crm/id'
import { likelyLanguage, loadMessages } from './locales'
import { tellBootFailure } from './locales/boot'
import { connect } from './portal/connect'

// The first card waits for page, SDK, handshake, request and interface. Each is started here as early as it can be,
// and nothing else may stand in that line.
connect()
  .then(({ launch }) => {
    const read = launch.kind === 'stage' ? readId(launch.id) : null
    if (read?.ok) startStage(read.id)
  })
  .catch(() => undefined) // told by the interface, which asks for the same connection

const language = likelyLanguage()
Promise.all([import('./app'), loadMessages(language)])
  .then(([{ start }, messages]) => start(language, messages))
  .catch((error: unknown) => {
    tellBootFailure(language)
    if (import.meta.env.DEV) reportError(error)
  })
