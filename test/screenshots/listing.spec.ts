import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { ICON, LISTING_LANGUAGES, SCREENSHOT, type ListingLanguage } from '../../.package/listing/form'
import type { Portal } from '../portal/portal'
import { wordsOption } from '../../src/crm/wordsOption'
import { expect, test } from '../e2e/fixtures'
import { translateData, translations } from './listingNames'

// The pictures of the vendor's form: `npm run listing`.

const SOURCE = join(import.meta.dirname, '../../.package/listing')
const OUTPUT = join(import.meta.dirname, '../../dist/listing')

/** What the company says of the stage on the card. */
const WORDS: Record<ListingLanguage, Record<'meaning' | 'enter' | 'leave' | 'ask', string>> = {
  en: {
    meaning: 'The workshop is making what was ordered.',
    enter: 'The prepayment has arrived.',
    leave: 'The customer has confirmed the delivery.',
    ask: 'Workshop, desk 4',
  },
  de: {
    meaning: 'Die Werkstatt fertigt, was bestellt wurde.',
    enter: 'Die Anzahlung ist eingegangen.',
    leave: 'Der Kunde hat die Lieferung bestätigt.',
    ask: 'Werkstatt, Platz 4',
  },
  ru: {
    meaning: 'Цех изготавливает заказ.',
    enter: 'Предоплата поступила.',
    leave: 'Клиент подтвердил доставку.',
    ask: 'Цех, стол 4',
  },
  la: {
    meaning: 'El taller está fabricando lo que se pidió.',
    enter: 'Se recibió el anticipo.',
    leave: 'El cliente confirmó la entrega.',
    ask: 'Taller, puesto 4',
  },
  br: {
    meaning: 'A oficina está produzindo o que foi pedido.',
    enter: 'O adiantamento foi recebido.',
    leave: 'O cliente confirmou a entrega.',
    ask: 'Oficina, mesa 4',
  },
}

/** What is typed on the picture of the search. */
const SEARCH: Record<ListingLanguage, string> = { en: 'inv', de: 'rech', ru: 'счёт', la: 'fact', br: 'fat' }

/** What is typed on the picture of the editor: another name for the deal's stage, and a new stage. */
const EDIT: Record<ListingLanguage, { name: string; added: string }> = {
  en: { name: 'In the workshop', added: 'Delivery' },
  de: { name: 'In der Werkstatt', added: 'Lieferung' },
  ru: { name: 'В цехе', added: 'Доставка' },
  la: { name: 'En el taller', added: 'Entrega' },
  br: { name: 'Na oficina', added: 'Entrega' },
}

const APP = '/marketplace/app/stage-card/'
const DEAL = '104'

interface Picture {
  name: string
  /** The page that the slider opens. */
  path: (portal: Portal) => string
  /** What a person does there. */
  show: (app: FrameLocator, language: ListingLanguage) => Promise<void>
}

/** Opens the deals' first pipeline, and waits for its counts. */
async function chooseDeals(app: FrameLocator): Promise<void> {
  await app.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
  await expect(app.getByTestId('stage-count').first()).toBeVisible()
}

/** Reads the histories of a pipeline, in as many requests as the app allows itself. */
async function readHistory(app: FrameLocator): Promise<void> {
  await app.getByTestId('life-read').click()
  await expect(app.getByTestId('life-notes')).toBeVisible({ timeout: 60_000 })
}

/** Scrolls a part of the app to the top, with some space above. */
function scrollTo(part: Locator): Promise<void> {
  return part.evaluate((element) => {
    element.scrollIntoView()
    window.scrollBy(0, -16)
  })
}

/** Changes the deals' first pipeline in a draft. */
async function editDeals(app: FrameLocator, language: ListingLanguage): Promise<void> {
  await chooseDeals(app)
  await app.getByTestId('edit-open').click()
  const row = app.locator(`[data-testid="edit-row"][data-stage-id="${DEAL}"]`)
  await row.getByTestId('edit-name').fill(EDIT[language].name)
  await row.getByTestId('edit-color').fill('#9b59b6')
  await app.getByTestId('edit-add').first().click()
  const added = app.locator('[data-testid="edit-row"]:not([data-stage-id])')
  await added.getByTestId('edit-code').fill('UC_7LY812')
  await added.getByTestId('edit-color').fill('#34495e')
  await added.getByTestId('edit-name').fill(EDIT[language].added)
}

