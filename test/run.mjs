// `npm test`: every check of the project.
import { check, close, playwright, tests, vitest } from './report.mjs'

// The type check needs one core for as long as the tests of plain functions need the other.
await Promise.all([check('typecheck'), check('lint').then(() => vitest('test:unit', 'unit.json'))])
await vitest('test:app', 'app.json')
await playwright('test:e2e', 'e2e.json')

const faults = tests.filter(
  ({ title, outcome }) => /^test\/(app|portal)\/faults[\w-]*\.test\.ts/.test(title) && outcome === 'passed',
)
console.log(
  `\n${faults.length} faults survived: each is a row of test/app/faults or test/portal/faults, in which an answer is spoilt, that is told, and all works again`,
)
close()
