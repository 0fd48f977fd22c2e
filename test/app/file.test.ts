import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent, type Locator } from 'vitest/browser'
import { readFile, writeFile, type FileDirectory } from '../../src/crm/change/file'
import { parseColor } from '../../src/crm/color'
import { wantedOf } from '../../src/crm/change/wanted'
import { parseStages, type Stage } from '../../src/crm/stage'
import { useFileSave } from '../../src/panels/change/useFileSave'
import { useDraftsStore } from '../../src/stores/drafts'
import { usePlanStore } from '../../src/stores/plan'
import { HOSTILE_FILES } from '../unit/change/hostileFiles'
import { option } from './directories'
import { expectNoPollution } from './hostileData'
import { callCount, itemOf, paramsOf } from './inspect'
import { openApp, portal, type App } from './open'

/** Files that were saved, by name. */
let saved: Map<string, string>

beforeEach(() => {
  saved = new Map()
  const blobs = new Map<string, Blob>()
  const createObjectURL = URL.createObjectURL.bind(URL)
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL(blob)
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  })
  const click = HTMLAnchorElement.prototype.click
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href)
    if (!blob) return click.call(this)
    void blob.text().then((text) => saved.set(this.download, text))
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

expectNoPollution()

/** The only file that was saved, read back. */
async function savedFile(): Promise<{ name: string; directories: FileDirectory[] }> {
  await expect.poll(() => saved.size).toBe(1)
  const [[name, text] = ['', '']] = saved
  const reading = readFile(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem))
  return { name, directories: reading.file.directories }
}

async function openDirectory(entityId: string): Promise<App> {
  const app = await openApp()
  await option(entityId).click()
  await expect.element(app.get('file-save')).toBeVisible()
  return app
}

function put(app: App, text: string, name = 'rent.json'): Promise<void> {
  return app.get('file-open').upload(new File([text], name, { type: 'application/json' }))
}

/** The same without the browser's help, which takes long for large files. */
function putAtOnce(app: App, text: string, name: string): void {
  const data = new DataTransfer()
  data.items.add(new File([text], name))
  const input = app.get('file-open').element() as HTMLInputElement
  input.files = data.files
  input.dispatchEvent(new Event('change'))
}

/** A pipeline of deals as the stand-in portal has it, in the form of a file. */
function pipelineOf(entityId: string, fields: Partial<FileDirectory> = {}): FileDirectory {
  const items = portal.data.statuses
    .filter((row) => row.ENTITY_ID === entityId)
    .map((row) => ({
      code: row.STATUS_ID.replace(/^C\d+:/, ''),
      name: row.NAME,
      color: parseColor(row.COLOR),
      outcome: ({ S: 'success', F: 'failure' } as const)[row.SEMANTICS ?? ''] ?? ('process' as const),
      words: null,
    }))
  return {
    kind: 'deal',
    entityTypeId: 2,
    title: null,
    pipeline: 'Rent',
    isDefault: false,
    items,
    ...fields,
  } as FileDirectory
}

/** How many directories there are: the portal does not list all of them. */
function allDirectories(): number {
  const { directories, statuses } = portal.data
  return new Set([...directories.map(({ ID }) => ID), ...statuses.map(({ ENTITY_ID }) => ENTITY_ID)]).size
}

const CHANGES = /^crm\.(status|category)\.(add|update|delete)$/

/** The calls that change something. */
function changes(): string[] {
  return portal.log.map(({ method }) => method).filter((method) => CHANGES.test(method))
}

/** What is to be done to each directory. */
function planned(): [entityId: string, ...acts: string[]][] {
  return usePlanStore().parts.map(({ entityId, steps }) => [entityId, ...steps.map(({ step }) => step.act)])
}

/** How much of each kind a directory of the file would change, by the acts' names. */
function countsOf(row: Locator): Record<string, string | undefined> {
  const marks = row.getByTestId('file-count').elements() as HTMLElement[]
  return Object.fromEntries(marks.map(({ dataset }) => [dataset.act, dataset.count]))
}

