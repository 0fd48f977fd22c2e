import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import ScopeList from '../../src/components/setup/ScopeList.vue'
import { defineLazyComponent } from '../../src/components/ui/defineLazyComponent'
import { render } from './mount'

it('renders the component once it has loaded', async () => {
  await render(
    defineLazyComponent(() => Promise.resolve({ default: ScopeList })),
    { missing: [] },
  )
  await expect.element(page.getByRole('list')).toBeVisible()
})

it('shows a failure in place of a component that does not load', async () => {
  await render(
    defineLazyComponent(() => Promise.reject(new TypeError('Failed to fetch'))),
    {},
  )
  await expect.element(page.getByRole('alert')).toHaveTextContent('Couldn’t load this part')
  expect(page.getByTestId('load-failure').elements()).toHaveLength(1)
})
