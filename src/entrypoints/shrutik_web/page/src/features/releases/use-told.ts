/** What a dataset holds, read in the browser: from its manifest while that is small enough, else from its datasheet. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Message } from "../../api/client.ts";
import { streamAt } from "../../api/uploads.ts";
import { countLine, type Counts, noCounts } from "./counts.ts";
import { tablesOf, type Tables } from "./datasheet.ts";
import { linesOf, manifestLines } from "./lines.ts";

type Release = Message<"ReleaseMessage">;
/** A larger manifest is not fetched only to be counted: about 40,000 clips. */
const LARGEST_COUNTED_BYTES = 32_000_000;
export type Told = { counts: Counts } | { tables: Tables };

export function useTold(release: Release): UseQueryResult<Told> {
  // What is in a release never changes; what changes is the address, which is signed anew each time.
  return useQuery({ queryKey: ["release", release.id, "told", release.digest], queryFn: () => read(release), staleTime: Infinity });
}

/** The manifest, if it is small enough to be fetched for a plot or a comparison. */
export function smallManifest(release: Release): string | null {
  const file = release.files.find((one) => one.name === "manifest.jsonl");
  return file !== undefined && file.bytes <= LARGEST_COUNTED_BYTES ? file.url : null;
}

async function read(release: Release): Promise<Told> {
  const manifest = smallManifest(release);
  const sheet = release.files.find((one) => one.name === "datasheet.md");
  if (manifest === null) return { tables: sheet === undefined ? new Map() : await tablesOf(linesOf(await streamAt(sheet.url))) };
  const counts = noCounts();
  for await (const line of manifestLines(await streamAt(manifest))) countLine(counts, line);
  return { counts };
}
