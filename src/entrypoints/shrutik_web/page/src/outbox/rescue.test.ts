import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { decodeFlac } from "../testing/flac-decoder.ts";
import { database } from "./database.ts";
import { keepDraft } from "./drafts.ts";
import { rescueAll } from "./rescue.ts";
import { TakeWriter } from "./take-writer.ts";
import { handInText } from "./texts.ts";

const facts = { rung: "worklet", sampleRate: 8_000, channels: 1, microphone: "", echoCancellation: null, noiseSuppression: null, autoGainControl: null, mayHaveGaps: false, ended: null } as const;
const PYTHON = "import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2]); print(json.dumps(z.namelist()))";

beforeEach(async () => {
  const store = await database();
  await Promise.all((["takes", "blocks", "texts", "drafts", "consents"] as const).map((name) => store.clear(name)));
});

async function made(owner: string): Promise<string> {
  const samples = Float32Array.from({ length: 4_000 }, (_, at) => ((at * 37) % 100) / 32_768);
  const writer = new TakeWriter({ owner, collection: "bn-read", collectionName: "বাংলা", language: "bn", prompt: null }, facts, samples, () => undefined);
  return (await writer.end("stopped", false)).id;
}

test("all that is unsent of one person is in one ZIP that others can read, sound and words whole", async () => {
  const id = await made("mina");
  const broken = await made("mina");
  await made("rahim");
  const store = await database();
  await store.put("blocks", { take: broken, number: 0, samples: null as unknown as Float32Array });
  await handInText({ task: "t1", owner: "mina", collection: "bn-read", text: "আমি" });
  await keepDraft("mina", "t2", "আধা");
  const zip = await rescueAll("mina");
  const folder = mkdtempSync(join(tmpdir(), "rescue-"));
  try {
    writeFileSync(join(folder, "all.zip"), Buffer.from(await zip.arrayBuffer()));
    const names = JSON.parse(execFileSync("python3", ["-c", PYTHON, join(folder, "all.zip"), folder], { encoding: "utf-8" })) as string[];
    const read = (ending: string): Buffer => execFileSync("cat", [join(folder, names.find((name) => name.endsWith(ending)) ?? "none")]);
    expect(names.length).toBe(4);
    expect(decodeFlac(new Uint8Array(read(`${id.slice(0, 8)}.flac`))).frames).toBe(4_000);
    expect(JSON.parse(read(`${broken.slice(0, 8)}.json`).toString())).toMatchObject({ id: broken, unreadable: expect.any(String) as string });
    expect(JSON.parse(read("texts.json").toString())).toMatchObject({ texts: [{ task: "t1", text: "আমি" }], drafts: [{ task: "t2", text: "আধা" }], consents: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
