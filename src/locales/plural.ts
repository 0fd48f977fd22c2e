import { LANGUAGES, tagOf } from '.'

const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/** Every plural form of whole numbers occurs up to this count; forms for fractions and millions are not needed. */
const MAX_COUNT = 200

/**
 * The plural forms of a language for whole numbers, in the order that its texts use.
 * @param tag BCP 47
 */
export function pluralForms(tag: string): Intl.LDMLPluralRule[] {
  const rules = new Intl.PluralRules(tag)
  const used = new Set(Array.from({ length: MAX_COUNT }, (_, count) => rules.select(count)))
  return ORDER.filter((form) => used.has(form))
}

/**
 * For vue-i18n: which of a text's forms goes with a number, by language tag.
 * @see https://vue-i18n.intlify.dev/guide/essentials/pluralization
 */
export const pluralRules: Record<string, (count: number) => number> = Object.fromEntries(
  LANGUAGES.map((language) => {
    const tag = tagOf(language)
    let cached: { forms: Intl.LDMLPluralRule[]; rules: Intl.PluralRules } | undefined
    const formOf = (count: number): number => {
      cached ??= { forms: pluralForms(tag), rules: new Intl.PluralRules(tag) }
      const index = cached.forms.indexOf(cached.rules.select(count))
      return index < 0 ? cached.forms.length - 1 : index
    }
    return [tag, formOf]
  }),
)
