import { PAUSE_MS } from './items'
import type { Call } from '../portal/call'
import { sleep } from '../portal/timers'

interface Queue {
  /** Settles when the last request has been answered. */
  last: Promise<unknown>
  /** When it was sent, by `performance.now()`. */
  sentAt: number
}

/** One queue for each connection. */
const queues = new WeakMap<Call, Queue>()

/**
 * Makes a call for questions that can wait: the requests of all of them go out one after the other, at most two a second.
 * What the card itself asks for does not wait for them.
 * @param signal whoever waits is told at once when it is aborted; a request that was not sent yet is never sent
 * @returns a call that throws PortalError, or the signal's reason
 */
export function paced(call: Call, signal?: AbortSignal): Call {
  const queue = queues.get(call) ?? { last: Promise.resolve(), sentAt: Number.NEGATIVE_INFINITY }
  queues.set(call, queue)
  return (method, params) => {
    const turn = queue.last.then(async () => {
      const wait = queue.sentAt + PAUSE_MS - performance.now()
      if (wait > 0) await sleep(wait, signal)
      signal?.throwIfAborted()
      queue.sentAt = performance.now()
      return await call(method, params)
    })
    queue.last = turn.catch(() => undefined)
    return signal ? untilAborted(turn, signal) : turn
  }
}

/** Settles as `work` does, or fails with the signal's reason as soon as that is aborted. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
