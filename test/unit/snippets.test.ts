import { execFileSync, spawnSync } from 'node:child_process'
import { parser as python } from '@lezer/python'
import { Engine } from 'php-parser'
import { describe, expect, it } from 'vitest'
import { SNIPPET_FORMATS, snippet, SYNTAX, tasksFor, type SnippetFormat, type Task } from '../../src/crm/snippets'
import { fc, nearly, RUNS, test as property, text } from './property'

const WON = { id: 205, entityId: 'DEAL_STAGE_1', statusId: 'C1:WON' }
const TASKS: Task[] = ['get', 'list', 'move', 'condition']
const HOSTILE = [
  'a\'b"c',
  String.raw`\\' . system('x') . '`,
  '$(rm -rf x)`y`',
  'a\nb\r\tc',
  '</script><b>',
  '😀 \u2028 ا',
  "'; exit; #",
  '${x}%s\\',
]

const installed = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const PHP = installed('php')
const PYTHON = installed('python3')

/** Fails where code is not of its language: by the language itself where it is installed, else by a parser. */
const CHECK: Record<(typeof SYNTAX)[SnippetFormat], (code: string) => void> = {
  bash: (code) => execFileSync('bash', ['-n'], { input: code }),
  // Only looked at, never run; in an async function, as in the console of a browser.
  javascript: (code) => void new Function(`return async () => {\n${code}\n}`),
  php: (code) => {
    if (PHP) execFileSync('php', ['-l'], { input: code })
    else new Engine({ parser: { suppressErrors: false } }).parseCode(code, 'snippet.php')
  },
  python: (code) => {
    if (PYTHON)
      execFileSync('python3', ['-c', 'import sys; compile(sys.stdin.read(), "snippet", "exec")'], {
        input: code,
        env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
      })
    else expect(errorsOf(code)).toBe(0)
  },
}

function errorsOf(code: string): number {
  let errors = 0
  python.parse(code).iterate({ enter: ({ type }) => void (errors += Number(type.isError)) })
  return errors
}

