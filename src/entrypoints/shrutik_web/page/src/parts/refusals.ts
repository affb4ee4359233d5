/** What is told of a refusal: a sentence chosen by its code, with the limit that was met, and how long to wait. */
import type { Words } from "../words/words.ts";

/** A refusal as the server or the outbox tells of it. */
export type Refused = {
  code: string;
  detail: string;
  /** Limits by the names that the API's document gives them: `most`, `most_bytes`, `least_seconds`. */
  figures?: Readonly<Record<string, number>>;
  /** Seconds. */
  retryAfter?: number | null;
};
type Told = {
  said: string;
  /** The server's own sentence, in English, where this page knows no words for the code. */
  detail?: string;
};
type Speech = Pick<Words, "t" | "find" | "number">;

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const KILOBYTE = 1_024;
const MEGABYTE = 1_048_576;

/** Words of a code are under `refusal.<code>`; under `refusal.<code>_with` if they name a limit, as long as it is told. */
export function toldOf(problem: unknown, { t, find, number }: Speech): Told {
  if (!isRefused(problem)) return { said: t("problem.unexpected") };
  const { code, detail } = problem;
  const said = find(`problem.${code}`) ?? find(`refusal.${code}_with`, valuesOf(problem, number)) ?? find(`refusal.${code}`);
  return said === null ? { said: t("problem.other"), detail } : { said };
}

/** `limit`, `least` and `wait` in the reader's figures and units, as far as they are told. */
function valuesOf({ figures = {}, retryAfter = null }: Refused, number: Words["number"]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(figures)) {
    if (name.startsWith("most")) values["limit"] = withUnit(name, value, number);
    if (name.startsWith("least")) values["least"] = withUnit(name, value, number);
  }
  if (retryAfter !== null) values["wait"] = spanWords(retryAfter, number);
  return values;
}

function withUnit(name: string, value: number, number: Words["number"]): string {
  if (name.endsWith("_seconds")) return spanWords(value, number);
  if (!name.endsWith("_bytes")) return number(value);
  const large = value >= MEGABYTE;
  return number(value / (large ? MEGABYTE : KILOBYTE), { style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: 1 });
}

/** A time in the largest unit of which it has one and a half; never shorter than it is. */
export function spanWords(seconds: number, number: Words["number"]): string {
  const said = (value: number, unit: string): string => number(value, { style: "unit", unit, unitDisplay: "long" });
  if (seconds < 1.5 * MINUTE) return said(seconds < 1 ? seconds : Math.ceil(seconds), "second");
  if (seconds < 1.5 * HOUR) return said(Math.ceil(seconds / MINUTE), "minute");
  if (seconds < 1.5 * DAY) return said(Math.ceil(seconds / HOUR), "hour");
  return said(Math.ceil(seconds / DAY), "day");
}

function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}
