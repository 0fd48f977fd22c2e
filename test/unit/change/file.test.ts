import { describe, expect, it } from 'vitest'
import {
  FILE_LIMITS,
  openFile,
  readFile,
  writeFile,
  type FileDirectory,
  type FileItem,
} from '../../../src/crm/change/file'
import { cleanWords, WORD_FIELDS } from '../../../src/crm/words'
import type { Hex } from '../../../src/crm/color'
import type { RecordTypeName } from '../../../src/crm/recordTypes'
import format from '../../../src/crm/change/FORMAT.md?raw'
import { fc, json, mutationsOf, property, text } from '../fastCheck'
import { HARMLESS, HOSTILE_FILES } from './hostileFiles'

const item = (code: string, fields: Partial<FileItem> = {}): FileItem => ({
  code,
  name: `Name of ${code}`,
  color: null,
  outcome: 'process',
  words: null,
  ...fields,
})
const success = item('WON', { outcome: 'success', color: '#7bd500' })
const SOURCE: FileDirectory = { kind: 'list', entityId: 'SOURCE', items: [item('CALL', { outcome: null })] }
const SALES: FileDirectory = {
  kind: 'deal',
  entityTypeId: 2,
  title: null,
  pipeline: 'Sales',
  isDefault: true,
  items: [item('NEW', { words: { ask: 'Ada', meaning: 'One.\nTwo.' } }), success],
}
const LEADS: FileDirectory = {
  kind: 'lead',
  entityTypeId: 1,
  title: null,
  pipeline: null,
  isDefault: null,
  items: [success],
}

const named = (value: string): FileDirectory => ({
  ...SALES,
  pipeline: value,
  items: [{ ...success, name: value }],
})

/** Names that a file may have, also those of built-in properties. */
const name = fc.oneof(
  text.map((value) => value.replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '')),
  fc.constantFrom('__proto__', 'constructor', '<b>x</b>', '😀'.repeat(FILE_LIMITS.name), 'مرحبا', ' x '),
)
const words = fc
  .record(Object.fromEntries(WORD_FIELDS.map((field) => [field, text])), { requiredKeys: [] })
  .chain((typed) => fc.constantFrom(cleanWords(typed), cleanWords({ ...typed, link: 'https://acme.example/a?b=1' })))
const color = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 0xffffff }).map((value): Hex => `#${value.toString(16).padStart(6, '0')}`),
)
const code = fc.oneof(fc.stringMatching(/^[\w-]{1,22}$/), fc.constantFrom('__proto__', 'constructor', '0'))
const itemsOf = (outcomes: fc.Arbitrary<FileItem['outcome']>, colors: fc.Arbitrary<Hex | null>) =>
  fc.uniqueArray(fc.record({ code, name, color: colors, outcome: outcomes, words }), {
    maxLength: 4,
    selector: (one) => one.code,
  })
const stages = itemsOf(fc.constantFrom('process', 'failure'), color).map((others) => [
  ...others.filter((one) => one.code !== 'WON'),
  success,
])
const optionalName = name.map((value) => value || null)
const flag = fc.constantFrom(true, false, null)
const pipeline = fc
  .tuple(
    fc.constantFrom<[RecordTypeName, number]>(
      ['deal', 2],
      ['invoice', 31],
      ['document', 36],
      ['smart', 128],
      ['smart', 1038],
    ),
    optionalName,
    optionalName,
    flag,
    stages,
  )
  .map(([[kind, entityTypeId], title, pipelineName, isDefault, items]): FileDirectory => ({
    kind,
    entityTypeId,
    title: kind === 'smart' ? title : null,
    pipeline: pipelineName,
    isDefault,
    items,
  }))
const list = fc
  .tuple(fc.constantFrom('SOURCE', 'INDUSTRY'), itemsOf(fc.constant(null), fc.constant(null)))
  .map(([entityId, items]): FileDirectory => ({ kind: 'list', entityId, items }))
