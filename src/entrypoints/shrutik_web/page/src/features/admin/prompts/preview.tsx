/** What an import would do: how many prompts are new, what is wrong by line, and the first of them. */
import type { Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Note } from "../../../parts/note.tsx";
import { Refusal } from "../../../parts/problem-note.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { lineAt } from "./lines.ts";
import { Facts, Medium } from "./shown.tsx";

type Found = Message<"PromptsPreviewMessage">;
type Fault = Found["errors"][number];
type Shape = { found: Found; file: string; language: string; onShow: (line: number) => void; onLeaveOut: (lines: number[]) => void };

export function Preview({ found, file, language, onShow, onLeaveOut }: Shape) {
  const { t } = useWords();
  return (
    <section className={style["preview"]} aria-label={t("admin.preview")}>
      {found.errors.length > 0 && <Faults faults={found.errors} file={file} onShow={onShow} onLeaveOut={onLeaveOut} />}
      {found.errors.length === 0 && <Note kind={found.added > 0 ? "good" : "info"}><p>{t("admin.preview_would", { added: found.added, passed: found.passed_over })}</p></Note>}
      {found.items.length > 0 && (
        <details open={found.errors.length === 0}>
          <summary>{t("admin.preview_first", { count: found.items.length })}</summary>
          <ol className={style["rows"]}>
            {found.items.map((one, place) => (
              <li key={place} className={style["prompt"]}>
                <Medium kind={one.kind} address={one.media_url} text={one.text} />
                <div><p lang={language} dir="auto">{one.text}</p><Facts kind={one.kind} longest={one.longest} /></div>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Faults({ faults, file, onShow, onLeaveOut }: { faults: Found["errors"]; file: string; onShow: (line: number) => void; onLeaveOut: (lines: number[]) => void }) {
  const { t, number } = useWords();
  return (
    <Note kind="error" title={t("admin.faults", { count: faults.length })} action={<Button small onClick={() => { onLeaveOut(faults.map((one) => one.line)); }}>{t("admin.leave_out", { count: faults.length })}</Button>}>
      <ol className={style["faults"]}>
        {faults.map((one) => (
          <li key={`${one.line} ${one.code}`}>
            <Button small look="quiet" onClick={() => { onShow(one.line); }}>{t("admin.line", { line: number(one.line) })}</Button>
            <span><FaultWords fault={one} /></span>
            <code dir="auto">{shortened(lineAt(file, one.line).text)}</code>
          </li>
        ))}
      </ol>
    </Note>
  );
}

/** Some faults are of a line alone; all others are refusals like those of one prompt. */
function FaultWords({ fault }: { fault: Fault }) {
  const { find } = useWords();
  return find(`admin.fault_${fault.code}`) ?? <Refusal problem={fault} />;
}

const SHOWN = 80;

function shortened(line: string): string {
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
