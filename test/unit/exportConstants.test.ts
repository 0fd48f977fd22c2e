import { parser as pythonParser } from '@lezer/python'
import { Engine } from 'php-parser'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { exportItems } from '../../src/crm/export'
import type { Stage } from '../../src/crm/stage'
import { fc, mutationsOf, property, text } from './fastCheck'
import { stage } from './stageFixture'

type Constants = Record<string, Record<string, string | number>>

/** Reads each language's constants back with a parser of that language, which refuses invalid syntax. */
const READ: Record<'typescript' | 'php' | 'python', (code: string) => Constants> = {
  typescript: (code) => {
    const { outputText, diagnostics } = ts.transpileModule(code, {
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    })
    expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([])
    const exported: Constants = {}
    new Function('exports', outputText)(exported)
    return Object.fromEntries(Object.entries(exported))
  },
  php: (code) => {
    const ast = new Engine({ parser: { suppressErrors: false }, ast: {} }).parseCode(code, 'constants.php')
    const children = ast.children as unknown as PhpNode[]
    expect(children.map(({ kind }) => kind)).toEqual(['declare', ...children.slice(1).map(() => 'class')])
    return Object.fromEntries(
      children
        .slice(1)
        .map((node) => [
          nameOf(node),
          Object.fromEntries(
            (node.body ?? []).map(({ constants: [constant] = [] }) => [nameOf(constant), phpValue(constant?.value)]),
          ),
        ]),
    )
  },
  python: (code) => {
    const tree = pythonParser.parse(code)
    const constants: Constants = {}
    let current: Record<string, string | number> = {}
    let name = ''
    const kinds = new Set<string>()
    tree.iterate({
      enter: ({ type, from, to, node }) => {
        if (type.isError) throw new SyntaxError(`Invalid at ${from}: ${code.slice(from, from + 40)}`)
        kinds.add(type.name)
        const source = code.slice(from, to)
        if (type.name === 'VariableName' && node.parent?.name === 'ClassDefinition') constants[source] = current = {}
        else if (type.name === 'VariableName') name = source
        else if (type.name === 'String' || type.name === 'Number') current[name] = JSON.parse(source) as string | number
      },
    })
    // Nothing but classes with assignments: no name has become code.
    const allowed =
      'Script ClassDefinition class VariableName Body : AssignStatement AssignOp String Escape Number Comment'
    expect([...kinds].filter((kind) => !allowed.split(' ').includes(kind))).toEqual([])
    return constants
  },
}

interface PhpNode {
  kind: string
  name?: string | { name: string }
  body?: PhpNode[]
  constants?: PhpNode[]
  value?: { kind: string; value: string; raw: string }
}

const nameOf = (node?: PhpNode): string => (typeof node?.name === 'object' ? node.name.name : (node?.name ?? ''))

