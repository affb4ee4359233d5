/** What the server says of an upload, and files behind signed addresses. */
import { answered } from "./asking.ts";
import { problemOf, reached } from "./problems.ts";

export const UPLOADS = "/api/v1/uploads";

export type UploadState = {
  id: string;
  bytes: number;
  offset: number;
  status: "receiving" | "complete" | "refused";
  recording_id: string | null;
  sha256: string | null;
  problem: { code: string; detail: string } | null;
};

/** The upload at this address. Throws an `ApiProblem`: 404 if it is over, or another person's. */
export async function uploadState(address: string): Promise<UploadState> {
  const response = await asked(address, "GET");
  return (await response.json()) as UploadState;
}

/** Have the server forget an unfinished upload. */
export async function endUpload(address: string): Promise<void> {
  await asked(address, "DELETE", { "Tus-Resumable": "1.0.0" });
}

/** The bytes at an address of the API, signed or not. */
export async function bytesAt(address: string): Promise<Blob> {
  const response = await asked(address, "GET");
  return response.blob();
}

/** The bytes at an address of the API as they come, for what is too large to be held. */
export async function streamAt(address: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await asked(address, "GET");
  return response.body ?? new Blob().stream();
}

async function asked(address: string, method: string, more: Record<string, string> = {}): Promise<Response> {
  const url = new URL(address, globalThis.location.origin);
  // The token is for our own server, whatever an address says.
  const ours = url.origin === globalThis.location.origin;
  const send = (headers: Readonly<Record<string, string>>): Promise<Response> => fetch(url, { method, headers: { ...more, ...headers } });
  const response = await (ours ? answered(send) : reached(send({})));
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return response;
}
