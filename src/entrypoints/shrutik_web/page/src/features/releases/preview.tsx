/** What a dataset would hold, had it been built now, in which splits, and what would stay and why. */
import { useMutation } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { type Share, Shares } from "../../parts/plots/shares.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import type { Wish } from "./asking.ts";
import { useSizes } from "./sizes.ts";
import style from "./releases.module.css";

export function Preview({ wish, complete }: { wish: Wish; complete: boolean }) {
  const { t } = useWords();
  const look = useMutation({ mutationFn: (body: Wish) => got(api.POST("/api/v1/releases/preview", { body })) });
  // What was told of another wish says nothing of this one.
  const current = look.variables === wish;
  return (
    <>
      <Row><Button busy={look.isPending} disabled={!complete} onClick={() => { look.mutate(wish); }}>{t("releases.preview")}</Button></Row>
      {current && look.isError && <ProblemNote problem={look.error} />}
      {current && look.data !== undefined && <Previewed preview={look.data} />}
    </>
  );
}

function Previewed({ preview }: { preview: Message<"PreviewMessage"> }) {
  const { t } = useWords();
  const { clips, spoken } = useSizes();
  const holds = [spoken(preview.seconds), clips(preview.clips), t("releases.speakers", { count: preview.speakers })].join(" · ");
  return (
    <div className={style["part"]}>
      <Note kind={preview.clips > 0 ? "good" : "warn"} title={t("releases.would_hold")}><p>{holds}</p></Note>
      <Sums title={t("releases.by_split")} shares={preview.splits.map((one) => ({ name: t(`releases.split_${one.split}`), help: spoken(one.seconds), count: one.clips, kind: "good" }))} />
      <Sums title={t("releases.left_out")} shares={preview.left_out.map((one) => ({ name: t(`releases.left_${one.reason}`), help: spoken(one.seconds), count: one.clips, kind: "warn" }))} />
    </div>
  );
}

function Sums({ title, shares }: { title: string; shares: readonly Share[] }) {
  if (shares.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <Shares title={title} shares={shares} />
    </>
  );
}
