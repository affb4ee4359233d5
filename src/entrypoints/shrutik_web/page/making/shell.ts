/** What stands on the page before its script has come: the name, and what this is, in every language of the catalogues. */
import { catalogue, languages } from "./words.ts";
import type { Plugin } from "vite";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function shell(): Plugin {
  return {
    name: "shrutik-shell",
    transformIndexHtml: (html) => html.replace("<!-- shell -->", said()),
  };
}

function said(): string {
  return languages()
    .map((code) => {
      const { [`language.dir`]: dir = "ltr", "home.lead": lead = "" } = catalogue(code);
      return `<p lang="${code}" dir="${dir}">${escaped(lead)}</p>`;
    })
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
