import { createRequire } from 'node:module'
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data'
import ts from 'typescript'
import { OLDEST_BROWSERS } from '../.package/vite/oldestBrowsers.ts'

// Not imported: a bundler would take half a minute for its 20 MB.
const bcd = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData

/** What one of the oldest browsers lacks, by its name in code. */
type Lacks = Map<string, Feature>

/** Classes whose members are not looked for: they are as common as names of a library's own, or are no methods. */
const NAMED_FIRST = [
  'Temporal',
  'DisposableStack',
  'AsyncDisposableStack',
  'Iterator',
  'AsyncIterator',
  'Intl',
  'Symbol',
]

/** A feature of MDN's tree. */
interface Feature {
  /** As in code; of a static member without its class. */
  name: string
  path: string
  isStatic: boolean
  browsers: string[]
}

/** The browsers of {@link OLDEST_BROWSERS} that do not have a feature, or have it behind a flag or a prefix only. */
function browsersWithout({ support }: CompatStatement): string[] {
  return Object.entries(OLDEST_BROWSERS).flatMap(([browser, oldest]) => {
    const statements = [support[browser as keyof typeof OLDEST_BROWSERS] ?? []].flat()
    const has = statements.some(
      ({ version_added: added, version_removed: removed, flags, prefix, alternative_name: otherName }) =>
        typeof added === 'string' &&
        !removed &&
        !flags &&
        !prefix &&
        !otherName &&
        Number.parseFloat(added.replace('≤', '')) <= Number(oldest),
    )
    return has ? [] : [browser]
  })
}

/** All features below a node of MDN's tree. Events are left out: nobody calls them. */
function featuresIn(node: object | undefined, path: string): Feature[] {
  return Object.entries(node ?? {}).flatMap(([key, inner]: [string, unknown]) => {
    if (key === '__compat' || typeof inner !== 'object' || inner === null || key.endsWith('_event')) return []
    const { __compat: compat } = inner as Identifier
    const below = featuresIn(inner, `${path}.${key}`)
    if (!compat) return below
    const name = key.replace(/_static$/, '')
    return [{ name, path: `${path}.${key}`, isStatic: name !== key, browsers: browsersWithout(compat) }, ...below]
  })
}

/** The features of a tree whose names none has in every one of the browsers. */
function lacksAmong(features: readonly Feature[], all: readonly Feature[] = features): Lacks {
  const present = new Set(all.filter(({ browsers }) => browsers.length === 0).map(({ name }) => name))
  return new Map(features.filter(({ name }) => !present.has(name)).map((feature) => [feature.name, feature]))
}

const builtins = featuresIn(bcd.javascript.builtins, 'javascript')
const web = featuresIn(bcd.api, 'api')
const members = [...builtins, ...web].filter(({ path }) => path.split('.').length > 2)
const isMember = ({ path, isStatic }: Feature) =>
  !isStatic && path.split('.').length > 2 && !NAMED_FIRST.some((name) => path.startsWith(`javascript.${name}.`))
const jsMethods = lacksAmong(builtins.filter(isMember), members)
const webMethods = lacksAmong(web.filter(isMember), members)
/** By class and name: `Object.groupBy`. MDN's tree does not tell which members of JavaScript's own classes are static. */
const statics: Lacks = new Map(
  [...builtins, ...web.filter(({ isStatic }) => isStatic)]
    .filter(({ browsers }) => browsers.length > 0)
    .map((feature) => [`${feature.path.split('.').at(-2)}.${feature.name}`, feature]),
)
const classes = lacksAmong([...builtins, ...web].filter(({ path }) => path.split('.').length === 2))

/**
 * Finds in code what one of the oldest browsers does not have. It looks at calls, because libraries name many things alike.
 * A method of a web page's objects is not found if the code has a method of that name itself.
 * @param code JavaScript, also minified
 * @returns such as `.toSorted() is missing in chrome`, each once
 * @see https://github.com/mdn/browser-compat-data
 */
