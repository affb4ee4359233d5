import * as fc from "fast-check";
import { expect, test } from "vitest";
import { consentOf } from "./collections/consent-fields.tsx";
import { figure, textsByTag } from "./entries.ts";

const word = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `x${text}x`);

test("texts come back by their languages, without those that are empty, whatever else the form has", () => {
  const texts = fc.dictionary(fc.constantFrom("bn", "en", "pt-BR", "syl"), fc.oneof(word, fc.constant("  ")), { noNullPrototype: true });
  fc.assert(
    fc.property(texts, (said) => {
      const entries = new FormData();
      entries.set("aboutness", "another field");
      for (const [tag, text] of Object.entries(said)) entries.set(`about.${tag}`, text);
      expect(textsByTag(entries, "about")).toEqual(Object.fromEntries(Object.entries(said).filter(([, text]) => text.trim() !== "")));
    }),
  );
});

test("an empty figure is none, not 0", () => {
  const entries = new FormData();
  entries.set("goal", " ");
  entries.set("nothing", "0");
  expect(figure(entries, "goal")).toBeNull();
  expect(figure(entries, "nothing")).toBe(0);
  expect(figure(entries, "absent")).toBeNull();
});

test("a consent has its main text apart from its translations, and always asks to record", () => {
  const entries = new FormData();
  entries.set("version", "2026-11");
  entries.set("consent.bn", "আমি রাজি।");
  entries.set("consent.en", "I agree.");
  entries.set("purpose.contact", "on");
  expect(consentOf(entries, "bn")).toEqual({ version: "2026-11", text: "আমি রাজি।", language: "bn", translations: { en: "I agree." }, purposes: ["record", "contact"], replaces: false });
});
