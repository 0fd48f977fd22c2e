// The page around the app: opens it in the frame, and speaks the portal's frame protocol with it.
import type { Opening } from './opening.ts'
import { replyTo, type HostPage } from './protocol.js'
import { slide } from './slider.js'

const opening = JSON.parse(document.getElementById('opening')?.textContent ?? '{}') as Opening
const frame = document.querySelector('iframe') as HTMLIFrameElement

const page: HostPage = {
  opening,
  // Asked for again where it was not to answer, since that may be over.
  mood: async () => {
    if (opening.host === 'answers') return opening.host
    const settings = (await (await fetch('/~portal/settings')).json()) as { host: Opening['host'] }
    return settings.host
  },
  renewToken: async () => (await fetch('/~portal/token')).text(),
  keepUserOption: (name, value) => tell('option', { name, value }),
  finishInstallation: async () => {
    await tell('settings', { installing: false })
    location.search = '?install_finished=Y'
  },
  resize: (height) => {
    frame.style.minHeight = `${height}px`
  },
  setTitle: (title) => {
    const heading = document.querySelector('h1')
    if (heading) heading.textContent = title
  },
  scroll: (top) => scrollTo(0, top),
  reload: () => location.reload(),
  slide,
}

function tell(what: string, value: unknown): Promise<Response> {
  return fetch(`/~portal/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  })
}

addEventListener('message', async (event: MessageEvent<unknown>) => {
  if (event.source !== frame.contentWindow || event.origin !== opening.appOrigin) return
  const reply = await replyTo(event.data, page)
  if (reply !== null) frame.contentWindow?.postMessage(reply, opening.appOrigin)
})

if (opening.form === null) {
  frame.src = opening.action
} else {
  const form = document.createElement('form')
  form.hidden = true
  form.method = 'post'
  form.action = opening.action
  form.target = opening.frameName
  for (const [name, value] of Object.entries(opening.form)) {
    const input = document.createElement('input')
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
