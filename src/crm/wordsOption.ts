/** The app's option that holds the words about a directory's stages. */
export function wordsOption(entityId: string): string {
  return `stageWords_${entityId}`
}
