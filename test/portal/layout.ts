import { FAULTS } from './faults.ts'
import { html, type Html } from './html.ts'
import { WEBHOOK_SECRET, type Portal } from './portal.ts'

const APPS = 'Applications'
/** Sections of the left menu. */
const MENU: [label: string, links: [path: string, label: string][]][] = [
  [
    'CRM',
    [
      ['/crm/lead/', 'Leads'],
      ['/crm/deal/', 'Deals'],
      ['/crm/quote/', 'Estimates'],
      ['/crm/type/31/', 'Invoices'],
      ['/crm/type/1038/', 'Equipment'],
    ],
  ],
  [APPS, [['/marketplace/app/stage-card/', 'Stage Card']]],
]

/**
 * Renders a page of the portal: header, left menu, content, panel.
 * @param page `path` marks the current entry of the menu; `slider` leaves out everything around the content
 */
export function layout(portal: Portal, page: { title: string; path: string; content: Html; slider?: boolean }): Html {
  const head = html`<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title} · Portal</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/~portal/portal.css"></head>`
  if (page.slider) return html`${head}<body class="slider">${page.content}</body></html>`
  const user = portal.settings.user === 'admin' ? 'Ada Byron' : 'Carl Gauss'
  return html`${head}<body>
    <header class="top">
      <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Portal</a>
      <span class="find" aria-hidden="true">Find people, documents, and more</span>
      <span class="user"><span class="face" aria-hidden="true">${user[0]}</span><span class="who">${user}</span></span>
    </header>
    <div class="below">
      <nav class="left" aria-label="Portal">${MENU.filter(([label]) => label !== APPS || !portal.settings.removed).map(
        ([label, links]) => html`
        <h2>${label}</h2>
        <ul>${links.map(
          ([path, name]) => html`
          <li><a href="${path}" ${page.path.startsWith(path) ? html`aria-current="page"` : ''}>${name}</a></li>`,
        )}</ul>`,
      )}
      </nav>
      <main class="content"><h1>${page.title}</h1>${page.content}</main>
    </div>
    ${panel(portal)}
    <script type="module" src="/~portal/panel.js"></script><script type="module" src="/~portal/slider.js"></script>
  </body></html>`
}

/** The drawer that switches faults and settings. */
function panel(portal: Portal): Html {
  const faults = Object.entries(FAULTS)
  const groups = new Set(faults.map(([, { group }]) => group))
  return html`<details class="panel" data-testid="portal-panel"><summary>Break things</summary><div class="drawer">
    <p>This is a stand-in for a Bitrix24 portal. Here you can make it fail.</p>
    <fieldset><legend>The next answer</legend>
      <label>fails as <select id="fault">${[...groups].map(
        (group) => html`
        <optgroup label="${group}">${faults.filter(([, fault]) => fault.group === group).map(([name, { label }]) => html`<option value="${name}">${label}</option>`)}</optgroup>`,
      )}</select></label>
      <label>of <select id="method"><option>crm.status.get</option><option>crm.status.list</option><option>crm.status.entity.types</option><option>crm.status.add</option><option>crm.status.update</option><option>crm.status.delete</option><option>crm.category.add</option><option value="">any method</option></select></label>
      <label>after as many good ones <input id="after" type="number" min="0" value="0"></label>
      <div class="buttons"><button type="button" data-fault="1">Once</button><button type="button" data-fault="1000000">Until cleared</button>
      <button type="button" data-action="clear">Clear</button></div>
      <output id="faults"></output>
    </fieldset>
    <fieldset><legend>The portal</legend>
      ${choice(portal, 'language', 'User’s language', ['en', 'de', 'ru', 'ua', 'kz', 'pl', 'fr', 'it', 'la', 'br', 'tr', 'ar', 'in', 'th', 'vn', 'id', 'ms', 'ja', 'sc', 'tc'])}
      ${choice(portal, 'user', 'User', ['admin', 'installer', 'employee'])}
      ${choice(portal, 'crmAdmin', 'Administers the CRM in any case', ['false', 'true'])}
      ${choice(portal, 'opening', 'Opens the app by', ['post', 'get'])}
      ${choice(portal, 'installing', 'The app’s installer is running', ['false', 'true'])}
      ${choice(portal, 'host', 'The page around the app', ['answers', 'silent', 'no-refresh'])}
      ${choice(portal, 'crm', 'The CRM', ['present', 'older'])}
      ${choice(portal, 'notFound', 'Unknown ID', ['empty-code', 'documented', 'crm-status'])}
      ${choice(portal, 'pipelineNames', 'CATEGORY_NAME of directories', ['true', 'false'])}
      ${choice(portal, 'extraInGet', 'EXTRA in crm.status.get', ['false', 'true'])}
      ${choice(portal, 'size', 'Directories', ['usual', 'huge'])}
      ${choice(portal, 'records', 'Records', ['few', 'year'])}
      ${choice(portal, 'values', 'Codes and names', ['usual', 'real'])}
      ${choice(portal, 'listPaging', 'Lists in pages of 50', ['false', 'true'])}
      ${choice(portal, 'listsAsObjects', 'Lists as objects with gaps', ['false', 'true'])}
      ${choice(portal, 'options', 'Saves user options', ['at-once', 'late'])}
      ${choice(portal, 'delay', 'Delay of answers, ms', ['0', '300', '1500', '5000'])}
      <div class="buttons"><button type="button" data-action="expire">Let tokens expire</button>
      <button type="button" data-action="someone-else">Somebody else changes a stage now</button></div>
    </fieldset>
    <fieldset><legend>REST</legend>
      <label>Webhook <input readonly id="webhook" data-path="/rest/1/${WEBHOOK_SECRET}/"></label>
      <label>A token <input readonly id="token"></label>
      <ol id="log" aria-label="Last calls"></ol>
    </fieldset>
  </div></details>`
}

function choice(portal: Portal, name: keyof Portal['settings'], label: string, values: string[]): Html {
  const current = String(portal.settings[name])
  return html`<label>${label} <select data-setting="${name}">${values.map(
    (value) => html`
    <option ${value === current ? html`selected` : ''}>${value}</option>`,
  )}</select></label>`
}
