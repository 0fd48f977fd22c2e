import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LISTING_LANGUAGES, type Listing } from '../../.package/listing/form'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** The folders that ask the portal, and the one that says how a directory is changed: see the layers in `src/README.md`. */
const ASKING = ['src/api', 'src/portal', 'src/boot', 'src/crm/change']

/** The permission that methods need, by the first part of their names; null for what every app may call. */
const SCOPE_OF: Record<string, string | null> = { crm: 'crm', placement: 'placement', app: null }

/** The methods that the app calls, sorted. */
export function calledMethods(): string[] {
  const code = ASKING.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join(folder, file))),
  ).join('\n')
  return [...new Set([...code.matchAll(/'([a-z]+(?:\.[a-z]+)+)'/g)].map(([, name = '']) => name))].toSorted()
}

/**
 * The permissions that the called methods need, sorted.
 * @throws Error for a method whose permission is not known here
 */
export function neededScopes(): string[] {
  const scopes = calledMethods().flatMap((method) => {
    const scope = SCOPE_OF[method.split('.')[0] ?? '']
    if (scope === undefined) throw new Error(`Which permission does ${method} need?`)
    return scope ?? []
  })
  return [...new Set(scopes)].toSorted()
}

/** The words that are marked as names of permissions in a text. */
const marked = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/[(`]([a-z]+)[)`]/g)].map(([, name = '']) => name).toSorted()

/** The permissions that each text names. */
export function namedScopes(): [where: string, scopes: string[]][] {
  const { setup } = JSON.parse(read('src/locales/en.json')) as { setup: { scope: Record<string, string> } }
  return [
    ['README.md', marked(/^\| Assign permissions .*$/m.exec(read('README.md'))?.[0])],
    [
      '.package/listing/REAL-PORTAL.md',
      marked(/permissions\s+`\w+` and `\w+`/.exec(read('.package/listing/REAL-PORTAL.md'))?.[0]),
    ],
    ['src/locales', Object.keys(setup.scope).toSorted()],
    ...LISTING_LANGUAGES.map((language): [string, string[]] => {
      const { needs } = JSON.parse(read(`.package/listing/texts/${language}.json`)) as Listing
      return [`listing in ${language}`, marked(needs.items.find((item) => item.includes('(crm)')))]
    }),
  ]
}
