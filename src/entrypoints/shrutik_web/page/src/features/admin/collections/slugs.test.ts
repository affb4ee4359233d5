import * as fc from "fast-check";
import { expect, test } from "vitest";
import { proposedSlug } from "./slugs.ts";

test("whatever a collection is called, the proposal is one that the server takes, or none", () => {
  fc.assert(
    fc.property(fc.constantFrom("bn", "syl", "pt-BR", "zh-Hant"), fc.string({ maxLength: 200 }), (language, name) => {
      expect(proposedSlug(language, name)).toMatch(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/);
    }),
  );
});

test("a Latin name stays readable, another leaves the language", () => {
  expect(proposedSlug("pt-BR", "Canções do Norte")).toBe("pt-br-cancoes-do-norte");
  expect(proposedSlug("bn", "বাংলা পাঠ")).toBe("bn");
});
