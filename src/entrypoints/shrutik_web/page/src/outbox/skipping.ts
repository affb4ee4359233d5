/** Skip a prompt: it is on the disk before the next one is shown, and goes out when there is a network. */
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import type { OutgoingSkip } from "./records.ts";
import { inAnyCase } from "./reserve.ts";
import { listSkips } from "./skips.ts";

/** Skips that were sent are remembered so long: by then no prompt that was fetched before is left on the device. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** Skip a prompt; skipped once more, the last reason counts. */
export async function skipPrompt(given: Omit<OutgoingSkip, "skippedAt" | "state" | "problem">): Promise<void> {
  const store = await database();
  const now = Date.now();
  await inAnyCase(() => store.put("skips", { ...given, skippedAt: now, state: "waiting" }));
  const old = (await listSkips(given.owner)).filter((skip) => skip.state === "sent" && skip.skippedAt < now - REMEMBERED_MS);
  await Promise.all(old.map((skip) => store.delete("skips", [skip.owner, skip.voice, skip.prompt])));
  announce();
}
