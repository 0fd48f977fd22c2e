import { inkOn, parseColor } from '../../src/crm/color.ts'
import { bySort, type Pipeline, type RecordRow, type StatusRow } from './data.ts'
import { Html, html } from './html.ts'
import { openingPage } from './opening.ts'
import { isRecord } from './params.ts'
import type { Binding, Portal } from './portal.ts'

/** A section of the CRM: its path, its record type and its directory. */
interface Section {
  path: string
  title: string
  entityTypeId: number
  /** The record type in placement codes, as in `CRM_DEAL_LIST_MENU`. */
  placementType: string
  directory: (categoryId: number) => string
  /** Where its records are, if not in `path`. */
  detailPath?: string
  /** The window in which its pipelines are set up, and the placement of its button; types without pipelines have none. */
  pipelines?: { path: string; placement: string }
  /** Whether it has a page with robots and triggers. */
  automated?: boolean
}

const SECTIONS: Section[] = [
  {
    path: '/crm/lead/',
    title: 'Leads',
    entityTypeId: 1,
    placementType: 'LEAD',
    directory: () => 'STATUS',
    automated: true,
  },
  {
    path: '/crm/deal/',
    title: 'Deals',
    entityTypeId: 2,
    placementType: 'DEAL',
    directory: (id) => (id === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${id}`),
    pipelines: { path: '/crm/tunnels/', placement: 'CRM_FUNNELS_TOOLBAR' },
    automated: true,
  },
  {
    path: '/crm/quote/',
    title: 'Estimates',
    entityTypeId: 7,
    placementType: 'QUOTE',
    directory: () => 'QUOTE_STATUS',
    detailPath: '/crm/type/7/',
  },
  {
    path: '/crm/type/31/',
    title: 'Invoices',
    entityTypeId: 31,
    placementType: 'SMART_INVOICE',
    directory: (id) => `SMART_INVOICE_STAGE_${id}`,
    pipelines: { path: '/crm/type/31/categories/', placement: 'CRM_SMART_INVOICE_FUNNELS_TOOLBAR' },
    automated: true,
  },
  {
    path: '/crm/type/1038/',
    title: 'Equipment',
    entityTypeId: 1038,
    placementType: 'DYNAMIC_1038',
    directory: (id) => `DYNAMIC_1038_STAGE_${id}`,
    pipelines: { path: '/crm/type/1038/categories/', placement: 'CRM_DYNAMIC_1038_FUNNELS_TOOLBAR' },
    automated: true,
  },
]

/** The path of a record's page. */
function recordPath(portal: Portal, { path, detailPath = path }: Section, id: number): string {
  return `${portal.settings.crm === 'older' ? path : detailPath}details/${id}/`
}

/** How many records the portal's own pages show at once. */
const COLUMN_CARDS = 10
const TABLE_ROWS = 50

/** The kanban's gray for stages without a color. */
const NO_COLOR = '#ced4dc'

/**
 * Renders a section's page, as kanban or list, a record's card, or the window of pipelines or of automation.
 * @param url such as `/crm/deal/list/category/1/`
 * @param port the port of both origins, for the app in a card's tab
 * @returns null if there is no such page
 */
export function crmPage(portal: Portal, url: URL, port: string): { title: string; content: Html } | null {
  const section = SECTIONS.find(({ path, detailPath = path, pipelines }) =>
    [path, detailPath, pipelines?.path ?? path].some((at) => url.pathname.startsWith(at)),
  )
  if (!section) return null
  const detail = /\/details\/(\d+)\//.exec(url.pathname)
  if (detail && url.pathname !== recordPath(portal, section, Number(detail[1]))) return null
  const pipelines = portal.data.pipelines.filter(({ entityTypeId }) => entityTypeId === section.entityTypeId)
  if (url.pathname === section.pipelines?.path) return pipelinesWindow(portal, section, pipelines)
  const [, robots, named] = /\/(?:(automation)|(?:kanban|list)\/category)\/(\d+)\/$/.exec(url.pathname) ?? []
  const category = Number(named ?? pipelines[0]?.id ?? 0)
  if (robots) return automationWindow(portal, section, category)
  const list = url.pathname.startsWith(`${section.path}list/`)
  const stages = stagesOf(portal, section, category)
  const records = portal.data.records.filter(
    (record) =>
      record.entityTypeId === section.entityTypeId && (pipelines.length === 0 || record.categoryId === category),
  )
  if (detail) return detailPage(portal, section, Number(detail[1]), url.searchParams.get('tab'), port)
  const to = (view: string, id = category) => `${section.path}${view}/${pipelines.length > 1 ? `category/${id}/` : ''}`
  return {
    title: section.title,
    content: html`<div class="tools">
        ${
          pipelines.length > 1 &&
          html`<nav class="switch" aria-label="Pipeline">${pipelines.map(
            (pipeline) =>
              html`<a href="${to(list ? 'list' : 'kanban', pipeline.id)}" ${pipeline.id === category ? html`aria-current="true"` : ''}>${pipeline.name}</a>`,
          )}</nav>`
        }
        <nav class="switch" aria-label="View">
          <a href="${to('kanban')}" ${list ? '' : html`aria-current="true"`}>Kanban</a><a href="${to('list')}" ${list ? html`aria-current="true"` : ''}>List</a>
        </nav>
        ${(section.pipelines || section.automated) && html`<nav class="switch" aria-label="Setup">${windowLinks(section, category)}</nav>`}
        ${toolbar(portal, `CRM_${section.placementType}_LIST_TOOLBAR`, to(list ? 'list' : 'kanban'))}
      </div>
      ${list ? table(portal, section, stages, records) : kanban(portal, section, stages, records)}`,
  }
}

function stagesOf(portal: Portal, section: Section, category: number): StatusRow[] {
  return bySort(portal.data.statuses.filter((row) => row.ENTITY_ID === section.directory(category)))
}

function kanban(portal: Portal, section: Section, stages: StatusRow[], records: RecordRow[]): Html {
  return html`<div class="kanban">${stages.map((stage) => {
    const own = records.filter((record) => record.stageId === stage.STATUS_ID)
    return html`<section class="column" aria-label="${stage.NAME}">
      <h2 style="${stageStyle(stage)}">${stage.NAME} <span class="count">(${own.length})</span></h2>
      ${own.slice(0, COLUMN_CARDS).map(
        (record) => html`<article><a href="${recordPath(portal, section, record.id)}">${record.title}</a>
        <p>${record.opportunity} ${record.currencyId}</p></article>`,
      )}
    </section>`
  })}</div>`
}

function table(portal: Portal, section: Section, stages: StatusRow[], records: RecordRow[]): Html {
  return html`<div class="card scroll"><table><thead><tr><th>ID</th><th>Title</th><th>Stage</th><th>Amount</th><th>Created</th><th></th></tr></thead><tbody>
    ${records.slice(0, TABLE_ROWS).map((record) => {
      const index = stages.findIndex((stage) => stage.STATUS_ID === record.stageId)
      const stage = stages[index]
      return html`<tr><td>${record.id}</td><td><a href="${recordPath(portal, section, record.id)}">${record.title}</a></td>
        <td>${stage && html`<span class="bar" aria-hidden="true">${stages.map((_, step) => html`<i ${step <= index ? html`style="${stageStyle(stage)}"` : ''}></i>`)}</span>${stage.NAME}`}</td>
        <td>${record.opportunity} ${record.currencyId}</td><td>${record.createdTime.slice(0, 10)}</td><td>${menu(portal, section, record, 'LIST_MENU')}</td></tr>`
    })}</tbody></table></div>`
}

function detailPage(
  portal: Portal,
  section: Section,
  id: number,
  tab: string | null,
  port: string,
): { title: string; content: Html } | null {
  const record = portal.data.records.find((row) => row.entityTypeId === section.entityTypeId && row.id === id)
  if (!record) return null
  const stages = stagesOf(portal, section, record.categoryId ?? 0)
  const index = stages.findIndex((stage) => stage.STATUS_ID === record.stageId)
  const current = stages[index]
  const tabs = bindingsIn(portal, section, 'DETAIL_TAB')
  const openTab = tabs.find(({ placement }) => placement === tab)
  const path = recordPath(portal, section, record.id)
  return {
    title: record.title,
    content: html`<ol class="strip">${stages.map(
      (stage, step) =>
        html`<li style="${current && step <= index ? stageStyle(current) : ''}" ${step === index ? html`aria-current="step"` : ''}>${stage.NAME}</li>`,
    )}</ol>
      <div class="tools"><nav class="switch" aria-label="Tabs"><a href="${path}" ${openTab ? '' : html`aria-current="true"`}>General</a>
        ${tabs.map((binding) => html`<a href="${path}?tab=${binding.placement}" ${binding === openTab ? html`aria-current="true"` : ''}>${titleOf(portal, binding)}</a>`)}</nav>
        ${menu(portal, section, record, 'DETAIL_TOOLBAR')}</div>
      ${
        openTab
          ? openingPage(portal, new URL(appPath(openTab.placement, { ID: String(record.id) }), 'http://portal'), port)
          : html`<div class="card"><dl><dt>Amount</dt><dd>${record.opportunity} ${record.currencyId}</dd><dt>Created</dt><dd>${record.createdTime.slice(0, 10)}</dd></dl></div>`
      }`,
  }
}

/** Where the pipeline on the screen is set up. */
function windowLinks({ path, pipelines, automated }: Section, category: number): Html {
  return html`${pipelines && html`<a href="${pipelines.path}">Pipelines</a>`}
    ${automated && html`<a href="${path}automation/${category}/">Automation rules</a>`}`
}

function pipelinesWindow(portal: Portal, section: Section, pipelines: Pipeline[]): { title: string; content: Html } {
  const { path = '', placement = '' } = section.pipelines ?? {}
  return {
    title: `${section.title}: pipelines`,
    content: html`<div class="tools">${toolbar(portal, placement, path)}</div>
      ${pipelines.map(
        ({ id, name }) => html`<h2>${name}</h2>${strip(stagesOf(portal, section, id))}
        <p><a href="${section.path}automation/${id}/">Automation rules</a></p>`,
      )}`,
  }
}

function automationWindow(portal: Portal, section: Section, category: number): { title: string; content: Html } | null {
  const stages = stagesOf(portal, section, category)
  if (!section.automated || stages.length === 0) return null
  return {
    title: `${section.title}: automation rules`,
    content: html`<div class="tools">
        ${toolbar(portal, `CRM_${section.placementType}_ROBOT_DESIGNER_TOOLBAR`, `${section.path}automation/${category}/`)}
      </div>
      ${strip(stages)}<div class="card"><p>No automation rules yet.</p></div>`,
  }
}

/** The stages of a pipeline in a row. */
function strip(stages: StatusRow[]): Html {
  return html`<ol class="strip">${stages.map((stage) => html`<li style="${stageStyle(stage)}">${stage.NAME}</li>`)}</ol>`
}

/** The menu of apps above a list or in a window. They get nothing but the page's address. */
function toolbar(portal: Portal, placement: string, page: string): Html {
  return appMenu(portal, 'Extensions', bindingsTo(portal, placement), { URI: page })
}

/** The placements of this section that apps are bound to. */
function bindingsIn(portal: Portal, section: Section, placement: string): Binding[] {
  return bindingsTo(portal, `CRM_${section.placementType}_${placement}`)
}

/** The apps that are bound to a placement; none while the installer runs. */
function bindingsTo(portal: Portal, code: string): Binding[] {
  return portal.settings.installing ? [] : portal.bindings.filter(({ placement }) => placement === code)
}

function titleOf(portal: Portal, { title, langAll }: Binding): string {
  const own = isRecord(langAll) ? langAll[portal.settings.language] : undefined
  return isRecord(own) && typeof own.TITLE === 'string' ? own.TITLE : title
}

/** The ⋯ menu of a record, with the apps bound to it. Some toolbars send the record's ID as `ENTITY_ID`. */
function menu(portal: Portal, section: Section, record: RecordRow, placement: 'LIST_MENU' | 'DETAIL_TOOLBAR'): Html {
  const key = placement === 'DETAIL_TOOLBAR' && ![1, 2].includes(section.entityTypeId) ? 'ENTITY_ID' : 'ID'
  const entries = bindingsIn(portal, section, placement)
  return appMenu(portal, `Actions for ${record.title}`, entries, { [key]: String(record.id) })
}

function appMenu(portal: Portal, label: string, entries: Binding[], options: Record<string, string>): Html {
  return html`<details class="menu"><summary aria-label="${label}">⋯</summary><ul>
    ${entries.map((binding) => html`<li><a data-slide href="${appPath(binding.placement, options)}">${titleOf(portal, binding)}</a></li>`)}
    ${entries.length === 0 && html`<li class="none">No apps here yet</li>`}</ul></details>`
}

function appPath(placement: string, options: Record<string, string>): string {
  return `/marketplace/app/stage-card/?placement=${placement}&options=${encodeURIComponent(JSON.stringify(options))}`
}

function stageStyle(stage: StatusRow): Html {
  const color = parseColor(stage.COLOR) ?? NO_COLOR
  return new Html(`background:${color};color:${inkOn(color)}`)
}