/** A file with the pipeline of rents: one stage renamed, one more, one missing, two exchanged. */
function otherRent(): FileDirectory {
  const { items, ...head } = pipelineOf('DEAL_STAGE_1')
  const [first, second, third, ...others] = items
  if (!first || !second || !third) throw new Error('too few stages')
  const more = { ...third, code: 'UC_NEW1', name: 'Inspected' }
  return { ...head, items: [{ ...first, name: 'Asked' }, third, second, more, ...others.slice(1)] } as FileDirectory
}

const rent = () => writeFile([otherRent()])

const missing = () => writeFile([{ ...otherRent(), pipeline: 'Wholesale' } as FileDirectory])

/** Drags something over the page. */
function drag(name: string, data: DataTransfer): DragEvent {
  const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true, clientY: 200 })
  document.body.dispatchEvent(event)
  return event
}

function dataOf(text: string): DataTransfer {
  const data = new DataTransfer()
  data.items.add(new File([text], 'dropped.json'))
  return data
}

describe('saves', () => {
  it('the pipeline that is shown, with what the company says of it', async () => {
    portal.appOptions = { stageWords_DEAL_STAGE_1: JSON.stringify({ 'C1:WON': { ask: 'Ada' } }) }
    const app = await openDirectory('DEAL_STAGE_1')
    await app.get('file-save').click()
    const { name, directories } = await savedFile()
    expect(name).toBe('pipelines-deals-rent.json')
    const expected = pipelineOf('DEAL_STAGE_1')
    const items = expected.items.map((item) => (item.code === 'WON' ? { ...item, words: { ask: 'Ada' } } : item))
    expect(directories).toEqual([{ ...expected, items }])
    await expect.element(app.get('file-tools').getByRole('status')).toHaveTextContent('Saved.')
  })

  it('a plain list', async () => {
    const app = await openDirectory('SOURCE')
    await app.get('file-save').click()
    const { name, directories } = await savedFile()
    expect(name).toBe('pipelines-sources.json')
    expect(directories).toMatchObject([{ kind: 'list', entityId: 'SOURCE' }])
  })

  it('the pipelines of a type', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await app.get('file-scope').selectOptions('type')
    await app.get('file-save').click()
    const { name, directories } = await savedFile()
    expect(name).toBe('pipelines-deals.json')
    expect(directories).toHaveLength(2)
    expect(directories).toContainEqual(pipelineOf('DEAL_STAGE_1'))
  })

  it('everything, without any address of the portal', async () => {
    const app = await openApp()
    await app.get('file-save').click()
    const { name, directories } = await savedFile()
    expect(name).toBe('pipelines-all.json')
    expect(directories).toHaveLength(allDirectories())
    expect(directories.flatMap(({ items }) => items)).toHaveLength(portal.data.statuses.length)
    expect([...saved.values()].join('')).not.toContain(window.location.hostname)
  })

  it('what can be opened again, and says what is left out', async () => {
    for (const row of portal.data.statuses) if (row.STATUS_ID === 'C1:WON') row.SEMANTICS = null
    const app = await openApp()
    await app.get('file-save').click()
    const { directories } = await savedFile()
    expect(directories).toHaveLength(allDirectories() - 1)
    await expect.element(app.get('file-tools').getByRole('status')).toHaveTextContent(/Rent\.$/)
  })

  it('says so if there is nothing that can be saved', async () => {
    for (const row of portal.data.statuses) if (row.STATUS_ID === 'C1:WON') row.SEMANTICS = null
    const app = await openDirectory('DEAL_STAGE_1')
    await app.get('file-save').click()
    await expect.element(app.get('file-tools').getByRole('status')).toHaveTextContent('Nothing could be saved.')
    expect(saved.size).toBe(0)
  })

  it('nothing after a failure, until a retry succeeds', async () => {
    const app = await openApp()
    await expect.element(app.get('file-save')).toBeVisible()
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await app.get('file-save').click()
    await expect.element(app.error).toHaveAttribute('data-kind', 'server')
    expect(saved.size).toBe(0)
    await app.get('stage-retry').click()
    await savedFile()
    expect(app.error.elements()).toEqual([])
  })

  it('nothing once it is stopped', async () => {
    const held = portal.hold('crm.status.list')
    const app = await openApp()
    await app.get('file-save').click()
    const call = await held.next()
    await app.get('file-stop').click()
    call.release()
    await expect.poll(() => app.get('file-stop').elements()).toEqual([])
    expect(saved.size).toBe(0)
    await expect.element(app.get('file-save')).not.toHaveAttribute('aria-disabled')
  })

  it('a draft: what is wanted, not what is there', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await app.get('file-plan').click()
    // As the parts that edit and plan do.
    const saving: ReturnType<typeof useFileSave>[] = []
    app.show({ setup: () => (saving.push(useFileSave()), () => null) })
    const { wanted = [] } = useDraftsStore().of('DEAL_STAGE_1') ?? {}
    expect(saving[0]?.save([{ entityId: 'DEAL_STAGE_1', wanted }])).toEqual({ result: 'saved', leftOut: [] })
    const { directories } = await savedFile()
    const codes = directories[0]?.items.map(({ code }) => code)
    expect(codes).toContain('UC_NEW1')
    expect(directories[0]?.items[0]).toMatchObject({ code: 'NEW', name: 'Asked' })
  })
})

