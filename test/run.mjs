// `npm test`: all checks of the project.
import { check, close, playwright, tests, vitest } from './report.mjs'

// In parallel, because each of the two needs one core for about the same time.
await Promise.all([check('typecheck'), check('lint').then(() => vitest('test:unit', 'unit.json'))])
await vitest('test:app', 'app.json')
await playwright('test:e2e', 'e2e.json')

const recovered = tests.filter(
  ({ title, outcome }) => /^test\/(app|portal)\/faults[\w-]*\.test\.ts/.test(title) && outcome === 'passed',
)
console.log(
  `\n${recovered.length} faults handled: each test in test/app/faults and test/portal/faults breaks an answer, expects the error, and expects the app to recover`,
)
close()
