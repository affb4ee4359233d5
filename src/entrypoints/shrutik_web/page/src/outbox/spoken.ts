/** A consent that was said aloud, to the server: first who says it, if the server does not know them yet, then the sound. */
import { api, got } from "../api/client.ts";
import { sendForm } from "../api/forms.ts";
import { ApiProblem } from "../api/problems.ts";
import { knownAs, nowKnownAs } from "./newcomers.ts";
import type { SpokenConsent, Take } from "./records.ts";
import { rememberAgreed } from "./speakers.ts";
import { keyOf } from "./upload.ts";

/** Throws an `ApiProblem`, of which `isForLater` says whether to try again, or an `AbortError`. */
export async function sendSpoken(take: Take, agreed: SpokenConsent, audio: File, signal: AbortSignal): Promise<void> {
  const speaker = await introduced(take, agreed);
  const { version, purposes, language, hash } = agreed;
  const fields = { version, purposes: purposes.join(","), language, hash };
  await sendForm(`/api/v1/speakers/${speaker}/consents`, { audio, fields, key: keyOf(take), signal });
  await rememberAgreed(take.owner, speaker, version);
}

/** The same person however often it is tried: the answer may be lost on its way. */
async function introduced({ speaker = "", speakerName = "", collection }: Take, { newcomer }: SpokenConsent): Promise<string> {
  const known = await knownAs(speaker);
  if (known !== null) return known;
  if (newcomer === undefined) throw new ApiProblem(404, "speaker_missing", "Nothing is known of this person.");
  const params = { header: { "Idempotency-Key": `speaker-${speaker}` } };
  const { id } = await got(api.POST("/api/v1/speakers", { params, body: { collection, name: speakerName, ...newcomer } }));
  await nowKnownAs(speaker, id);
  return id;
}