describe('a file', () => {
  it('leads to the plan by two clicks', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    const row = app.get('file-directory')
    await expect.element(row).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
    await expect.poll(() => countsOf(row)).toEqual({ add: '1', rename: '1', move: '1' })
    await expect.element(app.get('file-plan')).not.toHaveAttribute('aria-disabled')
    expect(changes()).toEqual([])
    await app.get('file-plan').click()
    await expect.poll(planned).toEqual([['DEAL_STAGE_1', 'rename', 'move', 'add']])
    expect(usePlanStore().parts[0]).toMatchObject({ foreign: [], conflicts: [], impossible: [] })
    expect(usePlanStore().parts[0]?.title).toBe('Deal stages, Rent')
    expect(changes()).toEqual([])
  })

  it('is told in words, step by step', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await app.get('file-differences').getBySelector('summary').click()
    await expect.element(app.get('file-differences')).toHaveTextContent(/Rename.*Request.*to.*Asked/)
    await expect.element(app.get('file-differences')).toHaveTextContent(/Add.*Inspected/)
  })

  it('that is what the portal has changes nothing', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, writeFile([pipelineOf('DEAL_STAGE_1')]))
    await expect.element(app.get('file-same')).toBeVisible()
    await expect.element(app.get('file-plan')).toHaveAttribute('aria-disabled', 'true')
    ;(app.get('file-plan').element() as HTMLElement).click()
    expect(usePlanStore().parts).toEqual([])
    await expect.element(app.get('file-review')).toBeVisible()
  })

  it('deletes only if that is wanted', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    const row = app.get('file-directory')
    await expect.poll(() => countsOf(row).delete).toBeUndefined()
    await app.find('[data-testid="file-rest"][data-remove="true"]').click()
    await expect.poll(() => countsOf(row).delete).toBe('1')
    await app.find('[data-testid="file-take-kind"][data-kind="add"]').click()
    await expect.poll(() => countsOf(row).add).toBeUndefined()
    await app.find('[data-testid="file-take-kind"][data-kind="change"]').click()
    await expect.poll(() => countsOf(row).rename).toBeUndefined()
  })

  it('is matched by hand, or left out', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, writeFile([otherRent(), pipelineOf('DEAL_STAGE', { pipeline: null, isDefault: true })]))
    const [first, second] = [app.get('file-directory').nth(0), app.get('file-directory').nth(1)]
    await expect.element(first).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
    await expect.element(second).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    // The one that is for another directory cannot be chosen.
    await expect.element(first.getBySelector('option[value="DEAL_STAGE"]')).toBeDisabled()
    await second.getByTestId('file-match').selectOptions('')
    await expect.element(second.getByTestId('file-take')).toBeDisabled()
    await first.getByTestId('file-match').selectOptions('DEAL_STAGE')
    await expect.element(first).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    await expect.poll(() => countsOf(first).rename).toBeDefined()
    await app.get('file-plan').click()
    await expect.poll(() => planned().map(([entityId]) => entityId)).toEqual(['DEAL_STAGE'])
  })

  it('of several pipelines is taken in part', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    const deals = pipelineOf('DEAL_STAGE', { pipeline: null, isDefault: true })
    const renamed = {
      ...deals,
      items: deals.items.map((item) => ({ ...item, name: `${item.name}!` })),
    } as FileDirectory
    await put(app, writeFile([renamed, otherRent()]))
    await expect.poll(() => countsOf(app.get('file-directory').nth(1)).add).toBe('1')
    await app.get('file-take').nth(0).click()
    await app.get('file-plan').click()
    await expect.poll(() => planned().map(([entityId]) => entityId)).toEqual(['DEAL_STAGE_1'])
  })

  it('of everything is compared by few requests', async () => {
    const app = await openApp()
    await app.get('file-save').click()
    await savedFile()
    const before = callCount('crm.status.list')
    await put(app, [...saved.values()].join(''))
    await expect.poll(() => app.get('file-same').elements().length).toBe(allDirectories())
    // What was loaded a moment ago is known.
    expect(callCount('crm.status.list')).toBe(before)
  })

  it('says that it does not take the company’s words', async () => {
    const directory = pipelineOf('DEAL_STAGE_1')
    const items = directory.items.map((item) => ({ ...item, words: { ask: 'Ada' } }))
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, writeFile([{ ...directory, items } as FileDirectory]))
    await expect.element(app.get('file-words')).toHaveTextContent(`what ${items.length} stages mean`)
  })

  it('shows why the portal could not be read, and a retry succeeds', async () => {
    const app = await openApp()
    await expect.element(app.get('file-open')).toBeInTheDocument()
    // Directories that the portal does not list are looked for at the same time.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list', times: 9 })
    await put(app, rent())
    await expect.element(app.get('file-review').getByRole('alert')).toHaveAttribute('data-kind', 'server')
    portal.clearFaults()
    await app.get('stage-retry').click()
    await expect.poll(() => countsOf(app.get('file-directory')).add).toBe('1')
  })

  it('stays open while a directory is looked at, and until it is closed', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await expect.element(app.get('file-review')).toBeVisible()
    await option('SOURCE').click()
    await expect.element(app.get('directory-items')).toBeVisible()
    await app.get('file-back').click()
    await expect.element(app.get('file-directory')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
    await app.get('file-close').click()
    await expect.element(app.get('directory-items')).toBeVisible()
    expect(app.get('file-back').elements()).toEqual([])
    await expect.poll(() => document.activeElement).toBe(app.get('file-open').element())
  })

  it('takes the place of unfinished changes, and says so', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await app.get('file-plan').click()
    await expect.poll(planned).toHaveLength(1)
    usePlanStore().close()
    await app.get('file-back').click()
    await expect.element(app.get('file-directory')).toHaveTextContent('your unfinished changes')
    await option('SOURCE').click()
    const reloaded = await openDirectory('SOURCE')
    await put(reloaded, rent())
    await expect.element(reloaded.get('file-directory')).toHaveTextContent('your unfinished changes')
  })
})

