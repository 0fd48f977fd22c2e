// Runs every check of the project and closes with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = fileURLToPath(new URL('.results/', import.meta.url))
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

let passed = 0
let failed = 0

/** Runs a script of package.json; tells whether it ended well. */
function run(script, ...args) {
  console.log(`\n> ${script}`)
  return spawnSync('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])], { cwd: root, stdio: 'inherit' }).status === 0
}

/** A check that is one thing. */
function check(script) {
  if (run(script)) passed += 1
  else failed += 1
}

/** A suite that counts its own tests in a report; one that fails without a failed test in it has failed as a whole. */
function suite(script, report, count, ...args) {
  const ended = run(script, ...args)
  let counts = { passed: 0, failed: 0 }
  try {
    counts = count(JSON.parse(readFileSync(results + report, 'utf8')))
  } catch (error) {
    console.error(`${script} left no report: ${error.message}`)
  }
  passed += counts.passed
  failed += ended ? counts.failed : Math.max(1, counts.failed)
}

/** Adds up what the tests of faults have noted: one for each time that the app worked again afterwards. */
function survived(suites) {
  return suites.reduce((sum, { specs = [], suites: inner = [] }) => {
    const notes = specs.flatMap(({ tests }) => tests).flatMap(({ annotations }) => annotations).filter(({ type }) => type === 'survived')
    return sum + notes.reduce((faults, { description }) => faults + Number(description), 0) + survived(inner)
  }, 0)
}

check('typecheck')
check('lint')
suite(
  'test:unit',
  'unit.json',
  (report) => ({ passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests }),
  '--reporter=default', '--reporter=json', `--outputFile.json=${results}unit.json`,
)
suite('test:e2e', 'e2e.json', ({ stats, suites }) => {
  console.log(`\n${survived(suites)} faults survived`)
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only when tried again`)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped }
})

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
