/** The service worker gets the list of files that make the page, and a version that changes with them. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Of the public folder, what is seen without a network too. */
const PUBLIC = ["icon.svg", "manifest.webmanifest", "tap.worklet.js"];
const WORKER = "src/worker/service-worker.ts";

export function precached(): Plugin {
  return {
    name: "shrutik-precached",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: WORKER, fileName: "sw.js" });
    },
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error(`${WORKER} was not built to sw.js.`);
      const files = Object.keys(bundle).filter((name) => name !== "sw.js").sort();
      const version = createHash("sha256");
      for (const name of files) {
        const file = bundle[name];
        version.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
      }
      files.push(...PUBLIC.filter((name) => !files.includes(name)));
      const list = JSON.stringify(["/", ...files.filter((name) => name !== "index.html").map((name) => `/${name}`)]);
      worker.code = worker.code
        .replaceAll("__PAGE_FILES__", list)
        .replaceAll("__PAGE_VERSION__", JSON.stringify(version.digest("hex").slice(0, 16)));
    },
  };
}
