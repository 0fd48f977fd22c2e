/** Markup whose values are escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | Html[] | null | undefined | false

/** Template tag that escapes every value, unless it is already `Html`. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + asMarkup(parts[index - 1]) + string))
}

function asMarkup(part: Part): string {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(asMarkup).join('')
  if (part === null || part === undefined || part === false) return ''
  return String(part)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Embeds data for a script of the page. */
export function jsonScript(id: string, data: unknown): Html {
  return new Html(
    `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  )
}
