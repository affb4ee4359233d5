/** A recording in one request, for servers that take no upload by parts: what breaks off is sent again from its start. */
import { answered } from "./asking.ts";
import type { Message } from "./client.ts";
import { problemOf } from "./problems.ts";

/** Sends the file; the same key makes one recording however often it is sent. Throws an `ApiProblem` or an `AbortError`. */
export async function sendWhole(audio: File, fields: Readonly<Record<string, string>>, key: string, signal: AbortSignal): Promise<Message<"RecordingReceipt">> {
  const body = new FormData();
  // What is checked before the audio is sent stands before it.
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("audio", audio);
  const response = await answered((headers) => fetch("/api/v1/recordings", { method: "POST", headers: { ...headers, "Idempotency-Key": key }, body, signal }));
  const told: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response, told);
  return told as Message<"RecordingReceipt">;
}
