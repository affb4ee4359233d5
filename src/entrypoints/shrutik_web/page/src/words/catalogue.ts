/** The words of one language: sections come when a screen wants them, and stay. */
import { setupI18n, type I18n } from "@lingui/core";
import languages from "virtual:languages";

export class Catalogue {
  readonly #messages: I18n;
  readonly #come = new Map<string, Promise<void>>();

  constructor(readonly locale: string) {
    this.#messages = setupI18n({ locale, messages: { [locale]: {} } });
  }

  /** The words of a key; a key that has not come is shown as it is. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string {
    return this.#messages._(key, values);
  }

  /** The words of a key; null if there are none yet, or if they ask for a value that is not given. */
  find(key: string, values: Readonly<Record<string, string | number>> = {}): string | null {
    const message: unknown = this.#messages.messages[key];
    if (message === undefined || valuesIn(message).some((name) => !(name in values))) return null;
    return this.say(key, values);
  }

  /** Done when all these sections have come. Throws if this language has no such section. */
  async bring(sections: Iterable<string>): Promise<void> {
    await Promise.all([...sections].map((section) => this.#come.get(section) ?? this.#load(section)));
  }

  #load(section: string): Promise<void> {
    const load = languages[this.locale]?.sections[section];
    if (load === undefined) throw new Error(`The catalogue "${this.locale}" has no words of "${section}".`);
    const coming = load().then((module) => { this.#messages.load(this.locale, module.default); });
    this.#come.set(section, coming);
    // What did not come over a bad network is asked for again the next time.
    coming.catch(() => this.#come.delete(section));
    return coming;
  }
}

/** The names of the values that a compiled message asks for. */
function valuesIn(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part: unknown) => (Array.isArray(part) && typeof part[0] === "string" ? [part[0]] : []));
}
