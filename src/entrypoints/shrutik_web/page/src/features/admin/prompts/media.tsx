/** Pictures and sounds that speakers talk about: sent one after the other, then added to the file as lines. */
import { useState } from "react";
import { api, got, type Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Row } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";

type Kept = { id: string; kind: "picture" | "sound" };
type Sending = { file: File; state: "waiting" | "sent" | "refused"; kept?: Kept; problem?: unknown };

export function Media({ onReady }: { onReady: (media: readonly Kept[], text: string) => void }) {
  const { t } = useWords();
  const [files, setFiles] = useState<readonly Sending[]>([]);
  const [text, setText] = useState("");
  const kept = files.flatMap((one) => (one.kept === undefined ? [] : [one.kept]));
  const busy = files.some((one) => one.state === "waiting");
  const pick = async (picked: readonly File[]): Promise<void> => {
    const all: Sending[] = picked.map((file) => ({ file, state: "waiting" }));
    setFiles(all);
    for (const [place, { file }] of all.entries()) {
      all[place] = await sent(file);
      setFiles([...all]);
    }
  };
  return (
    <details className={style["more"]}>
      <summary>{t("admin.media")}</summary>
      <p className={style["soft"]}>{t("admin.media_help")}</p>
      <label className={style["file"]}>
        <span>{t("admin.media_pick")}</span>
        <input type="file" multiple accept="image/png,image/jpeg,image/webp,audio/*" disabled={busy} onChange={(event) => { void pick([...(event.target.files ?? [])]); }} />
      </label>
      {files.length > 0 && <ul className={style["rows"]}>{files.map((one) => <li key={one.file.name}><OneFile sending={one} /></li>)}</ul>}
      <TextField label={t("admin.media_text")} help={t("admin.media_text_help")} value={text} maxLength={2_000} dir="auto" onChange={(event) => { setText(event.target.value); }} />
      <Row><Button disabled={busy || kept.length === 0 || text.trim() === ""} onClick={() => { onReady(kept, text.trim()); setFiles([]); }}>{t("admin.media_add", { count: kept.length })}</Button></Row>
    </details>
  );
}

function OneFile({ sending }: { sending: Sending }) {
  const { t } = useWords();
  return (
    <>
      <span className={style["line"]}><span dir="auto">{sending.file.name}</span> <span className={style["soft"]}>{t(`admin.media_${sending.state}`)}</span></span>
      {sending.problem !== undefined && <ProblemNote problem={sending.problem} />}
    </>
  );
}

async function sent(file: File): Promise<Sending> {
  const form = new FormData();
  form.append("file", file);
  try {
    const kept: Message<"PromptMediumMessage"> = await got(api.POST("/api/v1/prompts/media", { body: { file: "" }, bodySerializer: () => form }));
    return { file, state: "sent", kept: { id: kept.id, kind: kept.media_type.startsWith("image/") ? "picture" : "sound" } };
  } catch (problem) {
    return { file, state: "refused", problem };
  }
}
