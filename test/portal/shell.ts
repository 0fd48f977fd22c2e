import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

interface Said {
  stdout: string
  stderr: string
}

/** Runs what a person pastes into a shell; gives what it says, also where it fails. */
export async function inShell(code: string): Promise<Said> {
  return promisify(execFile)('bash', ['-c', code]).catch((error: unknown) => error as Said)
}
