/** One policy as the field that suits its type, with its unit, its limits, and what holds if it is not changed. */
import type { ReactNode } from "react";
import { Checkbox, Select, TextArea, TextField } from "../../../parts/field.tsx";
import { useWords } from "../../../words/words.ts";
import { useSaid } from "../lookups.ts";
import type { PolicyField } from "./schema.ts";

/** What is only counted is named by the label already. */
const COUNTED = new Set(["votes", "people", "clips", "word errors", "characters"]);

type Shape = { family: string; field: PolicyField; value: number | boolean | string | null; error?: ReactNode };

export function Field({ family, field, value, error }: Shape) {
  const { t, number } = useWords();
  const said = useSaid();
  const key = `policy.${family}.${field.name}`;
  const name = `${family}.${field.name}`;
  const unit = field.unit === "" || COUNTED.has(field.unit) ? "" : said(`policy.unit_${field.unit.replaceAll(" ", "_")}`, field.unit);
  const label = said(key, field.name.replaceAll("_", " "));
  const help = said(`${key}_help`, field.help);
  const usual = usualWords(field, unit, { t, number, said });
  switch (field.kind) {
    case "switch":
      return <Checkbox label={label} help={`${help} ${usual}`} name={name} defaultChecked={value === true} />;
    case "choice":
      return (
        <Select label={label} help={`${help} ${usual}`} error={error} name={name} defaultValue={String(value)}>
          {field.choices.map((choice) => <option key={choice} value={choice}>{said(`policy.choice_${choice}`, choice)}</option>)}
        </Select>
      );
    case "text":
      return <TextArea label={label} help={`${help} ${usual}`} error={error} name={name} defaultValue={String(value)} maxLength={field.longest} dir="auto" />;
    default:
      return (
        <TextField
          label={unit === "" ? label : t("admin.policy_with_unit", { label, unit })}
          help={`${help} ${usual}`}
          error={error}
          name={name}
          type="number"
          inputMode="decimal"
          step={field.kind === "integer" ? 1 : "any"}
          min={field.least}
          max={field.most}
          required={!field.nullable}
          defaultValue={value === null ? "" : String(value)}
        />
      );
  }
}

type Speech = { t: (key: string, values?: Record<string, string | number>) => string; number: (value: number, options?: Intl.NumberFormatOptions) => string; said: (key: string, otherwise: string) => string };

/** What holds if nothing is said, and whether an empty field means something. */
function usualWords(field: PolicyField, unit: string, { t, number, said }: Speech): string {
  if (field.kind === "text") return "";
  const off = field.nullable ? ` ${t("admin.policy_empty")}` : "";
  return t("admin.policy_usual", { value: shown() }) + off;
  function shown(): string {
    if (field.usual === null) return t("admin.policy_off");
    if (typeof field.usual === "number") return `${number(field.usual, { maximumFractionDigits: 6 })}${unit === "" ? "" : ` ${unit}`}`;
    if (typeof field.usual === "boolean") return t(field.usual ? "admin.yes" : "admin.no");
    return said(`policy.choice_${field.usual}`, field.usual);
  }
}
