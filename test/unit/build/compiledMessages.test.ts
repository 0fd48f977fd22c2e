import { describe, expect, it } from 'vitest'
import { compiledMessages } from '../../../.package/vite/compiledMessages'
import type { Messages } from '../../../src/locales'
import { createMessages } from '../../../src/locales/i18n'
import { built, contentOf } from './project'

const PAGE = '<script type="module" src="./src/main.ts"></script>'

/** The texts as they are shipped. */
async function shipped(messages: object): Promise<Record<string, unknown>> {
  const find = await built(
    {
      'index.html': PAGE,
      'src/main.ts': `import texts from './locales/en.json'\nglobalThis.texts = texts`,
      'src/locales/en.json': JSON.stringify(messages),
    },
    { plugins: [compiledMessages()], build: { modulePreload: { polyfill: false } } },
  )
  const { texts } = new Function('globalThis', `${contentOf(find('globalThis.texts'))}; return globalThis`)({}) as {
    texts: Record<string, unknown>
  }
  return texts
}

describe('compiledMessages', () => {
  it('ships trees instead of texts, also of texts within texts', async () => {
    const { hello, catalog } = await shipped({ hello: 'Hello {name}', catalog: { count: 'one | many' } })
    expect(hello).not.toBeTypeOf('string')
    expect((catalog as { count: unknown }).count).not.toBeTypeOf('string')
  })

  it('changes no word of what is drawn', async () => {
    const en = await shipped({ hello: 'Hello {name}', catalog: { count: '{count} item | {count} items' } })
    const { t } = createMessages('en', en as unknown as Messages).global
    expect(t('hello', { name: 'Ada' })).toBe('Hello Ada')
    expect([1, 2].map((count) => t('catalog.count', { count }, count))).toEqual(['1 item', '2 items'])
  })

  it('lets no text through that cannot be drawn', async () => {
    await expect(shipped({ hello: 'Hello {name' })).rejects.toThrow(/closing brace/)
  })
})
