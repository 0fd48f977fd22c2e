import { LANGUAGES, tagOf } from '.'

const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/** So far up every form of every language has come up; fractions and millions have forms of their own, which no text needs. */
const FAR_ENOUGH = 200

/**
 * The forms that a language has for whole numbers, in the order in which its texts name them.
 * @param tag BCP 47
 */
export function pluralForms(tag: string): Intl.LDMLPluralRule[] {
  const rules = new Intl.PluralRules(tag)
  const met = new Set(Array.from({ length: FAR_ENOUGH }, (_, count) => rules.select(count)))
  return ORDER.filter((form) => met.has(form))
}

/** For `vue-i18n`: which of a text's forms goes with a number, by language tag. https://vue-i18n.intlify.dev/guide/essentials/pluralization */
export const pluralRules: Record<string, (count: number) => number> = Object.fromEntries(
  LANGUAGES.map((language) => {
    const tag = tagOf(language)
    let known: { forms: Intl.LDMLPluralRule[]; rules: Intl.PluralRules } | undefined
    const formOf = (count: number): number => {
      known ??= { forms: pluralForms(tag), rules: new Intl.PluralRules(tag) }
      const at = known.forms.indexOf(known.rules.select(count))
      return at < 0 ? known.forms.length - 1 : at
    }
    return [tag, formOf]
  }),
)
