/** Takes that a killed page left, and those that nobody decided about: kept, continued or deleted, never lost. */
import { useState } from "react";
import { keepTake } from "../../outbox/sendable.ts";
import { deleteTake, keepInterrupted, useLeftTakes } from "../../outbox/takes.ts";
import type { Take } from "../../outbox/records.ts";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

/** `onContinue`: go on where this take broke off, in a take of its own; null while that cannot be. */
export function LeftBehind({ owner, collection, onContinue }: { owner: string; collection: string; onContinue: ((take: Take) => void) | null }) {
  const { t } = useWords();
  // What this page itself makes is younger than it.
  const [opened] = useState(() => Date.now());
  const found = useLeftTakes(owner).filter((take) => take.startedAt < opened);
  if (found.length === 0) return null;
  return (
    <Note kind="warn" title={t("record.found", { count: found.length })}>
      <p>{t("record.found_help")}</p>
      {found.map((take) => <Line key={take.id} take={take} onContinue={take.collection === collection && take.agreed === undefined ? onContinue : null} />)}
    </Note>
  );
}

function Line({ take, onContinue }: { take: Take; onContinue: ((take: Take) => void) | null }) {
  const { t } = useWords();
  const seconds = Math.round(take.frames / Math.max(1, take.facts.sampleRate));
  const keep = (): Promise<void> => (take.state === "recording" ? keepInterrupted(take.id) : keepTake(take.id));
  return (
    <div className={style["found"]}>
      {take.agreed === undefined ? <bdi lang={take.language}>{take.prompt?.text ?? take.collectionName}</bdi> : <bdi>{t("record.found_consent", { name: take.speakerName ?? "" })}</bdi>}
      <Row>
        <span className={style["soft"]}>{t("record.found_length", { seconds })}</span>
        <Button small look="main" onClick={() => void keep()}>{t("record.found_keep")}</Button>
        {onContinue !== null && <Button small onClick={() => { void keep(); onContinue(take); }}>{t("record.found_continue")}</Button>}
        <Button small look="danger" onClick={() => void deleteTake(take.id)}>{t("record.found_delete")}</Button>
      </Row>
    </div>
  );
}