describe('a pipeline that the portal does not have', () => {
  it('is added, matched, and its own stages are compared', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-add').click()
    await expect.element(app.get('file-directory')).toHaveTextContent('You can’t undo this here')
    expect(changes()).toEqual([])
    await app.get('file-add-confirm').click()
    const row = app.get('file-directory')
    await expect.poll(() => row.element().getAttribute('data-entity-id')).toMatch(/^DEAL_STAGE_\d+$/)
    expect(changes()).toEqual(['crm.category.add'])
    expect(paramsOf('crm.category.add')).toMatchObject([{ fields: { name: 'Wholesale' } }])
    await expect.element(row.getByTestId('file-match')).toHaveFocus()
    await expect.poll(() => Object.keys(countsOf(row)).length).toBeGreaterThan(0)
    await expect.element(option(row.element().getAttribute('data-entity-id') ?? '')).toHaveTextContent('Wholesale')
  })

  it('is not matched in another file that was opened meanwhile', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-add').click()
    const held = portal.hold('crm.category.add')
    await app.get('file-add-confirm').click()
    const answer = await held.next()
    await put(app, rent(), 'another.json')
    await expect.element(app.get('file-review')).toHaveTextContent('another.json')
    answer.release()
    await expect.element(app.get('directory-list')).toHaveTextContent('Wholesale')
    await expect.element(app.get('file-directory')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
  })

  it('is not added if that is refused, and it says why', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-add').click()
    portal.addFault({ fault: 'server-internal', method: 'crm.category.add' })
    await app.get('file-add-confirm').click()
    await expect.element(app.get('file-directory').getByRole('alert')).toHaveAttribute('data-kind', 'server')
    await expect.element(app.get('file-add-confirm')).not.toHaveAttribute('aria-disabled')
  })

  it('is not added after the session has ended, and a reload is the way on', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-add').click()
    portal.addFault({ fault: 'auth-none', method: 'crm.category.add' })
    await app.get('file-add-confirm').click()
    await expect.element(app.get('file-directory').getByRole('alert')).toHaveAttribute('data-kind', 'auth')
    await app.get('file-directory').getByTestId('stage-retry').click()
    await expect.poll(() => app.host.reloads).toBe(1)
  })

  it('is matched if it was added and only the answer was lost', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-add').click()
    portal.addFault({ fault: 'network-answer', method: 'crm.category.add' })
    await app.get('file-add-confirm').click()
    await expect
      .poll(() => app.get('file-directory').element().getAttribute('data-entity-id'))
      .toMatch(/^DEAL_STAGE_\d+$/)
    expect(changes()).toEqual(['crm.category.add'])
  })

  it('can be matched to another one instead', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, missing())
    await app.get('file-match').selectOptions('DEAL_STAGE_1')
    await expect.poll(() => countsOf(app.get('file-directory')).add).toBe('1')
    expect(app.get('file-add').elements()).toEqual([])
  })
})

