/** Saying what is wrong with a settled clip: a reviewer looks at it, and until then it stays out of new datasets. */
import { useMutation } from "@tanstack/react-query";
import { useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import { TextArea, TextField } from "./field.tsx";
import { fieldErrors, Form } from "./form.tsx";
import { Note } from "./note.tsx";

/** The server takes no longer one. */
const LONGEST = 1_000;
type Said = { clip: string; reason: string };

/** With `which`, it asks for the clip's id too. */
export function ReportForm({ which = false, send }: { which?: boolean; send: (said: Said) => Promise<unknown> }) {
  const { t } = useWords();
  const sent = useMutation({ mutationFn: send });
  if (sent.isSuccess) {
    const another = which && <Button small look="quiet" onClick={() => { sent.reset(); }}>{t("report.another")}</Button>;
    return <Note kind="good" title={t("report.sent")} action={another}><p>{t("report.sent_help")}</p></Note>;
  }
  const error = fieldErrors(sent.error);
  return (
    <Form submit={t("report.send")} look="plain" busy={sent.isPending} problem={sent.error} fields={["clip", "reason"]} onSubmit={(entries) => { sent.mutate(saidIn(entries)); }}>
      {which && <TextField name="clip" label={t("report.clip")} help={t("report.clip_help")} error={error("clip")} required dir="ltr" autoComplete="off" autoCapitalize="off" spellCheck={false} />}
      <TextArea name="reason" label={t("report.reason")} error={error("reason")} required dir="auto" maxLength={LONGEST} />
    </Form>
  );
}

function saidIn(entries: FormData): Said {
  const said = (name: string): string => {
    const value = entries.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return { clip: said("clip"), reason: said("reason") };
}
