import { expect, it, onTestFinished, vi } from 'vitest'
import { option } from './directories'
import { openApp, openStage, portal } from './open'

/** Collects what screen readers are told, from before the app starts. */
function listen(): () => string[] {
  const told: string[] = []
  const words = new WeakMap<Element, string>()
  const observer = new MutationObserver((changes) => {
    const changed = new Set<Element>()
    for (const { target, addedNodes } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(
        '[role="status"], [role="alert"]',
      )
      if (region) changed.add(region)
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        // What comes together with its words is told only where it is an alert.
        for (const alert of [node, ...node.querySelectorAll('*')].filter((one) => one.matches('[role="alert"]')))
          changed.add(alert)
      }
    }
    for (const region of changed) {
      const text = ((region.querySelector('h2') ?? region).textContent ?? '').trim()
      if (text !== '' && words.get(region) !== text) told.push(text)
      words.set(region, text)
    }
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  onTestFinished(() => observer.disconnect())
  return () => told.splice(0)
}

it('loading, results and errors are told once', async () => {
  const told = listen()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const question = await held.next()
  await vi.advanceTimersByTimeAsync(900)
  expect(told()).toEqual([])
  await vi.advanceTimersByTimeAsync(300)
  await expect.element(app.get('stage-loading')).toHaveTextContent('Asking the portal…')
  question.release()
  await app.expectStage('733')
  held.off()
  expect(told()).toEqual(['Asking the portal…', 'Stage found: Success'])

  await app.get('stage-refresh').click()
  await expect.poll(told).toEqual(['Stage found: Success'])
  await app.expectStage('733')

  await app.ask('999999')
  await app.expectError('not-found')
  expect(told()).toEqual(['There is no such item'])

  await app.ask('734')
  await app.expectStage('734')
  expect(told()).toEqual(['Stage found: Failed'])

  await app.find('[data-testid="copy"][data-copies="ID"]').click()
  await expect.poll(told).toEqual(['Copied'])
})

it('a long wait is told once more, as one', async () => {
  const told = listen()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = portal.hold('crm.status.get')
  await openStage('733')
  await held.next()
  await vi.advanceTimersByTimeAsync(1_200)
  expect(told()).toEqual(['Asking the portal…'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told()).toEqual([expect.stringMatching(/\S/)])
})

it('a directory’s loading and size are told', async () => {
  const told = listen()
  const app = await openApp()
  await expect.element(app.get('directory-list')).toBeVisible()
  told()
  const held = portal.hold('crm.status.list')
  await option('SOURCE').click()
  const question = await held.next()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^Loading the items…$/)
  question.release()
  held.off()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^6 items$/)
  expect(told().at(-1)).toBe('6 items')
})
