import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { compressed } from "./making/compressed.ts";
import { foreseen } from "./making/foreseen.ts";
import { precached } from "./making/precached.ts";
import { shell } from "./making/shell.ts";
import { words } from "./making/words.ts";

const api = process.env["SHRUTIK_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [words(), shell(), foreseen(), precached(), compressed()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, tell) {
        // What others wrote says "use client" for servers, and looks for what only later versions of React have.
        if (log.code === "MODULE_LEVEL_DIRECTIVE" || (log.code === "IMPORT_IS_UNDEFINED" && log.message.includes("useOptimistic"))) return;
        tell(level, log);
      },
      output: {
        // An ordinary change leaves what others wrote where it is, in every phone's cache and in the history.
        // What most screens share is one file: small files pack badly, and each is a request.
        codeSplitting: {
          groups: [
            { name: "vendor", priority: 1, test: /node_modules\/(preact|react|react-dom|react-router|@tanstack|@lingui|idb|openapi-fetch)\// },
            { name: "shared", test: /src\/(parts|api|outbox|words|sound|capture)\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": api, "/healthz": api } },
  test: {
    // Speed is measured in budgets, never here.
    testTimeout: 60_000,
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "making/**/*.test.ts"],
    // What sends is what browsers get, and not its like for Node.js.
    alias: { "tus-js-client": join(import.meta.dirname, "node_modules/tus-js-client/lib.esm/browser/index.js") },
    server: { deps: { inline: ["tus-js-client"] } },
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
  },
});
