/** Each language is one catalogue, `src/words/<code>.json`; the build cuts it into sections and compiles them, so that a
 * screen loads its own words only and no parser of messages is shipped. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const INDEX = "virtual:languages";
const FOLDER = join(import.meta.dirname, "..", "src", "words");
/** What stands around every screen is one section; any other key belongs to the section before its first dot. */
const COMMON = new Set(["language", "frame", "parts", "problem"]);

export function words(): Plugin {
  return {
    name: "shrutik-words",
    resolveId: (id) => (id === INDEX || id.startsWith(`${INDEX}/`) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${INDEX}`)) return null;
      const [, code, section] = id.split("/");
      for (const one of languages()) this.addWatchFile(fileOf(one));
      return code === undefined || section === undefined ? index() : compiled(code, section);
    },
  };
}

export function languages(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort();
}

function fileOf(code: string): string {
  return join(FOLDER, `${code}.json`);
}

export function catalogue(code: string): Record<string, string> {
  return JSON.parse(readFileSync(fileOf(code), "utf-8")) as Record<string, string>;
}

export function sectionOf(key: string): string {
  const first = key.split(".")[0] ?? key;
  return COMMON.has(first) ? "common" : first;
}

function index(): string {
  const entries = languages().map((code) => {
    const texts = catalogue(code);
    const sections = [...new Set(Object.keys(texts).map(sectionOf))].sort();
    const loaders = sections.map((section) => `${JSON.stringify(section)}: () => import("${INDEX}/${code}/${section}")`);
    const facts = `name: ${JSON.stringify(texts["language.name"])}, dir: ${JSON.stringify(texts["language.dir"])}`;
    return `${JSON.stringify(code)}: { ${facts}, sections: { ${loaders.join(", ")} } }`;
  });
  return `export default { ${entries.join(",\n")} };`;
}

function compiled(code: string, section: string): string {
  const own = Object.entries(catalogue(code)).filter(([key]) => sectionOf(key) === section);
  return `export default ${JSON.stringify(Object.fromEntries(own.map(([key, text]) => [key, compileMessage(text)])))};`;
}
