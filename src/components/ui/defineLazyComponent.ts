import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import LoadFailure from './LoadFailure.vue'

/**
 * A component that is loaded when it is first shown. If that fails, a message takes its place.
 * @param load a dynamic import
 */
export function defineLazyComponent<T extends Component>(load: () => Promise<{ default: T }>): T {
  const loader = (() =>
    load().then(
      (module) => module.default,
      () => LoadFailure,
    )) as AsyncComponentLoader<T>
  return defineAsyncComponent({ loader })
}
