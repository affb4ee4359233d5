/** Recordings in parts, by tus 1.0. */
import { ApiProblem } from "./problems.js";

const TUS = { "Tus-Resumable": "1.0.0" };
const TRIES = 10;
export const PART = 5 * 1024 * 1024;

/**
 * @param {import("./calling.js").Calling} calling
 * @param {Blob} audio
 * @param {Record<string, string>} metadata
 * @param {number} part
 * @returns {Promise<import("./messages.d.ts").UploadMessage>}
 */
export async function sendInParts(calling, audio, metadata, part) {
  let upload = await begin(calling, audio, metadata);
  const path = `/api/v1/uploads/${upload.id}`;
  for (let failed = 0; upload.status === "receiving"; ) {
    try {
      const headers = { ...TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": `${upload.offset}` };
      const body = audio.slice(upload.offset, upload.offset + part);
      await calling.send("PATCH", path, { headers, body, again: false });
      failed = 0;
    } catch (error) {
      failed += 1;
      const final = error instanceof ApiProblem && error.code !== "upload_offset_differs";
      if (failed >= TRIES || final) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failed, 30_000)));
    }
    upload = /** @type {any} */ (await (await calling.send("GET", path, { headers: TUS })).json());
  }
  if (upload.status === "refused") throw new ApiProblem(422, /** @type {any} */ (upload.problem ?? {}));
  return upload;
}

/**
 * @param {import("./calling.js").Calling} calling
 * @param {Blob} audio
 * @param {Record<string, string>} metadata
 * @returns {Promise<import("./messages.d.ts").UploadMessage>}
 */
async function begin(calling, audio, metadata) {
  const pairs = Object.entries(metadata).map(([name, text]) => `${name} ${inBase64(text)}`);
  const headers = {
    ...TUS,
    "Upload-Length": `${audio.size}`,
    "Upload-Metadata": pairs.join(","),
    "Idempotency-Key": crypto.randomUUID(),
  };
  const answer = await calling.send("POST", "/api/v1/uploads", { headers, again: true });
  return /** @type {any} */ (await answer.json());
}

/** @param {string} text */
function inBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
