/**
 * What the vendor's form asks for, in each language.
 * @see https://apidocs.bitrix24.com/market/preparing-to-publish/common-requirements.html
 */
export interface Listing {
  title: string
  /** "Short description". */
  slogan: string
  /** Paragraphs; with the lists below, the "full description". */
  description: string[]
  tasks: TitledList
  /** Plan, rights, permissions, browsers. */
  needs: TitledList
  limits: TitledList
  keywords: string[]
  installation: { steps: string[]; places: TitledList }
  support: string[]
  whatsNew: string[]
}

interface TitledList {
  title: string
  items: string[]
}

/** The languages of the listing, by the portal's code, as in `src/locales`. */
export const LISTING_LANGUAGES = ['en', 'de', 'ru', 'la', 'br'] as const
export type ListingLanguage = (typeof LISTING_LANGUAGES)[number]

/** The legal pages, and the languages that they are written in. */
export const LEGAL_PAGES = ['license', 'privacy'] as const
export const LEGAL_LANGUAGES = ['en', 'ru'] as const

/** What the vendor asks for. */
export const ICON = { min: 250, max: 650 }
export const SCREENSHOT = { width: 1280, height: 720 }

/**
 * In characters, of each file that {@link filesOf} makes. The vendor names a limit for the keywords only, and wants the
 * title and the short description to fit into a list of apps. The other limits are ours, and cautious.
 */
export const MAX_LENGTH: Record<ListingFile, number> = {
  'keywords.txt': 2000,
  'title.txt': 50,
  'slogan.txt': 200,
  'description.txt': 6000,
  'installation.txt': 3000,
  'support.txt': 1000,
  'whats-new.txt': 1500,
}

/** One file for each field of the form. */
export type ListingFile =
  | 'title.txt'
  | 'slogan.txt'
  | 'description.txt'
  | 'keywords.txt'
  | 'installation.txt'
  | 'support.txt'
  | 'whats-new.txt'

/** Lays the texts out as plain text, one for each field of the form. */
export function filesOf(listing: Listing): Record<ListingFile, string> {
  const { description, tasks, needs, limits, installation } = listing
  return {
    'title.txt': listing.title,
    'slogan.txt': listing.slogan,
    'description.txt': [...description, ...[tasks, needs, limits].map(section)].join('\n\n'),
    'keywords.txt': listing.keywords.join(', '),
    'installation.txt': [
      installation.steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
      section(installation.places),
    ].join('\n\n'),
    'support.txt': listing.support.join('\n'),
    'whats-new.txt': bullets(listing.whatsNew),
  }
}

function section({ title, items }: TitledList): string {
  return `${title}\n${bullets(items)}`
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `• ${item}`).join('\n')
}

/** What `publisher.json` holds for a blank: a text, one for each language, or null for what the publisher does not have. */
export type Publisher = Record<string, string | null | Record<string, string>>

/**
 * Fills the blanks, such as `{{PUBLISHER}}`, for whose names there is a text. Lines with a blank that is null are left out.
 * @param text with blanks
 * @returns the text; blanks for which there is none yet stay
 */
export function fillBlanks(text: string, publisher: Publisher, language: string): string {
  return text
    .split('\n')
    .filter((line) => blanksIn(line).every((name) => publisher[name] !== null))
    .join('\n')
    .replaceAll(/\{\{([A-Z_]+)\}\}/g, (blank, name: string) => {
      const value = publisher[name]
      return (typeof value === 'string' ? value : value?.[language]) || blank
    })
}

/** The names of a text's blanks. */
export function blanksIn(text: string): string[] {
  return [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name)
}

/**
 * A legal page as a document of its own, without anything that has to be loaded.
 * @param content HTML that begins with the heading
 */
export function legalPage(content: string, language: string): string {
  const title = /<h1>(.*?)<\/h1>/.exec(content)?.[1] ?? ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #333; }
table { border-collapse: collapse; }
th, td { padding: 0.5rem; border: 1px solid #ccc; text-align: start; vertical-align: top; }
</style>
</head>
<body>
${content.trim()}
</body>
</html>
`
}

/** A text as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
