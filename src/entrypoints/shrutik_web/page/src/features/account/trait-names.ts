/** The traits that a speaker may tell, and a form of them as a change of the profile. */
import type { Message } from "../../api/client.ts";
import { line } from "./use-enter.ts";

export const AGES = ["teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"] as const;
export const GENDERS = ["female", "male", "another"] as const;
/** Told in the person's own words; a native language by its tag. */
export const WORDS = ["native_language", "accent", "dialect", "region"] as const;
export const NAMES = ["age", "gender", ...WORDS] as const;
type Profile = Message<"ProfileMessage">;
type Change = { traits: Message<"TraitsRequest">; traits_in_releases: Profile["traits_in_releases"] };

export function isShared(me: Pick<Profile, "traits_in_releases">, name: (typeof NAMES)[number]): boolean {
  return typeof me.traits_in_releases === "boolean" ? me.traits_in_releases : me.traits_in_releases.includes(name);
}

/** An empty field takes back what was told before. */
export function changeOf(entries: FormData): Change {
  const traits = Object.fromEntries(NAMES.map((name) => [name, line(entries, name) || null])) as Message<"TraitsRequest">;
  const shared = NAMES.filter((name) => entries.has(`share_${name}`));
  return { traits, traits_in_releases: entries.has("share_all") ? true : shared.length > 0 ? [...shared] : false };
}