/** In single quotes, PHP has only two escapes: the quote and the backslash. */
function phpValue(value?: PhpNode['value']): string | number {
  if (value?.kind === 'number') return Number(value.value)
  expect(value?.raw).toMatch(/^'[\s\S]*'$/)
  return (value?.raw ?? '').slice(1, -1).replaceAll(/\\(['\\])/g, '$1')
}

const item = (id: number, NAME: string, STATUS_ID: string, ENTITY_ID = 'DEAL_STAGE_5'): Stage =>
  stage(id, { NAME, STATUS_ID, ENTITY_ID })
const LANGUAGES = ['typescript', 'php', 'python'] as const
/** The names that items of one directory get. */
const namesOf = (...items: [name: string, code: string][]): string[] => {
  const stages = items.map(([name, code], index) => item(index + 1, name, code))
  const [constants = {}] = Object.values(READ.typescript(exportItems('typescript', stages)))
  return Object.keys(constants).slice(3)
}

describe.each(LANGUAGES)('constants in %s', (language) => {
  const read = READ[language]

  it('are grouped by directory, with its ENTITY_ID and, where there are, the numbers of record type and pipeline', () => {
    const items = [
      item(1, 'New', 'C5:NEW'),
      item(2, 'Call', 'CALL', 'SOURCE'),
      item(3, 'Won', 'C5:WON'),
      item(4, 'Unassigned', 'NEW', 'STATUS'),
      item(5, 'Success', 'DT1038_37:SUCCESS', 'DYNAMIC_1038_STAGE_37'),
      item(6, 'Main', 'NEW', 'DEAL_STAGE'),
    ]
    expect(read(exportItems(language, items))).toEqual({
      CrmDealStage5: {
        ENTITY_ID: 'DEAL_STAGE_5',
        ENTITY_TYPE_ID: 2,
        CATEGORY_ID: 5,
        NEW: 'C5:NEW',
        WON: 'C5:WON',
      },
      CrmSource: { ENTITY_ID: 'SOURCE', CALL: 'CALL' },
      CrmStatus: { ENTITY_ID: 'STATUS', ENTITY_TYPE_ID: 1, UNASSIGNED: 'NEW' },
      CrmDynamic1038Stage37: {
        ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
        ENTITY_TYPE_ID: 1038,
        CATEGORY_ID: 37,
        SUCCESS: 'DT1038_37:SUCCESS',
      },
      CrmDealStage: { ENTITY_ID: 'DEAL_STAGE', ENTITY_TYPE_ID: 2, CATEGORY_ID: 0, MAIN: 'NEW' },
    })
  })

  it('are valid without items', () => {
    expect(read(exportItems(language, []))).toEqual({})
  })

  it.each([
    "' . system('x') . '",
    '"; alert(1); "',
    '*/ alert(1) /*',
    '?><script>alert(1)</script>',
    'a\nimport os',
    'a\rimport os',
    'a\u2028alert(1)',
    'a\u2029alert(1)',
    'a\u0000b\u000cc\u0085d',
    '# """ \'\'\'',
    '${process.exit()}',
    '\\',
    '\u202ereversed',
    '__proto__',
    'constructor',
  ])('keep the code and are nothing more, with the hostile text %j', (hostile) => {
    const code = exportItems(language, [item(1, hostile, hostile), item(2, hostile, hostile, `${hostile}A`)])
    const constants = read(code)
    expect(Object.values(constants).map((group) => Object.values(group).at(-1))).toEqual([hostile, hostile])
    expect(Object.values(constants).at(-1)?.ENTITY_ID).toBe(`${hostile}A`)
  })

  // Half a surrogate pair cannot be in a file.
  const hostileText = fc
    .oneof(text, mutationsOf('New', 'C5:NEW', 'a\'b"c', '?>', '*/', '\\', 'Prüfung', 'Сделка', '1st', 'class'))
    .map((value) => Buffer.from(value).toString())
  const rows = fc.array(
    fc.tuple(hostileText, hostileText, fc.constantFrom('DEAL_STAGE_5', 'SOURCE', 'STATUS', '?> x', 'deal-stage 5')),
    { maxLength: 6 },
  )
  property([rows])('hold each code once, whatever the names are', (list) => {
    const items = list.map(([name, code, entityId], index) => item(index + 1, name, code, entityId))
    const constants = Object.values(read(exportItems(language, items)))
    const own = ['ENTITY_ID', 'ENTITY_TYPE_ID', 'CATEGORY_ID']
    const codes = constants.flatMap((group) =>
      Object.entries(group)
        .filter(([name]) => !own.includes(name))
        .map(([, code]) => `${group.ENTITY_ID} ${code}`),
    )
    const expected = items.map(({ entityId, statusId }) => `${entityId} ${statusId}`)
    expect(codes.toSorted()).toEqual(expected.toSorted())
    for (const name of constants.flatMap((group) => Object.keys(group)))
      expect(name).toMatch(/^[A-Z]([A-Z0-9]|_(?!_|$))*$/)
  })
})

describe('the name of a constant', () => {
  it.each([
    ['Prepare documents', 'C5:PREPARATION', 'PREPARE_DOCUMENTS'],
    ['Prüfung – Größe', 'C5:UC_1', 'PRUFUNG_GROSSE'],
    ['złożone Ørsted ılık', 'C5:UC_1', 'ZLOZONE_ORSTED_ILIK'],
    ['Đã ký', 'C5:UC_1', 'DA_KY'],
    ['ＦＵＬＬ width', 'C5:UC_1', 'FULL_WIDTH'],
    ['🔥 Hot!', 'C5:UC_1', 'HOT'],
    ['  --a__b--  ', 'C5:UC_1', 'A_B'],
    // The code, where the name cannot be written in Latin letters.
    ['Переговоры', 'C5:UC_AB12', 'UC_AB12'],
    ['Отправлено КП new', 'C5:EXECUTING', 'EXECUTING'],
    ['见积', 'DT1038_37:CLIENT', 'CLIENT'],
    ['100 %', 'C5:FINAL_INVOICE', 'FINAL_INVOICE'],
    ['', 'C5:NEW', 'NEW'],
    ['Этап', 'C5:1', 'STAGE_1'],
    ['1st call', 'C5:NEW', 'STAGE_1ST_CALL'],
    // The ID, where the code gives nothing either.
    ['Этап', 'этап', 'STAGE_1'],
    ['', '', 'STAGE_1'],
    // Names that mean something else.
    ['Class', 'C5:NEW', 'STAGE_CLASS'],
    ['Entity ID', 'C5:NEW', 'STAGE_ENTITY_ID'],
    ['x'.repeat(100), 'C5:NEW', 'X'.repeat(60)],
  ])('of %j with the code %j is %s', (name, code, constant) => {
    expect(namesOf([name, code])).toEqual([constant])
  })

  it('has the code where a name is there twice, so that it does not depend on the order', () => {
    const first = [
      ['New', 'C5:NEW'],
      ['new!', 'C5:UC_1'],
      ['Won', 'C5:WON'],
    ] as [string, string][]
    expect(namesOf(...first)).toEqual(['NEW_NEW', 'NEW_UC_1', 'WON'])
    expect(namesOf(...first.toReversed())).toEqual(['WON', 'NEW_UC_1', 'NEW_NEW'])
  })

  it('has a number where the code is there twice, too', () => {
    expect(namesOf(['New', 'C5:A'], ['New', 'C5:a'], ['New', 'A'])).toEqual(['NEW_A', 'NEW_A_2', 'NEW_A_3'])
    expect(namesOf(['Entity', 'ID'], ['Entity', 'C5:X'])).toEqual(['ENTITY_ID_2', 'ENTITY_X'])
  })

  it('of a plain list’s value says so', () => {
    expect(exportItems('python', [item(7, '7', '7', 'INDUSTRY')])).toBe(
      'class CrmIndustry:\n    ENTITY_ID = "INDUSTRY"\n    VALUE_7 = "7"  # 7\n',
    )
  })
})

describe('the name of a directory', () => {
  it('is unique in any case', () => {
    const items = ['A_B', 'AB', 'a-b', 'ж'].map((entityId, index) => item(index + 1, 'x', 'x', entityId))
    expect(Object.keys(READ.php(exportItems('php', items)))).toEqual(['CrmAB', 'CrmAb_2', 'CrmAB_3', 'Crm'])
  })
})

it('the readers refuse invalid code', () => {
  expect(() => READ.typescript('export const A = { B: "x"y" } as const')).toThrow()
  expect(() => READ.php("<?php\nfinal class A\n{\n    public const B = 'x'y';\n}\n")).toThrow()
  expect(() => READ.php('<?php\n\ndeclare(strict_types=1);\n\nfoo();\n')).toThrow()
  expect(() => READ.python('class A:\n    B = "x" y"\n')).toThrow()
  expect(() => READ.python('class A:\n    B = "x"\nimport os\n')).toThrow()
})

it('writes readable code', () => {
  const items = [item(1, 'New', 'C5:NEW'), item(2, 'Переговоры', 'C5:UC_1')]
  expect(exportItems('typescript', items)).toBe(`export const CrmDealStage5 = {
  ENTITY_ID: "DEAL_STAGE_5",
  ENTITY_TYPE_ID: 2,
  CATEGORY_ID: 5,
  NEW: "C5:NEW", // New
  UC_1: "C5:UC_1", // Переговоры
} as const
`)
  expect(exportItems('php', items)).toBe(`<?php

declare(strict_types=1);

final class CrmDealStage5
{
    public const ENTITY_ID = 'DEAL_STAGE_5';
    public const ENTITY_TYPE_ID = 2;
    public const CATEGORY_ID = 5;
    public const NEW = 'C5:NEW'; // New
    public const UC_1 = 'C5:UC_1'; // Переговоры
}
`)
  expect(exportItems('python', items)).toBe(`class CrmDealStage5:
    ENTITY_ID = "DEAL_STAGE_5"
    ENTITY_TYPE_ID = 2
    CATEGORY_ID = 5
    NEW = "C5:NEW"  # New
    UC_1 = "C5:UC_1"  # Переговоры
`)
})
