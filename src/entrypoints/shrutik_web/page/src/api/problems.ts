/** What the server says when it refuses, as an error that a screen can show. */

export type FieldProblem = { field: string; detail: string; code: string };

/** An answer that is not what was asked for; `code` is stable, `detail` says what to do. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfter: number | null = null,
    /** The whole document, for what only one kind of problem carries (such as a text that is given back). */
    readonly document: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  /** Whether the same request may succeed later, with nothing changed. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

/** There was no answer: no network, or no server. */
export const unreachable = (): ApiProblem => new ApiProblem(0, "unreachable", "The server cannot be reached.");

export function problemOf(response: Response, document: unknown): ApiProblem {
  const told = isRecord(document) ? document : {};
  const text = (name: string): string => (typeof told[name] === "string" ? told[name] : "");
  const fields = Array.isArray(told["errors"]) ? told["errors"].filter(isRecord).map(fieldOf) : [];
  const wait = Number(response.headers.get("Retry-After"));
  const detail = text("detail") || text("title") || response.statusText;
  return new ApiProblem(response.status, text("code") || `http_${response.status}`, detail, fields, wait > 0 ? wait : null, told);
}

function fieldOf(told: Record<string, unknown>): FieldProblem {
  const text = (name: string): string => (typeof told[name] === "string" ? told[name] : "");
  return { field: text("field"), detail: text("detail"), code: text("code") };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
