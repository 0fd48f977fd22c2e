/**
 * Limits how long to wait for something.
 * @param milliseconds the limit
 * @param work what to wait for; if it is too late, its outcome is ignored
 * @param timeoutError makes the error to throw then
 * @throws the timeout error, or whatever `work` throws
 */
export async function withTimeout<T>(milliseconds: number, work: Promise<T>, timeoutError: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(timeoutError()), milliseconds)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Ends the present task, so that the page can react before the work goes on. Browsers without a scheduler of their own
 * get a timer, which they slow down while nobody looks at the page.
 * @see https://developer.mozilla.org/docs/Web/API/Scheduler/yield
 */
export async function yieldToPage(): Promise<void> {
  const { scheduler }: { scheduler?: Partial<Scheduler> } = globalThis
  await (scheduler?.yield?.() ?? sleep(0))
}

/**
 * Resolves after some time.
 * @param signal ends the wait early
 * @throws the signal's reason if it ended the wait
 */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
