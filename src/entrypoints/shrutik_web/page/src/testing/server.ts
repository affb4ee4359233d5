/** A server of a test's own: what it answers to each method and path, and what it was asked. */
import { vi } from "vitest";

type Answer = { status?: number; body?: unknown };
export type Asked = { what: string; query: string; body: unknown };

/** `answers` is asked for each request as "GET /api/v1/me"; what it does not know cannot be reached. */
export function serve(answers: (what: string, body: unknown) => Answer | null): Asked[] {
  const asked: Asked[] = [];
  const answer = async (input: Request): Promise<Response> => {
    const body: unknown = input.method === "GET" ? null : await input.json();
    const { pathname, searchParams } = new URL(input.url);
    const what = `${input.method} ${pathname}`;
    asked.push({ what, query: String(searchParams), body });
    const told = answers(what, body);
    if (told === null) throw new TypeError("Failed to fetch");
    return Response.json(told.body ?? {}, { status: told.status ?? 200 });
  };
  vi.stubGlobal("fetch", vi.fn(answer));
  return asked;
}