it('an employee sees what differs, and is told who may change it', async () => {
  portal.settings.user = 'employee'
  const app = await openDirectory('DEAL_STAGE_1')
  await put(app, writeFile([otherRent(), { ...otherRent(), pipeline: 'Wholesale' } as FileDirectory]))
  await expect.element(app.get('file-review')).toHaveTextContent('Only CRM administrators')
  await expect.poll(() => countsOf(app.get('file-directory').nth(0)).add).toBe('1')
  expect(app.get('file-add').elements()).toEqual([])
  expect(changes()).toEqual([])
})

describe('a hostile file', () => {
  it('is refused with the reason and the place, and nothing is asked of the portal', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await expect.element(app.get('stage-count').first()).toBeVisible()
    const calls = portal.log.length
    for (const { what, text, problem } of HOSTILE_FILES) {
      putAtOnce(app, text, `${what}.json`)
      const notice = app.get('file-problem')
      await expect.element(notice, { message: what }).toHaveTextContent(`${what}.json`)
      await expect.element(notice, { message: what }).toHaveAttribute('data-reason', problem.reason)
      if (problem.place) await expect.element(notice, { message: what }).toHaveTextContent(problem.place)
      expect(notice.element().textContent, what).not.toContain('change.file')
    }
    expect(portal.log.slice(calls).map(({ method }) => method)).toEqual([])
    expect(usePlanStore().parts).toEqual([])
    await app.get('file-close').click()
    await expect.element(app.get('directory-items')).toBeVisible()
  })

  it('leaves the file that is open', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await expect.element(app.get('file-directory')).toBeVisible()
    await put(app, '{', 'broken.json')
    await expect.element(app.get('file-problem')).toHaveTextContent('broken.json')
    await expect.element(app.get('file-directory')).toBeVisible()
    await put(app, rent())
    await expect.poll(() => app.get('file-problem').elements()).toEqual([])
  })
})

