import { expect, it } from 'vitest'
import { missingInCode, missingInStyles } from '../oldestBrowsers'

it.each([
  ['[...items].toSorted((a, b) => a - b)', '.toSorted() is missing in chrome'],
  ['items.toReversed()', '.toReversed() is missing in chrome'],
  ['items.toSpliced(0, 1)', '.toSpliced() is missing in chrome'],
  ['items.with(0, 1)', '.with() is missing in chrome'],
  ['a.union(b)', '.union() is missing in chrome, firefox, safari'],
  ['"x".isWellFormed()', '.isWellFormed() is missing in chrome, firefox'],
  ['Array.fromAsync(pages)', 'Array.fromAsync() is missing in chrome'],
  ['Object.groupBy(items, name)', 'Object.groupBy() is missing in chrome, firefox, safari'],
  ['Map.groupBy(items, name)', 'Map.groupBy() is missing in chrome, firefox, safari'],
  ['Promise.withResolvers()', 'Promise.withResolvers() is missing in chrome, firefox, safari'],
  ['Promise.try(f)', 'Promise.try() is missing in chrome, firefox, safari'],
  ['RegExp.escape(text)', 'RegExp.escape() is missing in chrome, firefox, safari'],
  ['URL.canParse(text)', 'URL.canParse() is missing in chrome, safari'],
  ['URL.parse(text)', 'URL.parse() is missing in chrome, firefox, safari'],
  ['AbortSignal.any([a, b])', 'AbortSignal.any() is missing in chrome, firefox, safari'],
  ['element.checkVisibility()', '.checkVisibility() is missing in safari'],
  ['document.startViewTransition(f)', '.startViewTransition() is missing in chrome, firefox, safari'],
  ['popover.showPopover()', '.showPopover() is missing in chrome, firefox, safari'],
  ['new Intl.Segmenter()', 'new Intl.Segmenter is missing in firefox'],
  ['new CloseWatcher()', 'new CloseWatcher is missing in chrome, firefox, safari'],
  ['new Intl.NumberFormat(), /[\\p{L}--[a-z]]/v', '/[\\p{L}--[a-z]]/v has the flag v'],
])('finds in %s: %s', (code, finding) => {
  expect(missingInCode(code)).toEqual([finding])
})

it.each([
  '[...items].sort().reverse().map(f).filter(g).findLast(h).at(-1)',
  'Object.hasOwn(a, b), structuredClone(a), Array.from(a), Object.fromEntries(b)',
  'new URL(text).searchParams.get("x"), signal.throwIfAborted(), text.replaceAll(/x/gu, "")',
  // Vue's wrappers of an array's methods, and a library's own methods.
  'const wrappers = { toSorted(f) { return raw(this).toSorted(f) } }',
  'class A { getSetCookie() { return [] } } new A().getSetCookie()',
  'element.checkVisibility?.()',
])('finds nothing in %s', (code) => {
  expect(missingInCode(code)).toEqual([])
})

it.each([
  ['a{color:color-mix(in srgb,red,blue)}', 'color-mix() is missing in chrome'],
  ['a{color:light-dark(red,blue)}', 'light-dark() is missing in chrome, firefox, safari'],
  ['a{color:oklch(50% 0 0)}', 'oklch() is missing in chrome'],
  ['@starting-style{a{opacity:0}}', '@starting-style is missing in chrome, firefox, safari'],
  ['@scope (a){b{color:red}}', '@scope is missing in chrome, firefox, safari'],
  ['a:has(b){color:red}', ':has is missing in firefox'],
  ['a:dir(rtl){color:red}', ':dir is missing in chrome'],
  ['a{&:hover{color:red}}', '& of nested rules is missing in chrome, firefox'],
  ['a{min-height:1lh}', 'the unit lh is missing in firefox'],
])('finds in %s: %s', (css, finding) => {
  expect(missingInStyles(css)).toEqual([finding])
})

it.each([
  'a:hover,a::before{color:var(--a,);width:calc(1px + 2px);transform:translate(1px)}',
  '@media (min-width:40rem){a:not(:disabled,.b):where(c){color:rgb(0 0 0/50%)}}',
  '@supports (color:color-mix(in lab,red,red)){a{color:color-mix(in srgb,red,blue)}}a{color:red}',
  'a{content:"& light-dark(x)"}/* a:has(b){} */',
  '@layer base{a{text-wrap:balance}}',
  'a{width:calc(100% - 1.5rem);margin:-.5em 2px;height:100dvh}a::-webkit-date-and-time-value{min-height:1lh}',
])('finds nothing in %s', (css) => {
  expect(missingInStyles(css)).toEqual([])
})
