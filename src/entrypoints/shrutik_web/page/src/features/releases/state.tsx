/** Where a dataset is in its life, as a word. */
import type { Message } from "../../api/client.ts";
import { Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

const KINDS = { requested: "info", building: "info", ready: "good", failed: "error", superseded: "warn" } as const;

export function ReleaseState({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  return <Tag kind={KINDS[release.status]}>{t(`releases.status_${release.status}`)}</Tag>;
}
