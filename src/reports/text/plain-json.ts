/**
 * JSON in one line that shows each character it holds, and that no reader takes for markup, whatever names and messages
 * hold: it can stand in a script element that is data (HTML Standard, "Restrictions for contents of script elements").
 */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]|[<>]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
