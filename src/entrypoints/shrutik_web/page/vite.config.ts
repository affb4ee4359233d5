import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compressed } from "./making/compressed.ts";
import { foreseen } from "./making/foreseen.ts";
import { precached } from "./making/precached.ts";
import { shell } from "./making/shell.ts";
import { words } from "./making/words.ts";

const api = process.env["SHRUTIK_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), words(), shell(), foreseen(), precached(), compressed()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // An ordinary change leaves what others wrote where it is, in every phone's cache and in the history.
        // What most screens share is one file: small files pack badly, and each is a request.
        codeSplitting: { groups: [{ name: "shared", test: /src\/(parts|api|outbox|words|sound|capture)\//, minShareCount: 3 }, { name: "vendor", test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|@lingui|idb|openapi-fetch)\// }] },
      },
    },
  },
  server: { proxy: { "/api": api, "/healthz": api } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "making/**/*.test.ts"],
    // What sends is what browsers get, and not its like for Node.js.
    alias: { "tus-js-client": join(import.meta.dirname, "node_modules/tus-js-client/lib.esm/browser/index.js") },
    server: { deps: { inline: ["tus-js-client"] } },
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
  },
});
