import { expect, it, onTestFinished, vi } from 'vitest'
import { option } from './directories'
import { openApp, openStage, portal } from './open'

/** Records what screen readers announce. Call it before the app opens. */
function recordAnnouncements(): () => string[] {
  const announced: string[] = []
  const lastTexts = new WeakMap<Element, string>()
  const observer = new MutationObserver((changes) => {
    const changed = new Set<Element>()
    for (const { target, addedNodes } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(
        '[role="status"], [role="alert"]',
      )
      if (region) changed.add(region)
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        // A region that is added together with its text is announced only if it is an alert.
        for (const alert of [node, ...node.querySelectorAll('*')].filter((element) =>
          element.matches('[role="alert"]'),
        ))
          changed.add(alert)
      }
    }
    for (const region of changed) {
      if (region.closest('[inert]')) continue
      const text = ((region.querySelector('h2') ?? region).textContent ?? '').trim()
      if (text !== '' && lastTexts.get(region) !== text) announced.push(text)
      lastTexts.set(region, text)
    }
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  onTestFinished(() => observer.disconnect())
  return () => announced.splice(0)
}

it('announces loading, results and errors once', async () => {
  const announcements = recordAnnouncements()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const call = await held.next()
  await vi.advanceTimersByTimeAsync(900)
  expect(announcements()).toEqual([])
  await vi.advanceTimersByTimeAsync(300)
  await expect.element(app.get('stage-loading')).toHaveTextContent('Waiting for Bitrix24…')
  call.release()
  await app.expectStage('733')
  held.off()
  expect(announcements()).toEqual(['Waiting for Bitrix24…', 'Found: Success'])

  await app.get('stage-refresh').click()
  await expect.poll(announcements).toEqual(['Found: Success'])
  await app.expectStage('733')

  await app.ask('999999')
  await app.expectError('not-found')
  expect(announcements().slice(-1)).toEqual(['ID not found'])

  await app.ask('734')
  await app.expectStage('734')
  expect(announcements()).toEqual(['Suggestions: 1', 'Found: Failed'])

  await app.find('[data-testid="copy"][data-copies="ID"]').click()
  await expect.poll(announcements).toEqual(['Copied'])
})

it('announces a long wait once', async () => {
  const announcements = recordAnnouncements()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = portal.hold('crm.status.get')
  await openStage('733')
  await held.next()
  await vi.advanceTimersByTimeAsync(1_200)
  expect(announcements()).toEqual(['Waiting for Bitrix24…'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(announcements()).toEqual([expect.stringMatching(/\S/)])
})

it('announces a directory’s loading and its number of items', async () => {
  const announcements = recordAnnouncements()
  const app = await openApp()
  await expect.element(app.get('directory-list')).toBeVisible()
  announcements()
  const held = portal.hold('crm.status.list')
  await option('SOURCE').click()
  const call = await held.next()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^Loading entries…$/)
  call.release()
  held.off()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^6 entries$/)
  expect(announcements().at(-1)).toBe('6 entries')
})