describe('a drop', () => {
  it('opens a file, and is announced while it is dragged', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    const data = dataOf(rent())
    drag('dragenter', data)
    await expect.element(app.get('file-drop')).toHaveTextContent('Drop a file')
    drag('dragenter', data)
    drag('dragleave', data)
    await expect.element(app.get('file-drop')).toBeVisible()
    expect(drag('drop', data).defaultPrevented).toBe(true)
    await expect.element(app.get('file-review')).toHaveTextContent('dropped.json')
    expect(app.get('file-drop').elements()).toEqual([])
  })

  it('elsewhere ends the hint', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    const data = dataOf('{}')
    drag('dragenter', data)
    await expect.element(app.get('file-drop')).toBeVisible()
    drag('dragleave', data)
    await expect.poll(() => app.get('file-drop').elements()).toEqual([])
  })

  it('of something else is none of this', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    const data = new DataTransfer()
    data.setData('text/plain', 'a row')
    for (const name of ['dragenter', 'dragover', 'drop']) expect(drag(name, data).defaultPrevented).toBe(false)
    expect(app.get('file-drop').elements()).toEqual([])
  })

  it('does not interrupt a plan', async () => {
    const app = await openDirectory('DEAL_STAGE_1')
    await put(app, rent())
    await app.get('file-plan').click()
    await expect.poll(planned).toHaveLength(1)
    const data = dataOf('{}')
    drag('dragenter', data)
    await expect.element(app.get('file-drop')).toHaveTextContent('Close the plan before you open a file')
    expect(drag('drop', data).defaultPrevented).toBe(true)
    await expect.element(app.get('file-open')).toBeDisabled()
    await expect.poll(() => app.get('file-problem').elements()).toEqual([])
  })
})

it('works by keyboard alone', async () => {
  const app = await openDirectory('DEAL_STAGE_1')
  ;(app.get('file-scope').element() as HTMLElement).focus()
  await userEvent.keyboard('{Tab}')
  await expect.element(app.get('file-save')).toHaveFocus()
  await userEvent.keyboard('{Tab}')
  await expect.element(app.get('file-open')).toHaveFocus()
  // The browser's own dialog cannot be driven here.
  await put(app, rent())
  await expect.poll(() => document.activeElement?.textContent).toContain('rent.json')
  await expect.poll(() => countsOf(app.get('file-directory')).add).toBe('1')
  await userEvent.keyboard('{Tab}')
  await expect.element(app.get('file-close')).toHaveFocus()
  for (let left = 12; left > 0 && document.activeElement !== app.get('file-plan').element(); left -= 1) {
    await userEvent.keyboard('{Tab}')
  }
  await expect.element(app.get('file-plan')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(planned).toHaveLength(1)
})

const stagesOf = (entityId: string): Stage[] =>
  parseStages(portal.data.statuses.filter((row) => row.ENTITY_ID === entityId))

async function makeLike(source: string): Promise<App> {
  const app = await openDirectory('DEAL_STAGE_1')
  await app.get('edit-open').click()
  await app.get('make-like').click()
  await expect.element(app.get('make-like-source')).toHaveFocus()
  await app.get('make-like-source').selectOptions(source)
  return app
}

describe('a pipeline is made like another', () => {
  it('of another type, in the draft alone', async () => {
    const app = await makeLike('DYNAMIC_1038_STAGE_37')
    await app.get('make-like-do').click()
    await expect.poll(() => useDraftsStore().isChanged('DEAL_STAGE_1')).toBe(true)
    const { wanted } = useDraftsStore().of('DEAL_STAGE_1') ?? {}
    const successes = wanted?.filter(({ outcome }) => outcome === 'success')
    // Its own success stage stays, with the other one's name.
    expect(successes).toMatchObject([{ code: 'WON', name: itemOf('733').NAME }])
    expect(wanted?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(
        wantedOf(stagesOf('DYNAMIC_1038_STAGE_37')).flatMap(({ code, outcome }) => (outcome === 'success' ? [] : code)),
      ),
    )
    expect(changes()).toEqual([])
    await expect.element(app.get('make-like')).toHaveFocus()
  })

  it('not while the other one cannot be read, until a retry succeeds', async () => {
    const app = await makeLike('DEAL_STAGE')
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await app.get('make-like-do').click()
    await expect.element(app.error).toHaveAttribute('data-kind', 'server')
    expect(useDraftsStore().isChanged('DEAL_STAGE_1')).toBe(false)
    await app.get('stage-retry').click()
    await expect.poll(() => useDraftsStore().isChanged('DEAL_STAGE_1')).toBe(true)
  })
})
