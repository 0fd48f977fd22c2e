import { describe, expect, it } from 'vitest'
import { compiledMessages } from '../../../.package/vite/compiledMessages'
import type { Messages } from '../../../src/locales'
import { createMessages } from '../../../src/locales/i18n'
import { buildProject, contentOf } from './buildProject'

const PAGE = '<script type="module" src="./src/main.ts"></script>'

/** The messages in the built app. */
async function buildMessages(messages: object, query = ''): Promise<Record<string, unknown>> {
  const find = await buildProject(
    {
      'index.html': PAGE,
      'src/main.ts': `import texts from './locales/en.json${query}'\nglobalThis.texts = texts`,
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
  it('compiles messages, including nested ones', async () => {
    const { hello, catalog } = await buildMessages({ hello: 'Hello {name}', catalog: { count: 'one | many' } })
    expect(hello).not.toBeTypeOf('string')
    expect((catalog as { count: unknown }).count).not.toBeTypeOf('string')
  })

  it('keeps the rendered text', async () => {
    const en = await buildMessages({ hello: 'Hello {name}', catalog: { count: '{count} item | {count} items' } })
    const { t } = createMessages('en', en as unknown as Messages).global
    expect(t('hello', { name: 'Ada' })).toBe('Hello Ada')
    expect([1, 2].map((count) => t('catalog.count', { count }, count))).toEqual(['1 item', '2 items'])
  })

  it('puts the texts that are shown later into a file of their own', async () => {
    const messages = { hello: 'Hello', life: { title: 'In this stage' } }
    const [first, late] = [await buildMessages(messages), await buildMessages(messages, '?late')]
    expect([Object.keys(first), Object.keys(late)]).toEqual([['hello'], ['life']])
    expect((late.life as { title: unknown }).title).not.toBeTypeOf('string')
  })

  it('fails for a message with invalid syntax', async () => {
    await expect(buildMessages({ hello: 'Hello {name' })).rejects.toThrow(/closing brace/)
  })
})
