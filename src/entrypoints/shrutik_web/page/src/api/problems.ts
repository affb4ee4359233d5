/** What the server says when it refuses, as an error that a screen can show. */

export type FieldProblem = { field: string; detail: string; code: string };

export type KeptProblem = { code: string; detail: string; figures?: Readonly<Record<string, number>> };

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

  /** The limits that it carries beside its sentence: all its own numbers. */
  get figures(): Readonly<Record<string, number>> {
    const own = Object.entries(this.document).filter(([name]) => name !== "status" && name !== "retry_after");
    return Object.fromEntries(own.filter((one): one is [string, number] => typeof one[1] === "number"));
  }

  /** What is kept of it, for as long as what was refused. */
  get kept(): KeptProblem {
    return { code: this.code, detail: this.detail, figures: this.figures };
  }

  /** Whether the same request may succeed later, with nothing changed. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

/** There was no answer: no network, or no server. */
export const unreachable = (): ApiProblem => new ApiProblem(0, "unreachable", "The server cannot be reached.");

/** The answer to a request; that there is none is an `unreachable`, that it was broken off stays an `AbortError`. */
export async function reached(sent: Promise<Response>): Promise<Response> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

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
