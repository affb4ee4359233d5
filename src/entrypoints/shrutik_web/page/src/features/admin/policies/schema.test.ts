import * as fc from "fast-check";
import { expect, test } from "vitest";
import { policiesOf, policyFamilies, valueOf, type PolicyField } from "./schema.ts";

const document = {
  components: {
    schemas: {
      PoliciesRequest: {
        properties: {
          consensus: {
            description: "What a collection asks.",
            properties: {
              fewest: { default: 2, description: "Nothing is accepted with fewer. Unit: votes.", maximum: 100, minimum: 1, type: "integer" },
              accept_wer: { default: 0.03, description: "At most this; null: not used.", maximum: 1, minimum: 0, type: ["number", "null"] },
              guards: { default: true, description: "Send it to review.", type: "boolean" },
              tags: { default: "unk sil", description: "Words that are tags. Unit: characters.", maxLength: 2000, type: "string" },
            },
          },
          copies: { description: "Copies.", properties: { own: { default: "refuse", description: "What becomes of a copy.", enum: ["accept", "warn", "refuse"], type: "string" } } },
        },
      },
    },
  },
};
const families = policyFamilies(document);
const [consensus, copies] = families;

test("each type of the document gets the field that suits it, with unit and limits", () => {
  expect(families.map((family) => family.name)).toEqual(["consensus", "copies"]);
  expect(consensus?.fields.map((field) => field.kind)).toEqual(["integer", "number", "switch", "text"]);
  expect(consensus?.fields[0]).toMatchObject({ usual: 2, least: 1, most: 100, nullable: false, unit: "votes", help: "Nothing is accepted with fewer." });
  expect(consensus?.fields[1]).toMatchObject({ usual: 0.03, nullable: true, unit: "" });
  expect(consensus?.fields[3]).toMatchObject({ longest: 2000 });
  expect(copies?.fields[0]).toMatchObject({ kind: "choice", choices: ["accept", "warn", "refuse"] });
});

test("a document without policies is refused", () => {
  expect(() => policyFamilies({})).toThrow(TypeError);
  expect(() => policyFamilies(null)).toThrow(TypeError);
});

function filled(values: Readonly<Record<string, string | number | boolean | null>>): FormData {
  const entries = new FormData();
  for (const family of families) for (const field of family.fields) fill(entries, `${family.name}.${field.name}`, field, values[field.name] ?? (field.name in values ? null : field.usual));
  return entries;
}

function fill(entries: FormData, name: string, field: PolicyField, value: string | number | boolean | null): void {
  if (field.kind !== "switch") entries.set(name, value === null ? "" : String(value));
  else if (value === true) entries.set(name, "on");
}

test("a form that nobody changed says nothing", () => {
  expect(policiesOf(families, filled({}))).toEqual({});
});

test("what a form says is what the collection then has, whatever was typed", () => {
  const typed = fc.record({
    fewest: fc.integer({ min: 1, max: 100 }),
    accept_wer: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
    guards: fc.boolean(),
    tags: fc.constantFrom("unk sil", "unk", "noise"),
    own: fc.constantFrom("accept", "warn", "refuse"),
  });
  fc.assert(
    fc.property(typed, (values) => {
      const said = policiesOf(families, filled(values));
      for (const family of families) for (const field of family.fields) expect(valueOf(said, family.name, field)).toBe(values[field.name as keyof typeof values] === 0 ? 0 : values[field.name as keyof typeof values]);
      for (const own of Object.values(said)) expect(Object.keys(own).length).toBeGreaterThan(0);
    }),
  );
});

test("only a limit that can be off is switched off by an empty field", () => {
  const entries = filled({});
  entries.set("consensus.fewest", "");
  entries.set("consensus.accept_wer", "");
  expect(policiesOf(families, entries)).toEqual({ consensus: { accept_wer: null } });
});
