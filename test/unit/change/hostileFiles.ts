import { FILE_LIMITS, type FileProblem } from '../../../src/crm/change/file'

/** A file that must not be read. */
export interface HostileFile {
  what: string
  text: string
  problem: FileProblem
}

const STAGE = { code: 'NEW', name: 'New', color: '#39a8ef', meaning: 'process' }
const WON = { code: 'WON', name: 'Won', color: '#7bd500', meaning: 'success' }
const LIST = { kind: 'list', entityId: 'SOURCE', items: [{ code: 'CALL', name: 'Call' }] }

/** A file with one pipeline of deals, whose first stage has other fields. */
function withStage(fields: object): string {
  return withDirectory({ items: [{ ...STAGE, ...fields }, WON] })
}

/** A file with one pipeline of deals that has other fields. */
function withDirectory(fields: object): string {
  return withDirectories({ kind: 'deal', entityTypeId: 2, pipeline: 'Sales', items: [STAGE, WON], ...fields })
}

function withDirectories(...directories: unknown[]): string {
  return withFields({ directories })
}

function withFields(fields: object): string {
  return JSON.stringify({ format: 'bitrix24-pipelines', version: 1, directories: [LIST], ...fields })
}

/** The valid file that all others are made from. */
export const HARMLESS = withStage({})

const DIRECTORY = 'directories[0]'
const ITEM = 'directories[0].items[0]'
const { bytes, depth, directories, items, name, code } = FILE_LIMITS

