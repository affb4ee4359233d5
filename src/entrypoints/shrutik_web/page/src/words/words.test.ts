import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import { Catalogue } from "./catalogue.ts";
import { LANGUAGES } from "./choice.ts";

const catalogues = Object.entries(import.meta.glob<Record<string, string>>("./*.json", { eager: true, import: "default" }));
const english = catalogues.find(([path]) => path === "./en.json")?.[1] ?? {};

/** What a message asks for: the names of its values. */
function valuesOf(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part: unknown) => (Array.isArray(part) && typeof part[0] === "string" ? [part[0]] : [])).sort();
}

test.each(catalogues)("%s says all that the page says", (_path, words) => {
  expect(Object.keys(words).length).toBeGreaterThan(100);
  expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
});

test.each(catalogues)("%s asks for the values that the page gives", (_path, words) => {
  const values = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, valuesOf(compileMessage(text))]));
  expect(values(words)).toEqual(values(english));
});

test.each(catalogues)("%s tells each refusal without a figure too, and with no other figures than there are", (_path, words) => {
  const asked = (key: string): string[] => [...new Set(valuesOf(compileMessage(words[key] ?? "")))];
  for (const key of Object.keys(words).filter((one) => one.startsWith("refusal."))) {
    if (key.endsWith("_with")) {
      expect(words[key.slice(0, -"_with".length)], `${key} needs words without a figure, for where none is told`).toBeTruthy();
      expect(["limit", "least", "wait"], key).toEqual(expect.arrayContaining(asked(key)));
    } else {
      expect(asked(key), `${key} asks for a figure: name it ${key}_with`).toEqual([]);
    }
  }
});

test("a language is there because its catalogue is", () => {
  expect([...LANGUAGES.keys()].map((code) => `./${code}.json`)).toEqual(catalogues.map(([path]) => path).sort());
  expect(LANGUAGES.get("bn")).toBe("বাংলা");
});

test("words come by section, and stay", async () => {
  const catalogue = new Catalogue("en");
  expect(catalogue.say("unsent.title")).toBe("unsent.title");
  await catalogue.bring(["common", "unsent"]);
  expect(catalogue.say("unsent.title")).toBe(english["unsent.title"]);
  expect(catalogue.say("frame.name")).toBe(english["frame.name"]);
});

test("a section that no catalogue has is a fault of ours, and said so", async () => {
  await expect(new Catalogue("en").bring(["nonsense"])).rejects.toThrow(/no words of "nonsense"/);
});