const lead = stages.map((items): FileDirectory => ({ ...LEADS, items }))
const directories = fc.uniqueArray(fc.oneof(pipeline, list, lead), {
  minLength: 1,
  maxLength: 4,
  comparator: (one, other) =>
    (one.kind === 'list' && other.kind === 'list' && one.entityId === other.entityId) ||
    (one.kind === 'lead' && other.kind === 'lead'),
})

describe('a file', () => {
  property([directories])('is read as it was written', (written) => {
    const first = writeFile(written)
    const read = readFile(first)
    expect(read).toEqual({ ok: true, file: { directories: written } })
    expect(read.ok && writeFile(read.file.directories)).toBe(first)
  })

  it('is JSON in a fixed order, with a line end', () => {
    const [stage, won] = SALES.items
    const shuffled: FileDirectory = {
      items: [
        {
          words: { meaning: 'One.\nTwo.', ask: 'Ada' },
          outcome: 'process',
          color: null,
          name: stage?.name ?? '',
          code: 'NEW',
        },
        won ?? success,
      ],
      isDefault: true,
      pipeline: 'Sales',
      title: null,
      entityTypeId: 2,
      kind: 'deal',
    }
    expect(writeFile([shuffled, SOURCE])).toBe(writeFile([SALES, SOURCE]))
    expect(writeFile([SALES, SOURCE])).toMatchInlineSnapshot(`
      "{
        "format": "bitrix24-pipelines",
        "version": 1,
        "directories": [
          {
            "kind": "deal",
            "entityTypeId": 2,
            "pipeline": "Sales",
            "default": true,
            "items": [
              {
                "code": "NEW",
                "name": "Name of NEW",
                "color": null,
                "meaning": "process",
                "words": {
                  "meaning": "One.\\nTwo.",
                  "ask": "Ada"
                }
              },
              {
                "code": "WON",
                "name": "Name of WON",
                "color": "#7bd500",
                "meaning": "success"
              }
            ]
          },
          {
            "kind": "list",
            "entityId": "SOURCE",
            "items": [
              {
                "code": "CALL",
                "name": "Name of CALL"
              }
            ]
          }
        ]
      }
      "
    `)
  })

  it('has no field for what is not known, or not of its kind', () => {
    expect(JSON.parse(writeFile([LEADS])).directories[0]).toEqual({
      kind: 'lead',
      entityTypeId: 1,
      items: [{ code: 'WON', name: 'Name of WON', color: '#7bd500', meaning: 'success' }],
    })
  })

  it('is written without the signs that a reader refuses in names', () => {
    expect(readFile(writeFile([named('a\u0007\u202Eb\ud83d')]))).toEqual({
      ok: true,
      file: { directories: [named('ab')] },
    })
  })

  it('can be that of the format’s description', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(format) ?? []
    const read = readFile(example)
    expect(read.ok && JSON.parse(writeFile(read.file.directories))).toEqual(JSON.parse(example))
    expect(read.ok && read.file.directories.map(({ kind, items }) => [kind, items.length])).toEqual([
      ['deal', 3],
      ['list', 1],
    ])
  })
})

