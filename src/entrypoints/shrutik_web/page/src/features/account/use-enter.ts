/** In with the tokens of a log-in, and on to where the person was going. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { begin } from "../../api/session.ts";

export function useEnter(): (tokens: Message<"TokenMessage">) => Promise<void> {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [query] = useSearchParams();
  return async (tokens) => {
    begin(tokens);
    queries.clear();
    await navigate(withinPage(query.get("to")), { replace: true });
  };
}

export function logIn(email: string, password: string): Promise<Message<"TokenMessage">> {
  return got(api.POST("/api/v1/auth/login", { body: { email, password, refresh_token_in: "cookie" } }));
}

/** A path of this page; an address that leads elsewhere is the start page. */
export function withinPage(to: string | null): string {
  if (to === null || !URL.canParse(to, globalThis.location.origin)) return "/";
  const address = new URL(to, globalThis.location.origin);
  return to.startsWith("/") && address.origin === globalThis.location.origin ? `${address.pathname}${address.search}` : "/";
}

/** A line of a form, without the spaces around it. */
export function line(entries: FormData, name: string): string {
  return secret(entries, name).trim();
}

/** What was typed in a field, to the letter. */
export function secret(entries: FormData, name: string): string {
  const value = entries.get(name);
  return typeof value === "string" ? value : "";
}
