import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

const rooms = {
  fetch: "Only src/api calls fetch.",
  indexedDB: "Only src/outbox opens IndexedDB.",
};

export default defineConfig(
  { ignores: ["src/api/schema.d.ts", "node_modules", "public", "journeys"] },
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  hooks.configs.flat["recommended-latest"],
  a11y.flatConfigs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-restricted-globals": ["error", ...Object.entries(rooms).map(([name, message]) => ({ name, message }))],
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[property.name='mediaDevices']", message: "Only src/capture touches the microphone." },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
    },
  },
  { files: ["src/api/**", "src/worker/**"], rules: { "no-restricted-globals": ["error", { name: "indexedDB", message: rooms.indexedDB }] } },
  { files: ["src/outbox/**"], rules: { "no-restricted-globals": ["error", { name: "fetch", message: rooms.fetch }] } },
  { files: ["src/capture/**"], rules: { "no-restricted-syntax": "off" } },
  { files: ["**/*.test.{ts,tsx}", "src/testing/**"], rules: { "no-restricted-globals": "off", "max-lines-per-function": "off" } },
  { files: ["*.js", "*.cjs"], extends: [ts.configs.disableTypeChecked] },
);
