// The panel's script: it sends each choice to the portal at once.
const find = <Kind extends HTMLElement>(selector: string) => document.querySelector(selector) as Kind
const panel = find<HTMLDetailsElement>('.panel')

async function post(path: string, value: unknown): Promise<void> {
  await fetch(`/~portal/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  })
}

/** Shows the portal's state: the pending faults and the last calls. */
async function showState(): Promise<void> {
  const state = (await (await fetch('/~portal/state')).json()) as {
    faults: { fault: string; method?: string; times: number; after?: number }[]
    log: { method: string; status: number; fault?: string }[]
  }
  find<HTMLOutputElement>('#faults').textContent = state.faults
    .map(
      ({ fault, method, times, after }) =>
        `${method ?? 'any method'}: ${fault}${after ? `, after ${after}` : ''}${times > 1 ? ', until cleared' : ''}`,
    )
    .join('; ')
  find('#log').replaceChildren(
    ...state.log
      .slice(-20)
      .toReversed()
      .map(({ method, status, fault }) => {
        const line = document.createElement('li')
        line.textContent = `${status || '—'} ${method}${fault ? ` (${fault})` : ''}`
        return line
      }),
  )
}

panel.addEventListener('toggle', async () => {
  if (!panel.open) return
  const webhook = find<HTMLInputElement>('#webhook')
  webhook.value = location.origin + (webhook.dataset.path ?? '')
  find<HTMLInputElement>('#token').value = await (await fetch('/~portal/token')).text()
  await showState()
})

panel.addEventListener('click', async ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return
  const { fault, action } = target.dataset
  if (fault) {
    const method = find<HTMLSelectElement>('#method').value
    await post('faults', {
      fault: find<HTMLSelectElement>('#fault').value,
      times: Number(fault),
      after: Number(find<HTMLInputElement>('#after').value),
      ...(method ? { method } : {}),
    })
  }
  if (action) await post(action, {})
  await showState()
})

panel.addEventListener('change', async ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || !target.dataset.setting) return
  await post('settings', { [target.dataset.setting]: target.value })
  location.reload()
})
