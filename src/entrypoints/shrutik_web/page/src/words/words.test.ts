import { expect, test } from "vitest";

const catalogues = import.meta.glob<Record<string, unknown>>(["./*/*.json", "./*/later/*.json"], { eager: true, import: "default" });
const keys = (locale: string): string[] =>
  Object.entries(catalogues)
    .filter(([path]) => path.startsWith(`./${locale}/`))
    .flatMap(([, words]) => Object.keys(words))
    .sort();

test("every language says all that the page says", () => {
  expect(keys("en").length).toBeGreaterThan(10);
  expect(keys("bn")).toEqual(keys("en"));
});