export function missingInCode(code: string): string[] {
  const file = ts.createSourceFile('code.js', code, ts.ScriptTarget.Latest, true)
  const own = new Set<string>()
  const found = new Set<string>()
  const report = (what: string, lack: Feature | undefined) =>
    lack && found.add(`${what} is missing in ${lack.browsers.join(', ')}`)

  const collect = (node: ts.Node): void => {
    const name = definedName(node)
    if (name) own.add(name)
    ts.forEachChild(node, collect)
  }
  collect(file)

  /** @param within the names of the methods around the node: Vue wraps the methods of arrays in ones of the same name */
  const visit = (node: ts.Node, within: readonly string[]): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && !node.questionDotToken) {
      const { expression: receiver, name } = node.expression
      const method = name.text
      const ofClass = ts.isIdentifier(receiver) ? statics.get(`${receiver.text}.${method}`) : undefined
      if (ofClass) report(`${receiver.getText()}.${method}()`, ofClass)
      else if (!within.includes(method)) {
        report(`.${method}()`, jsMethods.get(method))
        if (!own.has(method)) report(`.${method}()`, webMethods.get(method))
      }
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && !own.has(node.expression.text))
      report(`new ${node.expression.text}`, classes.get(node.expression.text))
    if (ts.isNewExpression(node) && ts.isPropertyAccessExpression(node.expression))
      report(`new ${node.expression.getText()}`, statics.get(node.expression.getText()))
    if (ts.isRegularExpressionLiteral(node) && /\/[a-z]*v[a-z]*$/.test(node.text))
      found.add(`${node.text} has the flag v`)
    const name = ts.isMethodDeclaration(node) ? definedName(node) : undefined
    ts.forEachChild(node, (child) => visit(child, name ? [...within, name] : within))
  }
  visit(file, [])
  return [...found].toSorted()
}

/** The name of what a node defines: a method, a property, a function, a class or a variable. */
function definedName(node: ts.Node): string | undefined {
  const defines =
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node)
  if (defines)
    return node.name && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : undefined
  const assigns = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
  return assigns && ts.isPropertyAccessExpression(node.left) ? node.left.name.text : undefined
}

const direct = (node: object | undefined) =>
  lacksAmong(featuresIn(node, 'css').filter(({ path }) => path.split('.').length === 2))
const cssAtRules = direct(bcd.css['at-rules'])
const cssSelectors = direct(bcd.css.selectors)
const cssFunctions = lacksAmong(featuresIn(bcd.css.types, 'css'))
const cssUnits = lacksAmong(featuresIn(bcd.css.types?.length, 'css'))
/** Units that MDN's tree has under one name. */
const UNIT_FAMILIES: [family: string, units: RegExp][] = [
  ['container_query_length_units', /^cq/],
  ['viewport_percentage_units_dynamic', /^dv/],
  ['viewport_percentage_units_large', /^lv/],
  ['viewport_percentage_units_small', /^sv/],
]
const unitOf = (unit: string): string => UNIT_FAMILIES.find(([, units]) => units.test(unit))?.[0] ?? unit

/**
 * Finds in a style sheet what one of the oldest browsers does not understand, except in what a `@supports` asks for.
 * Properties are not looked at: a browser leaves out those that it does not know, and nothing else.
 * @param css also minified
 * @returns such as `color-mix() is missing in chrome`, each once
 */
export function missingInStyles(css: string): string[] {
  const found = new Set<string>()
  const report = (what: string, lack: Feature | undefined) =>
    lack && found.add(`${what} is missing in ${lack.browsers.join(', ')}`)
  const asked = withoutSupports(css.replaceAll(/"[^"]*"|'[^']*'|\/\*[\s\S]*?\*\//g, '""'))
  for (const [, name = ''] of asked.matchAll(/@([a-z-]+)/g)) report(`@${name}`, cssAtRules.get(name))
  for (const [, name = ''] of asked.matchAll(/::?([a-z][a-z-]*)(?=[^{};]*\{)/g))
    report(`:${name}`, cssSelectors.get(name))
  for (const [, name = ''] of asked.matchAll(/(?<![\w-])([a-z][a-z-]*)\(/g)) report(`${name}()`, cssFunctions.get(name))
  // What is for one engine only is for no other.
  for (const [, name = ''] of asked
    .replaceAll(/[^{}]*::-webkit-[^{}]*\{[^{}]*\}/g, '')
    .matchAll(/[:\s,(*/+]-?[\d.]+([a-z]+)\b/g))
    report(`the unit ${name}`, cssUnits.get(unitOf(name)))
  if (/&/.test(asked)) found.add('& of nested rules is missing in chrome, firefox')
  return [...found].toSorted()
}

/** A style sheet without its `@supports` rules. */
function withoutSupports(css: string): string {
  const start = css.indexOf('@supports')
  if (start === -1) return css
  let depth = 0
  let end = css.indexOf('{', start)
  do {
    if (css[end] === '{') depth += 1
    if (css[end] === '}') depth -= 1
    end += 1
  } while (depth > 0 && end < css.length)
  return css.slice(0, start) + withoutSupports(css.slice(end))
}