describe('readFile', () => {
  it('knows what is harmless', () => {
    expect(readFile(HARMLESS)).toMatchObject({ ok: true, file: { directories: [{ kind: 'deal', pipeline: 'Sales' }] } })
  })

  it.each(HOSTILE_FILES)('refuses $what', ({ text: hostile, problem }) => {
    expect(readFile(hostile)).toEqual({ ok: false, problem })
  })

  it.each([
    ['a byte order mark', (valid: string) => `\uFEFF${valid}`],
    ['the line ends of Windows', (valid: string) => valid.replaceAll('\n', '\r\n')],
    ['capitals in colors', (valid: string) => valid.replace('#7bd500', '#7BD500')],
    [
      'null where nothing is needed',
      (valid: string) => valid.replace('"entityTypeId"', '"title": null, "entityTypeId"'),
    ],
    ['brackets in texts', (valid: string) => valid.replace('{', `{"note": "\\"${'['.repeat(99)}\\\\",`)],
    ['unknown fields', (valid: string) => valid.replaceAll('"code"', '"more": {"code": [7]}, "code"')],
    [
      'fields named as the language’s own',
      (valid: string) => valid.replaceAll('"code"', '"__proto__": {"name": 7}, "constructor": null, "code"'),
    ],
    [
      'fields of another kind',
      (valid: string) => valid.replace('"entityId"', '"pipeline": 7, "default": 7, "entityId"'),
    ],
  ])('accepts %s', (_, change) => {
    const valid = writeFile([SALES, SOURCE])
    expect(change(valid)).not.toBe(valid)
    expect(readFile(change(valid))).toEqual({ ok: true, file: { directories: [SALES, SOURCE] } })
  })

  it('accepts two pipelines of one name, as a portal can have them', () => {
    expect(readFile(writeFile([SALES, SALES]))).toMatchObject({ ok: true })
  })

  it('accepts as much as it allows', () => {
    const items = Array.from({ length: FILE_LIMITS.items }, (_, at) =>
      item(`V${at}`, { outcome: null, name: 'x'.repeat(255) }),
    )
    expect(readFile(writeFile([{ ...SOURCE, items }]))).toMatchObject({ ok: true })
    const many = Array.from({ length: FILE_LIMITS.directories }, () => SALES)
    expect(readFile(writeFile(many))).toMatchObject({ ok: true })
  })

  it('makes new objects with own fields only', () => {
    const read = readFile(HARMLESS.replaceAll('"code"', '"__proto__": {"polluted": 1}, "code"'))
    const [directory] = read.ok ? read.file.directories : []
    expect(Object.keys(directory?.items[0] ?? {})).toEqual(['code', 'name', 'color', 'outcome', 'words'])
    expect(directory?.items[0]).not.toHaveProperty('polluted')
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  const anyFile = fc.oneof(
    text,
    mutationsOf(HARMLESS, writeFile([SALES, SOURCE, LEADS])),
    json.map((value) => JSON.stringify(value)),
    fc.tuple(json, json, json).map(([field, stage, fields]) =>
      JSON.stringify({
        format: 'bitrix24-pipelines',
        version: 1,
        directories: [{ kind: 'deal', entityTypeId: 2, pipeline: field, items: [stage, fields] }],
      }),
    ),
  )
  property([anyFile])('never throws, and what it accepts can be written and read again', (any) => {
    const read = readFile(any)
    if (read.ok) expect(readFile(writeFile(read.file.directories))).toEqual(read)
    else expect(read.problem.reason).toMatch(/^[a-z-]+$/)
  })
})

const unreadable = () => Promise.reject(new DOMException('gone', 'NotReadableError'))

describe('openFile', () => {
  it('reads a file', async () => {
    expect(await openFile(new Blob(['\uFEFF', writeFile([SALES])]))).toEqual({
      ok: true,
      file: { directories: [SALES] },
    })
  })

  it('does not ask for the text of a file that is too large', async () => {
    expect(await openFile({ size: FILE_LIMITS.bytes + 1, text: unreadable })).toEqual({
      ok: false,
      problem: { reason: 'size', place: null, limit: FILE_LIMITS.bytes },
    })
  })

  it('says that a file cannot be read', async () => {
    expect(await openFile({ size: 9, text: unreadable })).toEqual({
      ok: false,
      problem: { reason: 'unreadable', place: null },
    })
  })

  it('takes other encodings for no JSON', async () => {
    const utf16 = new Uint8Array([...HARMLESS].flatMap((sign) => [sign.charCodeAt(0), 0]))
    expect(await openFile(new Blob([utf16]))).toEqual({ ok: false, problem: { reason: 'json', place: null } })
  })
})
