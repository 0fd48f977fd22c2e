import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

interface Output {
  stdout: string
  stderr: string
}

/** Runs code in bash and returns its output, even if it fails. */
export async function inShell(code: string): Promise<Output> {
  return promisify(execFile)('bash', ['-c', code]).catch((error: unknown) => error as Output)
}
