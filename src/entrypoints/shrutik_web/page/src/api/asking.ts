/** Requests with the caller's token: sent once more with a fresh one if the first had run out. */
import { reached } from "./problems.ts";
import { renew, token } from "./session.ts";

/** The answer to what `send` sends with these headers. Throws an `ApiProblem` if there is none, or an `AbortError`. */
export async function answered(send: (headers: Readonly<Record<string, string>>) => Promise<Response>): Promise<Response> {
  const known = await token();
  const response = await reached(send(bearer(known)));
  if (response.status !== 401 || known === null) return response;
  const fresh = await renew();
  return fresh === null ? response : reached(send(bearer(fresh)));
}

function bearer(token: string | null): Record<string, string> {
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}
