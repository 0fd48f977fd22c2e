import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the links of the app, its READMEs and its listing may lead. */
const HOSTS = new Set([
  'apidocs.bitrix24.com',
  'bitrix24.github.io',
  'developer.mozilla.org',
  'docs.python.org',
  'github.com',
  'helpdesk.bitrix24.de',
  'keepachangelog.com',
  'mermaid.js.org',
  'www.php.net',
  'www.w3.org',
])

/** Hosts of examples, and of what runs on this machine. No link leads there. */
const EXAMPLE = /^(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)*example(?:\.com|\.dev)?)$/

/**
 * What is wrong with the absolute addresses in a text: each has to be https and well-formed, and to lead to a known host.
 * @returns the address and what is wrong, for each
 */
export function problemsOfAddresses(text: string): string[] {
  return [...text.matchAll(/\bhttps?:\/\/\w[^\s"'`<>()[\]{}|\\,;*$…]+/g)].flatMap(([match]) => {
    const address = match.replace(/[.:!?]+$/, '')
    if (!URL.canParse(address)) return [`${address} is no address`]
    const { hostname, protocol } = new URL(address)
    if (EXAMPLE.test(hostname)) return []
    if (protocol !== 'https:') return [`${address} is not https`]
    return HOSTS.has(hostname) ? [] : [`${address} leads to an unknown host`]
  })
}

/** A value of `href` or `src` that names a file beside the page. */
const isRelative = (value: string): boolean => !/^(?:[a-z]+:|#|$)/i.test(value)

/**
 * Finds links of an HTML page, and of a style sheet, that lead nowhere.
 * @param path of the file
 */
export function deadLinks(path: string, text: string): string[] {
  const pattern = path.endsWith('.css') ? /url\(["']?([^"')]*)/g : /\s(?:href|src)="([^"]*)"/g
  return [...text.matchAll(pattern)].flatMap(([, value = '']) =>
    isRelative(value) && !existsSync(join(dirname(path), value)) ? [`${value} does not exist`] : [],
  )
}
