/** Who is logged in: the access token lives in this tab's memory, the refresh token in a cookie out of reach of scripts. */
import { useSyncExternalStore } from "react";
import { alone } from "./alone.ts";
import { problemOf, reached } from "./problems.ts";
import type { components } from "./schema.d.ts";

type Tokens = components["schemas"]["TokenMessage"];
type Session = { state: "unknown" } | { state: "out" } | { state: "in"; token: string; until: number };

/** A token is renewed so many milliseconds before its end. */
const AHEAD = 30_000;
/** Two tabs must not show the same refresh token: only the answer that was made last is good. */
const LOCK = "shrutik-refresh";
const REMEMBERED = "shrutik-logged-in";

let session: Session = localStorage.getItem(REMEMBERED) ? { state: "unknown" } : { state: "out" };
let renewal: Promise<string | null> | null = null;
const listeners = new Set<() => void>();

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

/** Begin with the tokens of a log-in, a registration or an invitation. */
export function begin(tokens: Tokens): void {
  localStorage.setItem(REMEMBERED, "1");
  change({ state: "in", token: tokens.access_token, until: Date.now() + tokens.expires_in * 1000 });
}

/** Forget the session in this tab; the server is told by `logOut`. */
export function end(): void {
  localStorage.removeItem(REMEMBERED);
  change({ state: "out" });
}

/** A token that is good now, renewed if need be; null if nobody is logged in. */
export async function token(): Promise<string | null> {
  if (session.state === "out") return null;
  if (session.state === "in" && Date.now() < session.until - AHEAD) return session.token;
  return renew();
}

/** A new token, whatever the age of the one at hand; one request however many ask. */
export function renew(): Promise<string | null> {
  renewal ??= alone(LOCK, refresh).finally(() => {
    renewal = null;
  });
  return renewal;
}

async function refresh(): Promise<string | null> {
  // Kept alive: the cookie that comes of it is taken also if the person leaves the page meanwhile.
  const asked = fetch("/api/v1/auth/refresh", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}", keepalive: true });
  const response = await reached(asked);
  if (response.ok) {
    const tokens = (await response.json()) as Tokens;
    begin(tokens);
    return tokens.access_token;
  }
  const problem = problemOf(response, await response.json().catch(() => null));
  if (response.status !== 401) throw problem;
  end();
  return null;
}

/** End the session here and on the server; without a network it ends here. */
export async function logOut(): Promise<void> {
  await fetch("/api/v1/auth/logout", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }).catch(() => null);
  end();
}

/** "in" also while it is not known yet whether the remembered session is good. */
export function useLoggedIn(): boolean {
  return useSyncExternalStore(subscribe, () => session.state !== "out");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

globalThis.addEventListener("storage", (event) => {
  if (event.key !== REMEMBERED) return;
  change(event.newValue ? { state: "unknown" } : { state: "out" });
});
