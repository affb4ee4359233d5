/** Prompts from a file or from the clipboard: looked at first, with what is wrong line by line, then added. */
import { useRef, useState } from "react";
import { Button } from "../../../parts/button.tsx";
import { TextArea, TextField } from "../../../parts/field.tsx";
import { Note } from "../../../parts/note.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Card, Row } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Collection } from "../lookups.ts";
import { lineAt, without, withMedia } from "./lines.ts";
import { Media } from "./media.tsx";
import { OneQuestion } from "./one-question.tsx";
import { Preview } from "./preview.tsx";
import { useImport, usePreview, type Wish } from "./use-import.ts";

export function Import({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const [file, setFile] = useState("");
  const [source, setSource] = useState("");
  const area = useRef<HTMLDivElement>(null);
  const looked = usePreview();
  const sent = useImport(() => { setFile(""); looked.reset(); });
  const wish: Wish = { collection: collection.slug, source: source.trim(), file };
  const write = (text: string): void => {
    setFile(text);
    looked.reset();
    sent.reset();
  };
  const look = (text: string): void => { looked.mutate({ ...wish, file: text }); };
  const show = (number: number): void => {
    const { start, end } = lineAt(file, number);
    const field = area.current?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(start, end);
  };
  return (
    <Card title={t("admin.import")}>
      <FilePick onText={(text) => { write(text); look(text); }} />
      <div ref={area} className={style["file_text"]}><TextArea label={t("admin.import_text")} help={t("admin.import_help")} value={file} rows={8} lang={collection.language} dir="auto" spellCheck={false} onChange={(event) => { write(event.target.value); }} /></div>
      <TextField label={t("admin.source")} help={t("admin.source_help")} value={source} maxLength={500} onChange={(event) => { setSource(event.target.value); }} />
      {looked.isError && <ProblemNote problem={looked.error} />}
      {sent.isError && <ProblemNote problem={sent.error} />}
      {sent.isSuccess && <Note kind="good"><p>{t("admin.imported", { added: sent.data.added, passed: sent.data.passed_over })}</p></Note>}
      {looked.isSuccess && <Preview found={looked.data} file={file} language={collection.language} onShow={show} onLeaveOut={(numbers) => { const rest = without(file, numbers); write(rest); look(rest); }} />}
      <Row>
        {looked.isSuccess && looked.data.errors.length === 0 && looked.data.added > 0
          ? <Button look="main" busy={sent.isPending} onClick={() => { sent.mutate(wish); }}>{t("admin.import_add", { count: looked.data.added })}</Button>
          : <Button look="main" busy={looked.isPending} disabled={file.trim() === ""} onClick={() => { look(file); }}>{t("admin.import_look")}</Button>}
        {file !== "" && <Button look="quiet" onClick={() => { write(""); }}>{t("admin.import_clear")}</Button>}
      </Row>
      <Media onReady={(media, text) => { write(withMedia(file, media, text)); }} />
      <OneQuestion collection={collection} />
    </Card>
  );
}

function FilePick({ onText }: { onText: (text: string) => void }) {
  const { t } = useWords();
  return (
    <label className={style["file"]}>
      <span>{t("admin.import_file")}</span>
      <input type="file" accept=".txt,.jsonl,.ndjson,text/plain" onChange={(event) => { const [picked] = event.target.files ?? []; if (picked !== undefined) void picked.text().then((text) => { onText(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")); }); }} />
    </label>
  );
}
