import { inkOn, parseColour } from '../../src/crm/colour.ts'
import type { RecordRow, StatusRow } from './data.ts'
import { Html, html } from './html.ts'
import type { Portal } from './portal.ts'

/** A section of the CRM: where it is, and which records and directory it shows. */
interface Section {
  path: string
  title: string
  entityTypeId: number
  directory: (categoryId: number) => string
}

const SECTIONS: Section[] = [
  { path: '/crm/lead/', title: 'Leads', entityTypeId: 1, directory: () => 'STATUS' },
  { path: '/crm/deal/', title: 'Deals', entityTypeId: 2, directory: (id) => (id === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${id}`) },
  { path: '/crm/quote/', title: 'Quotes', entityTypeId: 7, directory: () => 'QUOTE_STATUS' },
  { path: '/crm/type/31/', title: 'Invoices', entityTypeId: 31, directory: () => 'SMART_INVOICE_STAGE_5' },
  { path: '/crm/type/1038/', title: 'Equipment', entityTypeId: 1038, directory: () => 'DYNAMIC_1038_STAGE_37' },
]

/** Greys where a stage has no colour, as the kanban does. */
const NO_COLOUR = '#ced4dc'

/**
 * A section's page, as kanban or list.
 * @param url such as `/crm/deal/list/?category=1`
 * @returns null where there is no such section
 */
export function crmPage(portal: Portal, url: URL): { title: string; content: Html } | null {
  const section = SECTIONS.find((one) => url.pathname.startsWith(one.path))
  if (!section) return null
  const detail = /\/details\/(\d+)\//.exec(url.pathname)
  const category = Number(url.searchParams.get('category') ?? 0)
  const list = url.pathname.startsWith(`${section.path}list/`)
  const stages = portal.data.statuses
    .filter((row) => row.ENTITY_ID === section.directory(category))
    .toSorted((one, other) => Number(one.SORT) - Number(other.SORT))
  const records = portal.data.records.filter(
    (record) => record.entityTypeId === section.entityTypeId && (section.entityTypeId !== 2 || record.categoryId === category),
  )
  if (detail) return detailPage(portal, section, Number(detail[1]))
  const to = (view: string, id = category) => `${section.path}${view}/${section.entityTypeId === 2 ? `?category=${id}` : ''}`
  const pipelines = portal.data.pipelines.filter((pipeline) => pipeline.entityTypeId === 2)
  return {
    title: section.title,
    content: html`<div class="tools">
        ${section.entityTypeId === 2 && html`<nav class="switch" aria-label="Pipeline">${pipelines.map((pipeline) =>
          html`<a href="${to(list ? 'list' : 'kanban', pipeline.id)}" ${pipeline.id === category ? html`aria-current="true"` : ''}>${pipeline.name}</a>`)}</nav>`}
        <nav class="switch" aria-label="View">
          <a href="${to('kanban')}" ${list ? '' : html`aria-current="true"`}>Kanban</a><a href="${to('list')}" ${list ? html`aria-current="true"` : ''}>List</a>
        </nav>
      </div>
      ${list ? table(section, stages, records) : kanban(section, stages, records)}`,
  }
}

function kanban(section: Section, stages: StatusRow[], records: RecordRow[]): Html {
  return html`<div class="kanban">${stages.map((stage) => {
    const own = records.filter((record) => record.stageId === stage.STATUS_ID)
    return html`<section class="column" aria-label="${stage.NAME}">
      <h2 style="${band(stage)}">${stage.NAME} <span class="count">(${own.length})</span></h2>
      ${own.map((record) => html`<article><a href="${section.path}details/${record.id}/">${record.title}</a>
        <p>${record.opportunity} ${record.currencyId}</p></article>`)}
    </section>`
  })}</div>`
}

function table(section: Section, stages: StatusRow[], records: RecordRow[]): Html {
  return html`<div class="card scroll"><table><thead><tr><th>ID</th><th>Title</th><th>Stage</th><th>Amount</th><th>Created</th></tr></thead><tbody>
    ${records.map((record) => {
      const at = stages.findIndex((stage) => stage.STATUS_ID === record.stageId)
      const stage = stages[at]
      return html`<tr><td>${record.id}</td><td><a href="${section.path}details/${record.id}/">${record.title}</a></td>
        <td>${stage && html`<span class="bar" aria-hidden="true">${stages.map((_, step) => html`<i ${step <= at ? html`style="${band(stage)}"` : ''}></i>`)}</span>${stage.NAME}`}</td>
        <td>${record.opportunity} ${record.currencyId}</td><td>${record.createdTime.slice(0, 10)}</td></tr>`
    })}</tbody></table></div>`
}

function detailPage(portal: Portal, section: Section, id: number): { title: string; content: Html } | null {
  const record = portal.data.records.find((one) => one.entityTypeId === section.entityTypeId && one.id === id)
  if (!record) return null
  const directory = section.directory(record.categoryId ?? 0)
  const stages = portal.data.statuses.filter((row) => row.ENTITY_ID === directory)
  const at = stages.findIndex((stage) => stage.STATUS_ID === record.stageId)
  const current = stages[at]
  return {
    title: record.title,
    content: html`<ol class="strip">${stages.map((stage, step) =>
      html`<li style="${current && step <= at ? band(current) : ''}" ${step === at ? html`aria-current="step"` : ''}>${stage.NAME}</li>`)}</ol>
      <div class="card"><dl><dt>Amount</dt><dd>${record.opportunity} ${record.currencyId}</dd><dt>Created</dt><dd>${record.createdTime.slice(0, 10)}</dd></dl></div>`,
  }
}

function band(stage: StatusRow): Html {
  const colour = parseColour(stage.COLOR) ?? NO_COLOUR
  return new Html(`background:${colour};color:${inkOn(colour)}`)
}
