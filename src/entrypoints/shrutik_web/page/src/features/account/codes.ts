/** Codes of invitations as cards print them: groups of five, in capitals. */
const GROUP = 5;

export function grouped(typed: string): string {
  const signs = typed.replace(/[\s-]/g, "").toUpperCase();
  return signs.match(new RegExp(`.{1,${GROUP}}`, "gu"))?.join("-") ?? "";
}
