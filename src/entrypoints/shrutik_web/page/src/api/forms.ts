/** Files with fields in one request: what breaks off is sent again from its start. */
import { answered } from "./asking.ts";
import { problemOf } from "./problems.ts";

type Form = { audio: File; fields: Readonly<Record<string, string>>; /** The same key makes one thing however often it is sent. */ key: string; signal: AbortSignal };

/** What the server answers. Throws an `ApiProblem` or an `AbortError`. */
export async function sendForm(path: string, { audio, fields, key, signal }: Form): Promise<unknown> {
  const body = new FormData();
  // What is checked before the audio is sent stands before it.
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("audio", audio);
  const response = await answered((headers) => fetch(path, { method: "POST", headers: { ...headers, "Idempotency-Key": key }, body, signal }));
  const told: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response, told);
  return told;
}
