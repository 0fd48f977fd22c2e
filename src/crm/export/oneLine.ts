/**
 * Text that stays on one line of a comment or a label: no line ends or other control characters, no halves of characters,
 * and nothing that would turn the direction of the text behind it.
 */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
