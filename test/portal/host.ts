// The host page's script: opens the app in the frame and answers its messages.
import type { Opening } from './opening.ts'
import { replyTo, type HostPage } from './protocol.js'
import { slide } from './slider.js'

const opening = JSON.parse(document.getElementById('opening')?.textContent ?? '{}') as Opening
const frame = document.querySelector('iframe') as HTMLIFrameElement

const page: HostPage = {
  opening,
  // Read again if the page was not answering, since the panel may have changed it.
  mood: async () => {
    if (opening.host === 'answers') return opening.host
    const settings = (await (await fetch('/~portal/settings')).json()) as { host: Opening['host'] }
    return settings.host
  },
  renewToken: async () => (await fetch('/~portal/token')).text(),
  // A portal that cannot be reached saves nothing, and says nothing of it.
  keepUserOption: (name, value) => post('option', { name, value }).catch(() => undefined),
  keepAppOption: (name, value) => post('app-option', { name, value }).catch(() => undefined),
  finishInstallation: async () => {
    await post('settings', { installing: false })
    location.search = '?install_finished=Y'
  },
  resize: (height) => {
    Object.assign(frame.style, { height: `${height}px`, minHeight: '0', flex: 'none' })
  },
  setTitle: (title) => {
    const heading = document.querySelector('h1')
    if (heading) heading.textContent = title
  },
  scroll: (top) => scrollTo(0, top),
  reload: () => location.reload(),
  slide,
}

function post(path: string, value: unknown): Promise<Response> {
  return fetch(`/~portal/${path}`, {
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