describe.each(SNIPPET_FORMATS)('in the form %s', (form) => {
  const check = CHECK[SYNTAX[form]]

  it.each(TASKS)('%s: names the method and this very item, and is of its language', (task) => {
    const code = snippet(form, task, WON)
    expect(code).toMatch(
      {
        get: /crm\.status\.get/,
        list: /crm\.item\.list/,
        move: /crm\.item\.update/,
        condition: /crm\.item\.(get|list)/,
      }[task],
    )
    expect(code).toContain(task === 'get' ? '205' : 'C1:WON')
    if (task === 'move' || task === 'condition') expect(code).toContain('**put_record_id_here**')
    expect(code).not.toMatch(/undefined|\[object|NaN/)
    expect(() => check(code)).not.toThrow()
  })

  it.each(HOSTILE)('keeps the code %j a text', (statusId) => {
    for (const task of ['list', 'move', 'condition'] as const) {
      const code = snippet(form, task, { ...WON, statusId })
      expect(() => check(code)).not.toThrow()
      // Only JavaScript may stand in a page.
      if (SYNTAX[form] === 'javascript') expect(code).not.toContain('</script')
    }
  })
})

it('the checks see what is wrong', () => {
  for (const [syntax, code] of [
    ['bash', "echo 'x"],
    ['javascript', 'const = 1'],
    ['php', "<?php $x = 'a'b';"],
    ['python', 'print("x" "'],
  ] as const) {
    expect(() => CHECK[syntax](code)).toThrow()
  }
  expect(errorsOf('print("x" =')).toBeGreaterThan(0)
})

/** The part of code that a pattern picks out. */
const picked = (code: string, pattern: RegExp): string => pattern.exec(code)?.[1] ?? ''

const written = (form: SnippetFormat, statusId: string): string => snippet(form, 'list', { ...WON, statusId })

describe('texts as literals', () => {
  const code = fc.oneof(text, nearly(...HOSTILE, 'C1:WON'))
  /** Many codes for what is too slow to be started for each: a shell, a Python. */
  const many = fc.sample(code, RUNS)

  property.prop([code])('of JavaScript mean what they say', (statusId) => {
    const literal = picked(written('bx24', statusId), /stageId: ("[^\n]*"),\n/)
    expect(new Function(`return ${literal}`)()).toBe(statusId)
    expect(literal).not.toContain('<')
  })

  property.prop([code])('of PHP mean what they say', (statusId) => {
    // Between single quotes PHP knows two escapes, of the quote and of the backslash, and nothing else.
    const literal = picked(written('php-crest', statusId), /'stageId' => '((?:[^'\\]|\\['\\])*)',\n/u)
    expect(literal.replaceAll(/\\(['\\])/g, '$1')).toBe(statusId)
  })

  it('of Python mean what they say', () => {
    const literals = many.map((statusId) => picked(written('python', statusId), /"stageId": ("[^\n]*"),\n/))
    // Without a Python: what it shares with JSON.
    const said: unknown = PYTHON
      ? JSON.parse(
          execFileSync(
            'python3',
            ['-c', 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))'],
            {
              input: `[${literals.join(',')}]`,
              encoding: 'utf8',
              maxBuffer: 1e8,
              env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
            },
          ),
        )
      : literals.map((literal) => JSON.parse(literal) as unknown)
    expect(said).toEqual(many)
  })

  it('of a shell mean what they say', () => {
    const bodies = [...HOSTILE, ...many].map((statusId) =>
      picked(written('curl-webhook', statusId), /\n {2}-d ('.*') \\\n/s),
    )
    const said = execFileSync('bash', ['-s'], {
      input: bodies.map((body) => `printf '%s\\0' ${body}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    const codes = said
      .split('\0')
      .slice(0, -1)
      .map((body) => (JSON.parse(body) as { filter: { stageId: string } }).filter.stageId)
    expect(codes).toEqual([...HOSTILE, ...many])
  })
})

describe('what can be done', () => {
  it.each([
    ['SOURCE', ['get']],
    ['INDUSTRY', ['get']],
    ['STATUS', TASKS],
    ['DEAL_STAGE', TASKS],
    ['QUOTE_STATUS', TASKS],
    ['DYNAMIC_1038_STAGE_37', TASKS],
  ])('with an item of %s: %j', (entityId, tasks) => {
    expect(tasksFor({ entityId })).toEqual(tasks)
  })

  it.each([
    ['STATUS', 1, 'ONCRMLEADUPDATE', 'STATUS_ID'],
    ['DEAL_STAGE_1', 2, 'ONCRMDEALUPDATE', 'STAGE_ID'],
    ['QUOTE_STATUS', 7, 'ONCRMQUOTEUPDATE', 'STATUS_ID'],
    ['SMART_INVOICE_STAGE_5', 31, 'ONCRMDYNAMICITEMUPDATE', 'ENTITY_TYPE_ID'],
    ['DYNAMIC_1038_STAGE_37', 1038, 'ONCRMDYNAMICITEMUPDATE', 'ENTITY_TYPE_ID'],
  ])('%s: type %i, told by %s, in %s', (entityId, entityTypeId, event, field) => {
    const code = snippet('js-call-method', 'condition', { ...WON, entityId })
    expect(code).toContain(`entityTypeId: ${entityTypeId},`)
    expect(code).toContain(event)
    expect(code).toMatch(new RegExp(String.raw`\b${field}\b`))
  })
})

it('holds placeholders, and no address or secret', () => {
  for (const form of SNIPPET_FORMATS) {
    const code = snippet(form, 'get', WON)
    expect(code).not.toMatch(/https?:\/\/(?!\*\*)/)
    expect(code.match(/auth/g)?.length ?? 0).toBe(form === 'curl-oauth' ? 1 : 0)
  }
})
