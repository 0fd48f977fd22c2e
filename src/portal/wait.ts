/**
 * Bounds a wait.
 * @param milliseconds how long to wait
 * @param work what is waited for; when it comes too late, its outcome is dropped
 * @param tooLate makes the error for then
 * @throws what `tooLate` makes, or whatever `work` throws
 */
export async function within<T>(milliseconds: number, work: Promise<T>, tooLate: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), milliseconds)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
