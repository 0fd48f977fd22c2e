// Runs scripts of package.json, gathers what they report of their tests, and closes with one line.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = fileURLToPath(new URL('.results/', import.meta.url))
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const started = performance.now()

/** What was run: `title`, `outcome` (passed, failed or skipped), and how long it `took`, in milliseconds. */
export const tests = []

/** Runs a script; tells whether it ended well. */
function run(script, args, env) {
  console.log(`\n> ${script}`)
  const child = spawn('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return new Promise((resolve) => child.on('exit', (status) => resolve(status === 0)))
}

/** A script that is one check. */
export async function check(script) {
  const begun = performance.now()
  const ended = await run(script, [], {})
  tests.push({ title: script, outcome: ended ? 'passed' : 'failed', took: performance.now() - begun })
}

/** A script that runs tests with vitest; on a busy machine what is waited for may take long. */
export function vitest(script, file, { args = [], env = {} } = {}) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}${file}`]
  return suite(script, file, fromVitest, [...args, ...reporters], { TEST_PATIENCE: '10000', ...env })
}

/** A script that runs tests with Playwright, whose configuration names the report. */
export function playwright(script, file) {
  return suite(script, file, fromPlaywright, [], {})
}

async function suite(script, file, read, args, env) {
  const ended = await run(script, args, env)
  let found = []
  try {
    found = read(JSON.parse(readFileSync(results + file, 'utf8')))
  } catch (error) {
    console.error(`${script} left no report: ${error.message}`)
  }
  tests.push(...found)
  // What ends badly, or runs nothing, has failed, also without a failed test in it.
  if (found.length === 0 || (!ended && !found.some(({ outcome }) => outcome === 'failed'))) {
    tests.push({ title: `${script} as a whole`, outcome: 'failed', took: 0 })
  }
}

function fromVitest({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      title: `${relative(root, name)} › ${fullName}`,
      outcome: ['passed', 'failed'].includes(status) ? status : 'skipped',
      took: duration ?? 0,
    })),
  )
}

/** Its report nests suites. */
function fromPlaywright({ suites }) {
  const OUTCOMES = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' }
  const read = (inner, above) =>
    inner.flatMap(({ title, specs = [], suites: deeper = [] }) => [
      ...specs.flatMap((spec) =>
        spec.tests.map(({ status, results: tries }) => ({
          title: [...above, title, spec.title].join(' › '),
          outcome: OUTCOMES[status],
          flaky: status === 'flaky',
          took: tries.reduce((sum, { duration }) => sum + duration, 0),
        })),
      ),
      ...read(deeper, [...above, title]),
    ])
  return read(suites, [])
}

const SLOWEST = 20

/** Tells what is slow, what was flaky, and, in the last line, how many passed, failed, and were skipped. */
export function close() {
  console.log(`\nThe ${SLOWEST} slowest:`)
  for (const { title, took } of tests.toSorted((one, other) => other.took - one.took).slice(0, SLOWEST)) {
    console.log(`${(took / 1000).toFixed(1).padStart(6)} s  ${title}`)
  }
  const flaky = tests.filter((test) => test.flaky)
  if (flaky.length > 0)
    console.log(`\n${flaky.length} passed only when tried again: ${flaky.map(({ title }) => title).join('; ')}`)
  console.log(`\n${Math.round((performance.now() - started) / 1000)} s in all`)
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(
    (wanted) => tests.filter(({ outcome }) => outcome === wanted).length,
  )
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
