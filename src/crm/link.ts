/**
 * The address that opens a stage's card in the portal.
 * @param origin of the portal
 * @param appCode the code of the app in this portal
 * @param stageId of the stage
 */
export function stageLink(origin: string, appCode: string, stageId: number): string {
  return `${origin}/marketplace/view/${encodeURIComponent(appCode)}/?params[id]=${stageId}`
}
