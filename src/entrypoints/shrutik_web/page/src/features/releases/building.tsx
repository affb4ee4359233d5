/** How far a dataset is that is being built, and how long it will take. */
import type { Message } from "../../api/client.ts";
import { spanWords } from "../../parts/refusals.ts";
import { Card, Progress } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useTimeLeft } from "./time-left.ts";
import style from "./releases.module.css";

/** `at`: when it was looked at, in milliseconds. */
export function Building({ release, at }: { release: Message<"ReleaseMessage">; at: number }) {
  const { t, number } = useWords();
  const left = useTimeLeft(at, release.progress);
  const waits = release.status === "requested";
  const percent = number(release.progress, { style: "percent" });
  return (
    <Card>
      <Progress label={waits ? t("releases.waits") : t("releases.building_at", { percent })} value={release.progress} of={1} />
      {left !== null && <p role="status">{t("releases.time_left", { time: spanWords(left, number) })}</p>}
      <p className={style["soft"]}>{t("releases.new_lead")}</p>
    </Card>
  );
}
