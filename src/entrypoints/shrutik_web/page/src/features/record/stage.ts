/** Where the recorder stands, and what each press or event makes of it: one table, no side effects. */

/** Why there is no recording; each has words, a picture of the way out, and a retry. */
export type Trouble = "denied" | "missing" | "busy" | "insecure" | "full" | "failed";

export type Stage =
  | { name: "ready" }
  | { name: "opening" }
  | { name: "recording"; since: number }
  | { name: "closing" }
  | { name: "listening"; take: string; interrupted: boolean }
  | { name: "trouble"; trouble: Trouble };

export type Happening =
  | { what: "pressed" }
  | { what: "began"; at: number }
  | { what: "stopping" }
  | { what: "made"; take: string; interrupted: boolean }
  | { what: "dropped" }
  | { what: "decided" }
  | { what: "failed"; trouble: Trouble };

export const READY: Stage = { name: "ready" };

/** What does not fit the stage changes nothing: a double press, an event that comes late. */
export function after(stage: Stage, happening: Happening): Stage {
  switch (happening.what) {
    case "pressed":
      return stage.name === "ready" || stage.name === "trouble" ? { name: "opening" } : stage;
    case "began":
      return stage.name === "opening" ? { name: "recording", since: happening.at } : stage;
    case "stopping":
      return stage.name === "recording" ? { name: "closing" } : stage;
    case "made":
      return stage.name === "recording" || stage.name === "closing" || stage.name === "trouble" ? { name: "listening", take: happening.take, interrupted: happening.interrupted } : stage;
    case "dropped":
      return stage.name === "opening" || stage.name === "recording" || stage.name === "closing" ? READY : stage;
    case "decided":
      return stage.name === "listening" ? READY : stage;
    case "failed":
      return stage.name === "listening" ? stage : { name: "trouble", trouble: happening.trouble };
  }
}

const BY_NAME: Readonly<Record<string, Trouble>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  MicrophoneMissing: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
  QuotaExceededError: "full",
};

/** What an error of the browser means to a speaker. */
export function troubleOf(error: unknown): Trouble {
  if (!globalThis.isSecureContext) return "insecure";
  const name = typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
  return BY_NAME[name] ?? "failed";
}
