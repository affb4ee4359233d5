/** The typed policies of a collection, read from the API's own document, and a form of them as what a collection is sent. */
import { figure, line } from "../entries.ts";

type Value = number | boolean | string | null;
export type PolicyField = {
  name: string;
  kind: "number" | "integer" | "switch" | "choice" | "text";
  /** What holds if nothing is said. */
  usual: Value;
  /** Whether it can be switched off by leaving it empty. */
  nullable: boolean;
  least?: number;
  most?: number;
  longest?: number;
  choices: readonly string[];
  unit: string;
  /** The document's own sentences, in English. */
  help: string;
};
export type PolicyFamily = { name: string; help: string; fields: readonly PolicyField[] };
export type Policies = Record<string, Record<string, Value>>;

const UNIT = /\s*Unit: ([^.]+)\.?\s*/;

/** The families of policies in the API's document, in its order. Throws a `TypeError` if the document has none. */
export function policyFamilies(document: unknown): PolicyFamily[] {
  const families = at(document, "components", "schemas", "PoliciesRequest", "properties");
  if (!isRecord(families)) throw new TypeError("The API's document describes no policies.");
  return Object.entries(families).map(([name, family]) => {
    const fields = at(family, "properties");
    return { name, help: text(at(family, "description")), fields: isRecord(fields) ? Object.entries(fields).map(fieldOf) : [] };
  });
}

function fieldOf([name, told]: [string, unknown]): PolicyField {
  const described = text(at(told, "description"));
  const kinds = [at(told, "type")].flat();
  const choices = at(told, "enum");
  const usual = at(told, "default");
  return {
    name,
    kind: Array.isArray(choices) ? "choice" : kinds.includes("boolean") ? "switch" : kinds.includes("integer") ? "integer" : kinds.includes("number") ? "number" : "text",
    usual: isValue(usual) ? usual : null,
    nullable: kinds.includes("null"),
    ...limit("least", at(told, "minimum")),
    ...limit("most", at(told, "maximum")),
    ...limit("longest", at(told, "maxLength")),
    choices: Array.isArray(choices) ? choices.map(String) : [],
    unit: UNIT.exec(described)?.[1] ?? "",
    help: described.replace(UNIT, " ").trim(),
  };
}

/** What holds in a collection: its own value, else the usual one. */
export function valueOf(policies: Policies, family: string, field: PolicyField): Value {
  const own = policies[family];
  return own !== undefined && field.name in own ? (own[field.name] ?? null) : field.usual;
}

/** The values that a form names `family.field`; only those that differ from the usual ones are said. */
export function policiesOf(families: readonly PolicyFamily[], entries: FormData): Policies {
  const policies: Policies = {};
  for (const family of families) {
    const own: Record<string, Value> = {};
    for (const field of family.fields) {
      const value = typed(field, `${family.name}.${field.name}`, entries);
      if (value !== field.usual) own[field.name] = value;
    }
    if (Object.keys(own).length > 0) policies[family.name] = own;
  }
  return policies;
}

function typed(field: PolicyField, name: string, entries: FormData): Value {
  if (field.kind === "switch") return entries.has(name);
  if (field.kind === "choice" || field.kind === "text") return line(entries, name);
  const value = figure(entries, name);
  return value === null && !field.nullable ? field.usual : value;
}

function limit<Name extends string>(name: Name, value: unknown): Partial<Record<Name, number>> {
  return typeof value === "number" ? ({ [name]: value } as Record<Name, number>) : {};
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isValue(value: unknown): value is Value {
  return value === null || ["number", "boolean", "string"].includes(typeof value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
