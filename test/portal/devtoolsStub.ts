/**
 * Replaces Vue's devtools on the development server. They access storage on load. Browsers block that in cross-site frames,
 * and the whole app would fail.
 */
export function setupDevtoolsPlugin(): void {}
