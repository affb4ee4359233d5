/** A script of its own, before all others, that asks for the screen and its words while the rest is on its way. */
import type { Plugin } from "vite";

const EARLY = "src/early.ts";

export function foreseen(): Plugin {
  return {
    name: "shrutik-foreseen",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: EARLY, name: "early" });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const early = Object.values(bundle).find((one) => one.type === "chunk" && one.facadeModuleId?.endsWith(EARLY));
        if (early === undefined) throw new Error(`${EARLY} was not built.`);
        return [{ tag: "script", attrs: { type: "module", crossorigin: true, src: `/${early.fileName}` }, injectTo: "head-prepend" }];
      },
    },
  };
}