/** A deal that is being made. */
function dealPath({ data }: Portal): string {
  const deal = data.records.find(({ entityTypeId, stageId }) => entityTypeId === 2 && stageId === 'EXECUTING')
  return `${APP}?placement=CRM_DEAL_LIST_MENU&options=${encodeURIComponent(JSON.stringify({ ID: String(deal?.id) }))}`
}

/** The pictures, in the order of the form. One more line here is one more picture in each language. */
const PICTURES: Picture[] = [
  {
    name: 'card',
    path: dealPath,
    show: async (app) => {
      await expect(app.getByTestId('stage-card')).toHaveAttribute('data-stage-id', DEAL)
      await expect(app.getByTestId('record-way')).toBeVisible()
      await expect(app.getByTestId('stage-count').first()).toBeVisible()
    },
  },
  { name: 'list', path: () => APP, show: chooseDeals },
  {
    name: 'times',
    path: dealPath,
    show: async (app) => {
      await readHistory(app)
      await app.getByTestId('stage-life').evaluate((part) => part.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'pipeline',
    path: () => APP,
    show: async (app) => {
      await chooseDeals(app)
      await app.getByTestId('pipeline-life-toggle').click()
      await readHistory(app)
      await app.getByTestId('pipeline-life-toggle').evaluate((button) => button.scrollIntoView())
    },
  },
  {
    name: 'editor',
    path: () => APP,
    show: async (app, language) => {
      await editDeals(app, language)
      await scrollTo(app.getByTestId('edit'))
    },
  },
  {
    name: 'plan',
    path: () => APP,
    show: async (app, language) => {
      await editDeals(app, language)
      await app.getByTestId('plan-open').click()
      await expect(app.locator('[data-testid="plan"][data-phase="ready"]')).toBeVisible()
      await scrollTo(app.getByTestId('plan'))
    },
  },
  {
    name: 'search',
    path: () => APP,
    show: async (app, language) => {
      // The app suggests what it knows.
      await chooseDeals(app)
      await app.getByTestId('stage-id-input').fill(SEARCH[language])
      await expect(app.locator('[data-testid="search-option"][data-kind="name"]').first()).toBeVisible()
    },
  },
]

/** Opens a page of the portal in its slider, above the list of deals. */
async function openInSlider(page: Page, path: string, language: ListingLanguage): Promise<FrameLocator> {
  await page.evaluate(
    ({ path, names }) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const text = node.textContent?.trim() ?? ''
        if (text && Object.hasOwn(names, text)) node.textContent = names[text] ?? text
      }
      // What the stand-in portal adds to a portal.
      document.querySelector('[data-testid="portal-panel"]')?.remove()
      const link = document.createElement('a')
      link.dataset.slide = ''
      link.href = path
      document.body.append(link)
      link.click()
      link.remove()
    },
    { path, names: translations(language) },
  )
  return page.frameLocator('[data-testid="slider-frame"]').frameLocator('[data-testid="app-frame"]')
}

for (const language of LISTING_LANGUAGES) {
  for (const [index, { name, path, show }] of PICTURES.entries()) {
    test(`listing: ${name}, ${language}`, async ({ page, portal, app: { server } }) => {
      Object.assign(portal.settings, { language, records: 'year' })
      translateData(portal.data, language)
      portal.appOptions[wordsOption('DEAL_STAGE')] = JSON.stringify({ EXECUTING: WORDS[language] })
      await page.setViewportSize(SCREENSHOT)
      await page.goto(`${server.portalOrigin}/crm/deal/list/`)
      const app = await openInSlider(page, path(portal), language)
      await expect(app.locator('html')).toHaveClass(/\bready\b/)
      await show(app, language)
      await expect(app.locator('[aria-busy="true"]')).toHaveCount(0)
      await page.mouse.move(0, 0)
      mkdirSync(join(OUTPUT, language), { recursive: true })
      await page.screenshot({ path: join(OUTPUT, language, `${index + 1}-${name}.png`) })
    })
  }
}

test('listing: icon', async ({ page }) => {
  const size = 500
  for (const [name, width] of [
    ['icon', size],
    // To see whether it can be read where it is small.
    ['icon-48', 48],
  ] as const) {
    await page.setViewportSize({ width, height: width })
    await page.setContent(readFileSync(join(SOURCE, 'icon.svg'), 'utf8'))
    await page.addStyleTag({ content: `body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }` })
    const png = await page.screenshot({ path: join(OUTPUT, `${name}.png`) })
    // The color type of PNG: RGB, without an alpha channel.
    expect(png[25]).toBe(2)
  }
  expect([size >= ICON.min, size <= ICON.max]).toEqual([true, true])
})
