/** A short name for addresses, proposed from a collection's language and name. */
const LONGEST = 64;

/** Small Latin letters, figures and hyphens; a name in another script leaves the language and what it is about. */
export function proposedSlug(language: string, name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `${language.toLowerCase()}-${plain}`.replace(/[^a-z0-9-]/g, "").replace(/-{2,}/g, "-").slice(0, LONGEST).replace(/^-+|-+$/g, "");
}
