import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import LoadFailure from './LoadFailure.vue'

/**
 * A part of the interface that is loaded when it is first shown; where it cannot be had, a word about that stands there.
 * @param load a dynamic import
 */
export function lazily<T extends Component>(load: () => Promise<{ default: T }>): T {
  const loader = (() =>
    load().then(
      (module) => module.default,
      () => LoadFailure,
    )) as AsyncComponentLoader<T>
  return defineAsyncComponent({ loader })
}
