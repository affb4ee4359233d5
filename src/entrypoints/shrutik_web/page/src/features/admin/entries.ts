/** What was typed in a form, field by field. */

/** A line of a form, without the spaces around it. */
export function line(entries: FormData, name: string): string {
  const value = entries.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Of fields that are named `prefix.tag`, the texts by their tags; a text that is empty is left out. */
export function textsByTag(entries: FormData, prefix: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of entries.keys()) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const text = line(entries, name);
    if (text !== "") texts[name.slice(prefix.length + 1)] = text;
  }
  return texts;
}

/** A number that was typed, null if none was. */
export function figure(entries: FormData, name: string): number | null {
  const typed = line(entries, name);
  return typed === "" ? null : Number(typed);
}
