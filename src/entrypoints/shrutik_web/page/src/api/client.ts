/** The one client of the API, typed by its own document; what is not a success is thrown as an `ApiProblem`. */
import createClient, { type Middleware } from "openapi-fetch";
import { problemOf, unreachable } from "./problems.ts";
import type { components, paths } from "./schema.d.ts";
import { renew, token } from "./session.ts";

/** A message of the API by its name. */
export type Message<Name extends keyof components["schemas"]> = components["schemas"][Name];

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request).catch(() => {
    throw unreachable();
  });
  if (response.status !== 401 || !request.headers.has("Authorization")) return response;
  const fresh = await renew();
  if (fresh === null) return response;
  again.headers.set("Authorization", `Bearer ${fresh}`);
  return fetch(again).catch(() => {
    throw unreachable();
  });
}

const identified: Middleware = {
  async onRequest({ request }) {
    const known = request.url.includes("/api/v1/auth/") ? null : await token();
    if (known !== null) request.headers.set("Authorization", `Bearer ${known}`);
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: globalThis.location.origin, fetch: send });
api.use(identified);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of a success. Throws an `ApiProblem` otherwise: `await got(api.GET("/api/v1/me"))`. */
export async function got<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(response, error);
  return data as Data;
}
