/** One prompt by hand: a text to be read, or a question that is answered freely. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, got } from "../../../api/client.ts";
import { Select, TextArea, TextField } from "../../../parts/field.tsx";
import { Form, fieldErrors } from "../../../parts/form.tsx";
import { Note } from "../../../parts/note.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { figure, line } from "../entries.ts";
import type { Collection } from "../lookups.ts";

const LONGEST_ANSWER = 3_600;

export function OneQuestion({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const [kind, setKind] = useState<"question" | "text">("question");
  const sent = useAdd(collection, kind);
  const wrong = fieldErrors(sent.error);
  return (
    <details className={style["more"]}>
      <summary>{t("admin.one_by_hand")}</summary>
      <Form submit={t("admin.add")} look="plain" busy={sent.isPending} problem={sent.error} fields={["items.0.text", "items.0.longest"]} onSubmit={sent.mutate}>
        <Select label={t("admin.kind")} value={kind} onChange={(event) => { setKind(event.target.value === "text" ? "text" : "question"); }}>
          <option value="question">{t("admin.kind_question")}</option>
          <option value="text">{t("admin.kind_text")}</option>
        </Select>
        <TextArea key={sent.submittedAt} label={t(`admin.its_${kind}`)} name="text" required maxLength={2_000} rows={2} lang={collection.language} dir="auto" error={wrong("items.0.text")} />
        {kind === "question" && <TextField label={t("admin.longest")} help={t("admin.longest_help")} name="longest" type="number" inputMode="numeric" min={1} max={LONGEST_ANSWER} step={1} error={wrong("items.0.longest")} />}
        {sent.isSuccess && <Note kind="good"><p>{t("admin.imported", { added: sent.data.added, passed: sent.data.passed_over })}</p></Note>}
      </Form>
    </details>
  );
}

function useAdd(collection: Collection, kind: "question" | "text") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: FormData) => {
      const item = { text: line(entries, "text"), kind, longest: figure(entries, "longest"), media_id: null };
      return got(api.POST("/api/v1/prompts", { body: { collection: collection.slug, items: [item], source: "" } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["admin", "prompts", collection.slug] }),
  });
}