const TABLE: [what: string, text: string, reason: FileProblem['reason'], place: string | null, limit?: number][] = [
  ['nothing', '', 'empty', null],
  ['a byte order mark and spaces', '\uFEFF \r\n\t', 'empty', null],
  ['too many bytes', `${HARMLESS}${' '.repeat(bytes)}`, 'size', null, bytes],
  ['no JSON', 'ID;NAME\r\n1;New', 'json', null],
  ['half a file', HARMLESS.slice(0, -9), 'json', null],
  ['two files in one', HARMLESS + HARMLESS, 'json', null],
  ['NaN', HARMLESS.replace('"#39a8ef"', 'NaN'), 'json', null],
  ['zero bytes', '\u0000'.repeat(99), 'json', null],
  ['code', 'alert(document.domain)', 'json', null],
  ['brackets without an end', '['.repeat(bytes), 'depth', null, depth],
  ['objects without an end', '{"a":'.repeat(bytes / 5), 'depth', null, depth],
  ['a deep field that nobody knows', withFields({ more: nested(depth) }), 'depth', null, depth],
  ['a list', '[]', 'format', null],
  ['null', 'null', 'format', null],
  ['a text', '"bitrix24-pipelines"', 'format', null],
  ['JSON of something else', '{"name":"stage-card","version":1}', 'format', 'format'],
  ['another format', withFields({ format: 'bitrix24-pipelines-2' }), 'format', 'format'],
  ['a format that is inherited', HARMLESS.replace('{', '{"__proto__":{').replace(/$/, '}'), 'format', 'format'],
  ['a later version', withFields({ version: 2 }), 'version', 'version'],
  ['a version as text', withFields({ version: '1' }), 'version', 'version'],
  ['no version', withFields({ version: undefined }), 'version', 'version'],
  ['no directories', withFields({ directories: undefined }), 'missing', 'directories'],
  ['directories as an object', withFields({ directories: { 0: LIST, length: 1 } }), 'type', 'directories'],
  ['an empty list of directories', withFields({ directories: [] }), 'empty', 'directories'],
  [
    'too many directories',
    withDirectories(...Array.from({ length: directories + 1 }, (_, at) => ({ ...LIST, entityId: `LIST_OF_${at}X` }))),
    'many',
    'directories',
    directories,
  ],
  ['a directory that is null', withDirectories(LIST, null), 'type', 'directories[1]'],
  ['a directory that is a list', withDirectories([LIST]), 'type', DIRECTORY],
  ['no kind', withDirectory({ kind: undefined }), 'missing', `${DIRECTORY}.kind`],
  ['an unknown kind', withDirectory({ kind: 'order' }), 'value', `${DIRECTORY}.kind`],
  ['a kind of another type', withDirectory({ kind: 'invoice' }), 'value', `${DIRECTORY}.kind`],
  ['a kind that every object has', withDirectory({ kind: 'constructor' }), 'value', `${DIRECTORY}.kind`],
  ['no type', withDirectory({ entityTypeId: undefined }), 'missing', `${DIRECTORY}.entityTypeId`],
  ['a type as text', withDirectory({ entityTypeId: '2' }), 'type', `${DIRECTORY}.entityTypeId`],
  ['a type without stages', withDirectory({ kind: 'contact', entityTypeId: 3 }), 'value', `${DIRECTORY}.entityTypeId`],
  ['half a type', withDirectory({ kind: 'smart', entityTypeId: 128.5 }), 'value', `${DIRECTORY}.entityTypeId`],
  ['an endless type', HARMLESS.replace(':2,', ':1e999,'), 'value', `${DIRECTORY}.entityTypeId`],
  ['a pipeline without end', withDirectory({ pipeline: 'x'.repeat(name + 1) }), 'long', `${DIRECTORY}.pipeline`, name],
  ['a pipeline that is a number', withDirectory({ pipeline: 7 }), 'type', `${DIRECTORY}.pipeline`],
  ['a default that is a text', withDirectory({ default: 'Y' }), 'type', `${DIRECTORY}.default`],
  [
    'a title that turns around',
    withDirectory({ kind: 'smart', entityTypeId: 1038, title: 'a\u202Eb' }),
    'characters',
    `${DIRECTORY}.title`,
  ],
  [
    'a list that is a pipeline',
    withDirectories({ ...LIST, entityId: 'DEAL_STAGE_1' }),
    'value',
    `${DIRECTORY}.entityId`,
  ],
  ['a list that is a prototype', withDirectories({ ...LIST, entityId: '__proto__' }), 'value', `${DIRECTORY}.entityId`],
  ['a list without an ID', withDirectories({ ...LIST, entityId: undefined }), 'missing', `${DIRECTORY}.entityId`],
  ['one list twice', withDirectories(LIST, LIST), 'duplicate-directory', 'directories[1]'],
  [
    'leads twice',
    withDirectories(...[1, 2].map(() => ({ kind: 'lead', entityTypeId: 1, items: [WON] }))),
    'duplicate-directory',
    'directories[1]',
  ],
  ['no items', withDirectory({ items: undefined }), 'missing', `${DIRECTORY}.items`],
  ['items as an object', withDirectory({ items: { 0: WON } }), 'type', `${DIRECTORY}.items`],
  [
    'too many items',
    withDirectory({ items: Array.from({ length: items + 1 }, () => 0) }),
    'many',
    `${DIRECTORY}.items`,
    items,
  ],
  [
    'almost a million items',
    withDirectory({ items: Array.from({ length: 900_000 }, () => 0) }),
    'many',
    `${DIRECTORY}.items`,
    items,
  ],
  ['an item that is null', withDirectory({ items: [WON, null] }), 'type', `${DIRECTORY}.items[1]`],
  ['no code', withStage({ code: undefined }), 'missing', `${ITEM}.code`],
  ['an empty code', withStage({ code: '' }), 'missing', `${ITEM}.code`],
  ['a code that is a number', withStage({ code: 7 }), 'type', `${ITEM}.code`],
  ['a long code', withStage({ code: 'X'.repeat(code + 1) }), 'long', `${ITEM}.code`, code],
  ['a code with a line end', withStage({ code: 'NEW\n' }), 'characters', `${ITEM}.code`],
  ['a code of a deal pipeline', withStage({ code: 'C5:NEW' }), 'prefix', `${ITEM}.code`],
  ['a code of a smart process', withStage({ code: 'DT1038_9:NEW' }), 'prefix', `${ITEM}.code`],
  ['one code twice', withStage({ code: 'WON' }), 'duplicate-code', 'directories[0].items[1].code'],
  ['no name', withStage({ name: undefined }), 'missing', `${ITEM}.name`],
  ['a name that is an object', withStage({ name: { toString: null } }), 'type', `${ITEM}.name`],
  ['a name that is null', withStage({ name: null }), 'type', `${ITEM}.name`],
  [
    'a name that is inherited',
    HARMLESS.replace('"name":"New"', '"__proto__":{"name":"New"}'),
    'missing',
    `${ITEM}.name`,
  ],
  ['a long name', withStage({ name: '😀'.repeat(name + 1) }), 'long', `${ITEM}.name`, name],
  ['a name of a million letters', withStage({ name: 'x'.repeat(1_000_000) }), 'long', `${ITEM}.name`, name],
  ['a name with a bell', withStage({ name: 'a\u0007' }), 'characters', `${ITEM}.name`],
  ['a name with half a character', HARMLESS.replace('"New"', String.raw`"\ud83d"`), 'characters', `${ITEM}.name`],
  ['a color with a semicolon', withStage({ color: 'red;background:url(//evil.example)' }), 'value', `${ITEM}.color`],
  ['a short color', withStage({ color: '#fff' }), 'value', `${ITEM}.color`],
  ['a color that is a list', withStage({ color: ['#ffffff'] }), 'type', `${ITEM}.color`],
  ['no meaning', withStage({ meaning: undefined }), 'missing', `${ITEM}.meaning`],
  ['a meaning as Bitrix24 has it', withStage({ meaning: 'P' }), 'value', `${ITEM}.meaning`],
  ['a meaning that every object has', withStage({ meaning: 'toString' }), 'value', `${ITEM}.meaning`],
  ['no success', withDirectory({ items: [STAGE] }), 'no-success', `${DIRECTORY}.items`],
  ['a pipeline of nothing', withDirectory({ items: [] }), 'no-success', `${DIRECTORY}.items`],
  ['two successes', withStage({ meaning: 'success' }), 'two-successes', 'directories[0].items[1].meaning'],
  ['words that are a text', withStage({ words: 'Ask Sales' }), 'type', `${ITEM}.words`],
  ['words that are numbers', withStage({ words: { ask: 7 } }), 'type', `${ITEM}.words.ask`],
  ['long words', withStage({ words: { ask: 'x'.repeat(121) } }), 'long', `${ITEM}.words.ask`, 120],
  ['a link that runs', withStage({ words: { link: 'javascript:alert(1)' } }), 'value', `${ITEM}.words.link`],
  [
    'a link that pretends to be another',
    withStage({ words: { link: 'https://acme.example@evil.example/' } }),
    'value',
    `${ITEM}.words.link`,
  ],
]

/** Files with the problem that each is refused for. */
export const HOSTILE_FILES: HostileFile[] = TABLE.map(([what, text, reason, place, limit]) => ({
  what,
  text,
  problem: { reason, place, ...(limit === undefined ? {} : { limit }) },
}))

function nested(levels: number): unknown {
  return levels === 0 ? {} : [nested(levels - 1)]
}
