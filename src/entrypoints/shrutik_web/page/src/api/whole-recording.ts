/** A recording in one request, for servers that take no upload by parts. */
import type { Message } from "./client.ts";
import { sendForm } from "./forms.ts";

/** Sends the file; the same key makes one recording however often it is sent. Throws an `ApiProblem` or an `AbortError`. */
export async function sendWhole(audio: File, fields: Readonly<Record<string, string>>, key: string, signal: AbortSignal): Promise<Message<"RecordingReceipt">> {
  return (await sendForm("/api/v1/recordings", { audio, fields, key, signal })) as Message<"RecordingReceipt">;
}
