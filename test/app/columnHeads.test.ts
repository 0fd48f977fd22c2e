import { expect, it, onTestFinished } from 'vitest'
import { LANGUAGES } from '../../src/locales'
import { cutTexts } from '../cutTexts'
import { option } from './directories'
import { resize } from './inspect'
import { openApp, portal } from './open'

/** The table has as much room in a frame of 1040 px where the window and the table have scroll bars of 17 px. */
const WIDTH = 1040 - 2 * 17

/** From this width on, the card stands beside the table. */
const WIDE = 1440

it.each(LANGUAGES)(
  'column heads and meanings are whole at 1040 px, and beside a card at 1440 px, in %s',
  async (language) => {
    portal.settings.language = language
    await resize(WIDTH, 900)
    const app = await openApp()
    for (const entityId of ['DEAL_STAGE', 'SOURCE']) {
      await option(entityId).click()
      await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
      await expect.element(app.get('directory-item').first()).toBeVisible()
      const columns = app.all('[data-sort]')
      expect(columns).toHaveLength(entityId === 'SOURCE' ? 5 : 6)
      // A sorted column's head has an arrow as well.
      for (const column of columns) {
        column.click()
        await expect.poll(() => column.parentElement?.ariaSort).toBe('ascending')
        expect([entityId, column.dataset.sort, cutTexts(app.get('directory-items').element())]).toEqual([
          entityId,
          column.dataset.sort,
          [],
        ])
      }
    }
    await resize(WIDE, 900)
    // Both scroll bars take room there, too.
    document.documentElement.style.paddingInlineEnd = `${2 * 17}px`
    onTestFinished(() => document.documentElement.removeAttribute('style'))
    await option('DEAL_STAGE').click()
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    await app.get('directory-item').first().click()
    await expect.element(app.card).toBeVisible()
    expect(app.all('.browse-items[inert]')).toEqual([])
    expect(cutTexts(app.get('directory-items').element())).toEqual([])
  },
)
