// Runs every check of the project and closes with one line: `N passed, N failed`, and how many were skipped, if any were.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = fileURLToPath(new URL('.results/', import.meta.url))
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** A test that was run: where it stands, how it ended, and how long it took, in milliseconds. */
const tests = []
/** Checks that failed without a failed test in them. */
let broken = 0

/** Runs a script of package.json; tells whether it ended well. */
function run(script, ...args) {
  console.log(`\n> ${script}`)
  const child = spawn('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], { cwd: root, stdio: 'inherit' })
  return new Promise((resolve) => child.on('exit', (status) => resolve(status === 0)))
}

/** A check that is one thing. */
async function check(script) {
  const started = performance.now()
  const ended = await run(script)
  tests.push({ title: script, outcome: ended ? 'passed' : 'failed', took: performance.now() - started })
}

/** A suite that lists its own tests in a report. */
async function suite(script, report, read, ...args) {
  const ended = await run(script, ...args)
  let found = []
  try {
    found = read(JSON.parse(readFileSync(results + report, 'utf8')))
  } catch (error) {
    console.error(`${script} left no report: ${error.message}`)
  }
  tests.push(...found)
  if (found.length === 0 || (!ended && !found.some(({ outcome }) => outcome === 'failed'))) broken += 1
}

/** Vitest's report. */
function fromVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      title: `${relative(root, name)} › ${fullName}`,
      outcome: status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped',
      took: duration ?? 0,
    })))
}

/** Playwright's report, which nests suites. */
function fromPlaywright({ suites }) {
  const OUTCOMES = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' }
  const read = (inner, above) => inner.flatMap(({ title, specs = [], suites: deeper = [] }) => [
    ...specs.flatMap((spec) => spec.tests.map(({ status, results: tries }) => ({
      title: [...above, title, spec.title].join(' › '),
      outcome: OUTCOMES[status],
      flaky: status === 'flaky',
      took: tries.reduce((sum, { duration }) => sum + duration, 0),
    }))),
    ...read(deeper, [...above, title]),
  ])
  return read(suites, ['test/e2e'])
}

const started = performance.now()
// The type check needs one core for as long as the tests of plain functions need the other.
await Promise.all([
  check('typecheck'),
  check('lint').then(() => suite('test:unit', 'unit.json', fromVitest, ...report('unit.json'))),
])
await suite('test:app', 'app.json', fromVitest, ...report('app.json'))
await suite('test:e2e', 'e2e.json', fromPlaywright)

function report(file) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${results}${file}`]
}

const SLOWEST = 20
console.log(`\nThe ${SLOWEST} slowest:`)
for (const { title, took } of tests.toSorted((one, other) => other.took - one.took).slice(0, SLOWEST)) {
  console.log(`${(took / 1000).toFixed(1).padStart(6)} s  ${title}`)
}

const count = (outcome) => tests.filter((test) => test.outcome === outcome).length
const faults = tests.filter(({ title, outcome }) => /test\/(app|portal)\/faults[\w-]*\.test\.ts/.test(title) && outcome === 'passed').length
const flaky = tests.filter((test) => test.flaky)
const failed = count('failed') + broken
console.log(`\n${faults} faults survived: each a row of test/app/faults or test/portal/faults, in which an answer is spoilt, told in words, and all works again`)
if (flaky.length > 0) console.log(`${flaky.length} passed only when tried again: ${flaky.map(({ title }) => title).join('; ')}`)
console.log(`${Math.round((performance.now() - started) / 1000)} s`)
console.log(`\n${[`${count('passed')} passed`, `${failed} failed`, ...(count('skipped') > 0 ? [`${count('skipped')} skipped`] : [])].join(', ')}`)
process.exitCode = failed === 0 && count('passed') > 0 ? 0 : 1
