/** The one client of the API, typed by its own document; what is not a success is thrown as an `ApiProblem`. */
import createClient from "openapi-fetch";
import { answered } from "./asking.ts";
import { problemOf, reached } from "./problems.ts";
import type { components, paths } from "./schema.d.ts";

/** A message of the API by its name. */
export type Message<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** A request that is not answered for so long will not be. */
const ANSWERED_WITHIN_MS = 120_000;

/** A log-in is asked for without a token; all else may be sent twice, and so from a copy. */
function send(request: Request): Promise<Response> {
  if (request.url.includes("/api/v1/auth/")) return reached(fetch(request));
  return answered((headers) => {
    const copy = request.clone();
    for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
    return fetch(copy, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(ANSWERED_WITHIN_MS)]) });
  });
}

export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: send });

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of a success. Throws an `ApiProblem` otherwise: `await got(api.GET("/api/v1/me"))`. */
export async function got<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(response, error);
  return data as Data;
}
