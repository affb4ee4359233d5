/** What is unsent, out of this device as files: the last way when no network comes. */
import { database } from "./database.ts";
import { listConsents } from "./consents.ts";
import type { OutgoingText, Take } from "./records.ts";
import { listSkips } from "./skips.ts";
import { takeAudio } from "./takes.ts";
import { listTexts } from "./texts.ts";
import { zipOf, type ZipEntry } from "./zip.ts";

/** The file of one take, under a name that tells when it was made. */
export async function rescueTake(take: Take): Promise<File> {
  const audio = await takeAudio(take.id);
  return new File([audio], nameOf(take, audio), { type: audio.type });
}

/** All that is unsent of one person in one file: the audio of each take beside what is known of it, and the texts. */
export async function rescueAll(owner: string): Promise<File> {
  const store = await database();
  const takes = (await store.getAll("takes")).filter((take) => take.owner === owner && take.state !== "sent");
  const texts = (await listTexts(owner)).filter((text) => text.state !== "sent");
  const drafts = (await store.getAll("drafts")).filter((draft) => draft.owner === owner);
  const entries: ZipEntry[] = [];
  for (const take of takes) entries.push(...(await entriesOf(take)));
  entries.push({ name: "texts.json", content: asJson({ texts: texts.map(plainText), drafts, consents: await listConsents(owner), skips: (await listSkips(owner)).filter((skip) => skip.state !== "sent") }) });
  return new File([await zipOf(entries, new Date())], `shrutik-unsent-${stamp(Date.now())}.zip`, { type: "application/zip" });
}

/** Have the browser save a file as a download. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // Some browsers read it only after the click was handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

/** A take that cannot be read any more must not keep the others here. */
async function entriesOf(take: Take): Promise<ZipEntry[]> {
  const known = { ...take, file: undefined };
  try {
    const audio = await takeAudio(take.id);
    const name = nameOf(take, audio);
    return [{ name, content: audio }, { name: `${name}.json`, content: asJson(known) }];
  } catch (error) {
    return [{ name: `${stamp(take.startedAt)}-${take.id.slice(0, 8)}.json`, content: asJson({ ...known, unreadable: String(error) }) }];
  }
}

function plainText({ task, collection, text, writtenAt }: OutgoingText): Pick<OutgoingText, "task" | "collection" | "text" | "writtenAt"> {
  return { task, collection, text, writtenAt };
}

function nameOf(take: Take, audio: File): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(audio.name)?.[0] ?? (audio.type === "audio/flac" ? ".flac" : ".wav");
  return `${stamp(take.startedAt)}-${take.id.slice(0, 8)}${ending}`;
}

/** Such as 2031-04-05T06-07-08; no colons, for file systems that take none. */
function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(":", "-");
}

function asJson(value: unknown): Blob {
  return new Blob([JSON.stringify(value, null, 2)], { type: "application/json" });
}
