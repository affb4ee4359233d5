/** All that is known of a person, as a file; and the end of the account. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, got } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/field.tsx";
import { Note } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { TakeBack } from "./take-back.tsx";

export function Everything() {
  const { t } = useWords();
  const exported = useMutation({
    mutationFn: () => got<unknown>(api.GET("/api/v1/me/export", { parseAs: "blob" })),
    onSuccess: (file) => {
      save(file as Blob);
    },
  });
  return (
    <>
      <Card title={t("mine.export")}>
        <p>{t("mine.export_lead")}</p>
        {exported.isError && <ProblemNote problem={exported.error} />}
        {exported.isSuccess && <Note kind="good"><p>{t("mine.exported")}</p></Note>}
        <Row><Button busy={exported.isPending} onClick={() => { exported.mutate(); }}>{t("mine.export_now")}</Button></Row>
      </Card>
      <End />
    </>
  );
}

function End() {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [sure, setSure] = useState(false);
  const close = (): void => {
    setAsked(false);
    setSure(false);
  };
  return (
    <Card title={t("mine.end")}>
      <p>{t("mine.end_lead")}</p>
      <Row><Button look="danger" onClick={() => { setAsked(true); }}>{t("mine.end")}</Button></Row>
      {asked && (
        <TakeBack title={t("mine.end")} taken={{ account: true }} ready={sure} onClose={close}>
          <p>{t("mine.end_help")}</p>
          <Note><p>{t("mine.undo_help")}</p></Note>
          <Checkbox label={t("mine.end_sure")} checked={sure} onChange={(event) => { setSure(event.target.checked); }} />
        </TakeBack>
      )}
    </Card>
  );
}

function save(file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.type.includes("zip") ? "shrutik.zip" : "shrutik.json";
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}
