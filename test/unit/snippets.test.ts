import { execFileSync, spawnSync } from 'node:child_process'
import { parser as python } from '@lezer/python'
import { Engine } from 'php-parser'
import { describe, expect, it } from 'vitest'
import { SNIPPET_FORMATS, snippet, SYNTAX, tasksFor, type SnippetFormat, type Task } from '../../src/crm/snippets'
import { fc, mutationsOf, RUNS, property, text } from './fastCheck'

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

/** Syntax checks: by the language's interpreter if it is installed, else by a parser. */
const CHECK: Record<(typeof SYNTAX)[SnippetFormat], (code: string) => void> = {
  bash: (code) => execFileSync('bash', ['-n'], { input: code }),
  // Parses the code without running it; in an async function, since snippets use await.
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

describe.each(SNIPPET_FORMATS)('snippet as %s', (format) => {
  const check = CHECK[SYNTAX[format]]

  it.each(TASKS)('%s: has the method, the item and valid syntax', (task) => {
    const code = snippet(format, task, WON)
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

  it.each(HOSTILE)('quotes the code %j', (statusId) => {
    for (const task of ['list', 'move', 'condition'] as const) {
      const code = snippet(format, task, { ...WON, statusId })
      expect(() => check(code)).not.toThrow()
      // Only JavaScript can be inside a page.
      if (SYNTAX[format] === 'javascript') expect(code).not.toContain('</script')
    }
  })
})

it('the syntax checks reject invalid code', () => {
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

/** The first group of a pattern's match. */
const captured = (code: string, pattern: RegExp): string => pattern.exec(code)?.[1] ?? ''

const listSnippet = (format: SnippetFormat, statusId: string): string => snippet(format, 'list', { ...WON, statusId })

describe('string literals', () => {
  const code = fc.oneof(text, mutationsOf(...HOSTILE, 'C1:WON'))
  /** Inputs for a single run of bash or Python, which would be too slow to start for each input. */
  const samples = fc.sample(code, RUNS)

  property([code])('in JavaScript evaluate to the input', (statusId) => {
    const literal = captured(listSnippet('bx24', statusId), /stageId: ("[^\n]*"),\n/)
    expect(new Function(`return ${literal}`)()).toBe(statusId)
    expect(literal).not.toContain('<')
  })

  property([code])('in PHP evaluate to the input', (statusId) => {
    // In single quotes, PHP has only two escapes: the quote and the backslash.
    const literal = captured(listSnippet('php-crest', statusId), /'stageId' => '((?:[^'\\]|\\['\\])*)',\n/u)
    expect(literal.replaceAll(/\\(['\\])/g, '$1')).toBe(statusId)
  })

  it('in Python evaluate to the input', () => {
    const literals = samples.map((statusId) => captured(listSnippet('python', statusId), /"stageId": ("[^\n]*"),\n/))
    // Without Python, the literals are parsed as JSON, whose escapes are a subset.
    const output: unknown = PYTHON
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
    expect(output).toEqual(samples)
  })

  it('in bash evaluate to the input', () => {
    const bodies = [...HOSTILE, ...samples].map((statusId) =>
      captured(listSnippet('curl-webhook', statusId), /\n {2}-d ('.*') \\\n/s),
    )
    const output = execFileSync('bash', ['-s'], {
      input: bodies.map((body) => `printf '%s\\0' ${body}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    const codes = output
      .split('\0')
      .slice(0, -1)
      .map((body) => (JSON.parse(body) as { filter: { stageId: string } }).filter.stageId)
    expect(codes).toEqual([...HOSTILE, ...samples])
  })
})

describe('tasks', () => {
  it.each([
    ['SOURCE', ['get']],
    ['INDUSTRY', ['get']],
    ['INVOICE_STATUS', ['get']],
    ['STATUS', TASKS],
    ['DEAL_STAGE', TASKS],
    ['QUOTE_STATUS', TASKS],
    ['DYNAMIC_1038_STAGE_37', TASKS],
  ])('of an item of %s are %j', (entityId, tasks) => {
    expect(tasksFor({ entityId })).toEqual(tasks)
  })

  it.each([
    ['STATUS', 1, 'ONCRMLEADUPDATE', 'STATUS_ID'],
    ['DEAL_STAGE_1', 2, 'ONCRMDEALUPDATE', 'STAGE_ID'],
    ['QUOTE_STATUS', 7, 'ONCRMQUOTEUPDATE', 'STATUS_ID'],
    ['SMART_INVOICE_STAGE_5', 31, 'ONCRMDYNAMICITEMUPDATE', 'ENTITY_TYPE_ID'],
    ['DYNAMIC_1038_STAGE_37', 1038, 'ONCRMDYNAMICITEMUPDATE', 'ENTITY_TYPE_ID'],
  ])('for %s: type %i, event %s, field %s', (entityId, entityTypeId, event, field) => {
    const code = snippet('js-call-method', 'condition', { ...WON, entityId })
    expect(code).toContain(`entityTypeId: ${entityTypeId},`)
    expect(code).toContain(event)
    expect(code).toMatch(new RegExp(String.raw`\b${field}\b`))
  })
})

it('only callMethod says that version 3 of the SDK has dropped it, and actions.v2 is offered before it', () => {
  const warning = (format: SnippetFormat) => snippet(format, 'list', WON).includes('Version 3 has no callMethod')
  expect(SNIPPET_FORMATS.filter(warning)).toEqual(['js-call-method'])
  expect(snippet('js-call-method', 'list', WON)).toContain('At most 50 come at once')
  expect(SNIPPET_FORMATS.indexOf('js-actions-v2')).toBeLessThan(SNIPPET_FORMATS.indexOf('js-call-method'))
})

it('snippets contain placeholders instead of a URL or a secret', () => {
  for (const format of SNIPPET_FORMATS) {
    const code = snippet(format, 'get', WON)
    expect(code).not.toMatch(/https?:\/\/(?!\*\*)/)
    expect(code.match(/auth/g)?.length ?? 0).toBe(format === 'curl-oauth' ? 1 : 0)
  }
})
