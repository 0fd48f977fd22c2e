import { JAVASCRIPT, PHP, PYTHON } from '../snippets/literals'
import type { Stage } from '../stage'
import { byDirectory } from './directories'
import { constantNames, directoryNames } from './names'
import { oneLine } from './oneLine'

/** The names of a directory's own constants, and the one name that PHP reserves in classes. */
const RESERVED = new Set(['ENTITY_ID', 'ENTITY_TYPE_ID', 'CATEGORY_ID', 'CLASS'])

/** A directory as code: its own constants, then one for each item. */
interface ConstantGroup {
  name: string
  constants: Constant[]
}

interface Constant {
  name: string
  value: string | number
  /** What people call the item; empty for the directory's own constants. */
  label: string
}

/**
 * TypeScript: an object for each directory.
 * @see https://www.typescriptlang.org/docs/handbook/2/everyday-types.html#literal-inference
 */
export function typescript(items: readonly Stage[]): string {
  return groupsOf(items)
    .map(({ name, constants }) => {
      const lines = constants.map((one) => `  ${one.name}: ${literal(one, JAVASCRIPT.text)},${comment(one, '//')}\n`)
      return `export const ${name} = {\n${lines.join('')}} as const\n`
    })
    .join('\n')
}

/**
 * PHP: a class of constants for each directory. An enum would need PHP 8.1.
 * @see https://www.php.net/manual/language.oop5.constants.php
 */
export function php(items: readonly Stage[]): string {
  const classes = groupsOf(items).map(({ name, constants }) => {
    const lines = constants.map(
      (one) => `    public const ${one.name} = ${literal(one, PHP.text)};${comment(one, '//')}\n`,
    )
    return `\nfinal class ${name}\n{\n${lines.join('')}}\n`
  })
  return `<?php\n\ndeclare(strict_types=1);\n${classes.join('')}`
}

/**
 * Python: a class of constants for each directory. In an enum, two items with one code would become one.
 * @see https://docs.python.org/3/tutorial/classes.html
 */
export function python(items: readonly Stage[]): string {
  return groupsOf(items)
    .map(({ name, constants }) => {
      const lines = constants.map((one) => `    ${one.name} = ${literal(one, PYTHON.text)}${comment(one, ' #')}\n`)
      return `class ${name}:\n${lines.join('')}`
    })
    .join('\n\n')
}

function groupsOf(items: readonly Stage[]): ConstantGroup[] {
  const directories = byDirectory(items)
  const names = directoryNames(directories.map(({ entityId }) => entityId))
  return directories.map(({ entityId, entityTypeId, pipelineId, items: own }, index) => {
    const constants = constantNames(own, RESERVED, entityTypeId === null ? 'VALUE' : 'STAGE')
    return {
      name: names[index] ?? '',
      constants: [
        { name: 'ENTITY_ID', value: entityId, label: '' },
        ...(entityTypeId === null ? [] : [{ name: 'ENTITY_TYPE_ID', value: entityTypeId, label: '' }]),
        ...(pipelineId === null ? [] : [{ name: 'CATEGORY_ID', value: pipelineId, label: '' }]),
        ...own.map(({ statusId, name }, at) => ({ name: constants[at] ?? '', value: statusId, label: name })),
      ],
    }
  })
}

function literal({ value }: Constant, text: (value: string) => string): string {
  return typeof value === 'number' ? String(value) : text(value)
}

/** PHP ends at `?>`, even in a comment. */
function comment({ label }: Constant, mark: string): string {
  const text = oneLine(label).replaceAll('?>', '? >')
  return text === '' ? '' : ` ${mark} ${text}`
}
