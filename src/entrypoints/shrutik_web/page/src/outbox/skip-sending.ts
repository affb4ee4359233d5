/** Tells the server which prompts were skipped here, and lets go what it would not have. */
import { api, got } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { knownAs } from "./newcomers.ts";
import type { OutgoingSkip } from "./records.ts";
import { inAnyCase } from "./reserve.ts";
import { isForLater } from "./texts.ts";

/**
 * Send a skip that waits. It ends as sent or refused.
 *
 * Throws an `ApiProblem` if the same may succeed later; the skip then waits on.
 */
export async function sendSkip(skip: OutgoingSkip): Promise<void> {
  const { prompt, reason } = skip;
  const voice = await knownAs(skip.voice);
  // It waits for the consent of its speaker, which goes first.
  if (voice === null) return;
  try {
    await got(api.POST("/api/v1/prompts/{prompt_id}/skip", { params: { path: { prompt_id: prompt } }, body: { reason, speaker: voice === "" ? null : voice } }));
    await settle({ ...skip, state: "sent" });
  } catch (error) {
    if (!(error instanceof ApiProblem) || isForLater(error)) throw error;
    await settle({ ...skip, state: "refused", problem: error.kept });
  }
}

/** Forget one that was refused: the person has read why. */
export async function dropSkip({ owner, voice, prompt }: OutgoingSkip): Promise<void> {
  const store = await database();
  await store.delete("skips", [owner, voice, prompt]);
  announce();
}

/** Unless it was skipped once more meanwhile, for another reason. */
async function settle(skip: OutgoingSkip): Promise<void> {
  const store = await database();
  await inAnyCase(async () => {
    const kept = store.transaction("skips", "readwrite");
    const known = await kept.store.get([skip.owner, skip.voice, skip.prompt]);
    if (known?.skippedAt === skip.skippedAt) await kept.store.put(skip);
    await kept.done;
  });
  announce();
}
