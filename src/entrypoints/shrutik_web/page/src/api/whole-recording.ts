/** A recording in one request, for servers that take no upload by parts: what breaks off is sent again from its start. */
import type { Message } from "./client.ts";
import { problemOf, unreachable } from "./problems.ts";
import { renew, token } from "./session.ts";

/** Sends the file; the same key makes one recording however often it is sent. Throws an `ApiProblem` or an `AbortError`. */
export async function sendWhole(audio: File, fields: Readonly<Record<string, string>>, key: string, signal: AbortSignal): Promise<Message<"RecordingReceipt">> {
  let response = await posted(audio, fields, key, signal, await token());
  if (response.status === 401) response = await posted(audio, fields, key, signal, await renew());
  const told: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response, told);
  return told as Message<"RecordingReceipt">;
}

function posted(audio: File, fields: Readonly<Record<string, string>>, key: string, signal: AbortSignal, known: string | null): Promise<Response> {
  const body = new FormData();
  // What is checked before the audio is sent stands before it.
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("audio", audio);
  const headers: Record<string, string> = { "Idempotency-Key": key };
  if (known !== null) headers["Authorization"] = `Bearer ${known}`;
  return fetch("/api/v1/recordings", { method: "POST", headers, body, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw unreachable();
  });
}
