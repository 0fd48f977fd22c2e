import { inkOn } from '../color'
import { isPipeline } from '../directory'
import { colorsOf, type PipelineStage } from '../pipeline'
import { outcomeOf } from '../semantics'
import type { Stage } from '../stage'
import { byDirectory, type ExportedDirectory } from './directories'
import { oneLine } from './oneLine'

/** A node of the diagram. */
interface Node {
  id: string
  label: string
  /** What the stage means for a record; null for a value of a plain list. */
  outcome: 'process' | 'success' | 'failure' | null
  color: PipelineStage['color'] | null
}

/**
 * A Mermaid flowchart with a part for each directory: the stages in progress in their order, then the success and the
 * failures as round ends, all in the kanban's colors. The values of a plain list stand side by side.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaid(items: readonly Stage[]): string {
  const parts = byDirectory(items).map((directory, index) => subgraph(directory, index + 1))
  return ['flowchart LR', ...parts.flat()].map((line) => `${line}\n`).join('')
}

function subgraph({ entityId, items }: ExportedDirectory, number: number): string[] {
  const nodes = nodesOf(entityId, items, number)
  return [
    `  subgraph d${number}["${escaped(entityId)}"]`,
    ...nodes.map((node) => `    ${declaration(node)}`),
    ...arrows(nodes).map((arrow) => `    ${arrow}`),
    '  end',
    ...nodes.flatMap(({ id, color }) => (color ? [`  style ${id} fill:${color},color:${inkOn(color)}`] : [])),
  ]
}

/** The numbers are ours: an ID could be there twice, and a code can hold anything. */
function nodesOf(entityId: string, items: readonly Stage[], number: number): Node[] {
  const colors = isPipeline(entityId) ? colorsOf(items) : null
  return items.map(({ id, name, statusId, color, semantics }, index) => ({
    id: `d${number}s${index + 1}`,
    label: oneLine(name) || oneLine(statusId) || String(id),
    outcome: colors && outcomeOf(semantics ?? 'process'),
    color: colors ? (colors.get(id) ?? color) : color,
  }))
}

function declaration({ id, label, outcome }: Node): string {
  const text = `"${escaped(label)}"`
  return outcome === 'success' || outcome === 'failure' ? `${id}([${text}])` : `${id}[${text}]`
}

/** A record is won from the last stage in progress. It can be lost from any; the arrow is dotted. */
function arrows(nodes: readonly Node[]): string[] {
  const inProgress = nodes.filter(({ outcome }) => outcome === 'process')
  const last = inProgress.at(-1)
  if (!last) return []
  const ends = nodes.flatMap(({ id, outcome }) => {
    if (outcome === 'success') return [`${last.id} --> ${id}`]
    return outcome === 'failure' ? [`${last.id} -.-> ${id}`] : []
  })
  return [...inProgress.slice(1).map(({ id }, index) => `${inProgress[index]?.id} --> ${id}`), ...ends]
}

/**
 * A label can hold Markdown, markup, icons and directives. Only letters, digits and spaces stay as they are; anything else
 * is written as the code of its character.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `#${character.codePointAt(0)};`)
}
