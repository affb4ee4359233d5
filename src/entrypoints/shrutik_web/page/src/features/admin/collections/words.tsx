/** What a collection says of itself, how its clips are transcribed, and its goal. */
import { TextField } from "../../../parts/field.tsx";
import { Form, fieldErrors } from "../../../parts/form.tsx";
import { Note } from "../../../parts/note.tsx";
import { Card } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import { figure, textsByTag } from "../entries.ts";
import type { Collection } from "../lookups.ts";
import { useChangeOf } from "./change.ts";
import { Texts } from "./texts.tsx";

export function CollectionTexts({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const sent = useChangeOf(collection);
  const wrong = fieldErrors(sent.error);
  const first = [...new Set([collection.language, "en"])];
  const save = (entries: FormData): void => {
    sent.mutate({ about: textsByTag(entries, "about"), guidelines: textsByTag(entries, "guidelines"), goal_hours: figure(entries, "goal_hours") });
  };
  return (
    <Card title={t("admin.tab_about")}>
      <Form submit={t("admin.save")} busy={sent.isPending} problem={sent.error} fields={["goal_hours"]} onSubmit={save}>
        <TextField label={t("admin.goal")} help={t("admin.goal_help")} name="goal_hours" type="number" inputMode="decimal" min={0.1} max={1_000_000} step="any" defaultValue={collection.goal_hours ?? ""} error={wrong("goal_hours")} />
        <Texts label={t("admin.about")} help={t("admin.about_help")} name="about" texts={collection.about} first={first} longest={2_000} />
        <Texts label={t("admin.guidelines")} help={t("admin.guidelines_help")} name="guidelines" texts={collection.guidelines} first={first} longest={10_000} rows={6} />
        {sent.isSuccess && <Note kind="good"><p>{t("admin.saved")}</p></Note>}
      </Form>
    </Card>
  );
}
