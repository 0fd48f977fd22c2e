// Runs scripts of package.json, collects their test results, and prints a summary line.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RESULTS = fileURLToPath(new URL('.results/', import.meta.url))
rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

const startTime = performance.now()

/** All results: `title`, `outcome` (passed, failed or skipped), and `duration` in milliseconds. */
export const tests = []

/** Runs a script; resolves to whether it succeeded. */
function run(script, args, env) {
  console.log(`\n> ${script}`)
  const child = spawn('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return new Promise((resolve) => child.on('exit', (status) => resolve(status === 0)))
}

/** Runs a script that counts as one test. */
export async function check(script) {
  const checkStart = performance.now()
  const succeeded = await run(script, [], {})
  tests.push({ title: script, outcome: succeeded ? 'passed' : 'failed', duration: performance.now() - checkStart })
}

/** Runs a vitest script. TEST_PATIENCE raises the wait timeout, because a full run keeps the machine busy. */
export function vitest(script, file, { args = [], env = {} } = {}) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}${file}`]
  return suite(script, file, fromVitest, [...args, ...reporters], { TEST_PATIENCE: '10000', ...env })
}

/** Runs a Playwright script. Its configuration writes the JSON report to `file`. */
export function playwright(script, file) {
  return suite(script, file, fromPlaywright, [], {})
}

async function suite(script, file, parse, args, env) {
  const succeeded = await run(script, args, env)
  let results = []
  try {
    results = parse(JSON.parse(readFileSync(RESULTS + file, 'utf8')))
  } catch (error) {
    console.error(`${script} wrote no report: ${error.message}`)
  }
  tests.push(...results)
  // A script that exits with an error or runs no test counts as failed, even without a failed test.
  if (results.length === 0 || (!succeeded && !results.some(({ outcome }) => outcome === 'failed'))) {
    tests.push({ title: `${script} as a whole`, outcome: 'failed', duration: 0 })
  }
}

function fromVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      title: `${relative(ROOT, name)} › ${fullName}`,
      outcome: ['passed', 'failed'].includes(status) ? status : 'skipped',
      duration: duration ?? 0,
    })),
  )
}

/** Flattens the report, which nests suites. */
function fromPlaywright({ suites }) {
  const OUTCOMES = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' }
  const flatten = (nested, parents) =>
    nested.flatMap(({ title, specs = [], suites: children = [] }) => [
      ...specs.flatMap((spec) =>
        spec.tests.map(({ status, results: attempts }) => ({
          title: [...parents, title, spec.title].join(' › '),
          outcome: OUTCOMES[status],
          flaky: status === 'flaky',
          duration: attempts.reduce((sum, { duration }) => sum + duration, 0),
        })),
      ),
      ...flatten(children, [...parents, title]),
    ])
  return flatten(suites, [])
}

const SLOWEST = 20

/** Prints the slowest and the flaky tests, and in the last line how many tests passed, failed and were skipped. */
export function close() {
  console.log(`\nThe ${SLOWEST} slowest tests:`)
  for (const { title, duration } of tests.toSorted((a, b) => b.duration - a.duration).slice(0, SLOWEST)) {
    console.log(`${(duration / 1000).toFixed(1).padStart(6)} s  ${title}`)
  }
  const flaky = tests.filter((test) => test.flaky)
  if (flaky.length > 0)
    console.log(`\n${flaky.length} passed only on retry: ${flaky.map(({ title }) => title).join('; ')}`)
  console.log(`\n${Math.round((performance.now() - startTime) / 1000)} s in total`)
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(
    (name) => tests.filter(({ outcome }) => outcome === name).length,
  )
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
