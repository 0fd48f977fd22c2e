/**
 * Stands in for Vue's devtools while developing: they touch storage as soon as they are loaded, which browsers refuse
 * to frames of another site, and the whole app would fail with them.
 */
export function setupDevtoolsPlugin(): void {}
