/** Catalogues of words are compiled while the page is built, so that no parser of messages is shipped. */
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

export function words(): Plugin {
  return {
    name: "shrutik-words",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/words\/.*\.json$/.test(id)) return null;
      const messages = JSON.parse(code) as Record<string, string>;
      const compiled = Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]));
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: "js" };
    },
  };
}
