import { inject, onMounted, ref, type InjectionKey, type Ref } from 'vue'

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))

/** Resolves once what is on the page now has been painted. */
export async function afterPaint(): Promise<void> {
  await nextFrame() // its callback runs before the frame is painted
  await nextFrame()
}

/** Gives each caller a frame of its own, in the order of the calls and after the next paint. */
export type FrameQueue = () => Promise<unknown>

export const FRAME_QUEUE: InjectionKey<FrameQueue> = Symbol('frame queue')

export function createFrameQueue(): FrameQueue {
  let last: Promise<unknown> = Promise.resolve()
  return () => (last = Promise.all([afterPaint(), last.then(nextFrame)]))
}

/**
 * For parts that can come a moment after the rest of a component, because drawing them or formatting their first number
 * takes long. Each gets a frame of its own, so that together they never block the page.
 * @returns false until it is this part's turn
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const myTurn = inject(FRAME_QUEUE, createFrameQueue, true)
  const ready = ref(false)
  onMounted(async () => {
    await myTurn()
    ready.value = true
  })
  return ready
}
