/** One recording: its way so far with reasons and advice, its sound, and how it is taken back. */
import { useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { Button } from "../../parts/button.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card, Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Clips } from "./clips.tsx";
import { Listen } from "./listen.tsx";
import style from "./mine.module.css";
import { useChunks, useCollectionNames, useRecording, type Recording } from "./questions.ts";
import { Reasons } from "./reasons.tsx";
import { TakeBack } from "./take-back.tsx";
import { Undoable } from "./undoable.tsx";
import { lengthOf, wayOf, type Step } from "./way.ts";

const SIGNS = { done: "✓", now: "…", wrong: "×", later: "" } as const;

export function OneRecording() {
  const { t, date, number } = useWords();
  const { id = "" } = useParams();
  const recording = useRecording(id);
  const nameOf = useCollectionNames();
  const back = <Link to="/mine">{t("mine.all")}</Link>;
  if (recording.isPending) return <Sheet title={t("mine.recording")}><Waiting /></Sheet>;
  if (recording.isError) return <Sheet title={t("mine.recording")}><NotLoaded asked={recording}>{back}</NotLoaded></Sheet>;
  const { data } = recording;
  const length = data.duration === null ? "" : ` · ${lengthOf(data.duration, number)}`;
  return (
    <Sheet title={nameOf(data.collection_id)} lead={`${date(data.created_at, { dateStyle: "full", timeStyle: "short" })}${length}`} actions={back}>
      <Undoable recording={data.id} />
      {data.withdrawn_at === null && <Card><Listen recording={data} /></Card>}
      <Card title={t("mine.way")}><Way recording={data} /></Card>
      {data.withdrawn_at === null && <Withdraw recording={data} />}
    </Sheet>
  );
}

function Way({ recording }: { recording: Recording }) {
  const chunks = useChunks(recording.id, recording.status === "chunked");
  const items = chunks.data?.items ?? [];
  const told: Readonly<Record<Step["name"], ReactNode>> = {
    sent: null,
    cut: <Reasons recording={recording} />,
    written: items.length > 0 && <Clips chunks={items} />,
    used: null,
  };
  return (
    <>
      <ol className={style["way"]}>
        {wayOf(recording, items).map((step) => <OneStep key={step.name} step={step} recording={recording}>{told[step.name]}</OneStep>)}
      </ol>
      {chunks.isError && <NotLoaded asked={chunks} />}
    </>
  );
}

function OneStep({ step, recording, children }: { step: Step; recording: Recording; children: ReactNode }) {
  const { t } = useWords();
  return (
    <li className={style[step.state]}>
      <span className={style["sign"]} aria-hidden="true">{SIGNS[step.state]}</span>
      <div className={style["step"]}>
        <strong>{t(`mine.step_${step.name}`)}</strong>
        <span className={style["soft"]}>{t(`mine.step_${step.name}_${step.state}`, { clips: recording.chunk_count })}</span>
        {children}
      </div>
    </li>
  );
}

function Withdraw({ recording }: { recording: Recording }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  return (
    <Card title={t("mine.withdraw")}>
      <p>{t("mine.withdraw_lead")}</p>
      <Row><Button look="danger" onClick={() => { setAsked(true); }}>{t("mine.withdraw_this")}</Button></Row>
      {asked && <TakeBack title={t("mine.withdraw_this")} taken={{ recording: recording.id, account: false }} onClose={() => { setAsked(false); }}><p>{t("mine.withdraw_help")}</p><Note><p>{t("mine.undo_help")}</p></Note></TakeBack>}
    </Card>
  );
}
