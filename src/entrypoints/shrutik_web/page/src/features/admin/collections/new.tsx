/** A new collection: what it is called, its language and licence, and what speakers agree to. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { api, got } from "../../../api/client.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Form, fieldErrors } from "../../../parts/form.tsx";
import { Card, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { figure, line, textsByTag } from "../entries.ts";
import { ConsentFields, consentOf } from "./consent-fields.tsx";
import { LanguageField } from "./language-field.tsx";
import { Licence } from "./licence.tsx";
import { proposedSlug } from "./slugs.ts";
import { Texts } from "./texts.tsx";

const FIELDS = ["slug", "language", "name", "licence", "goal_hours", "consent.version", "consent.text"];

export function NewCollection() {
  const { t, locale } = useWords();
  const [language, setLanguage] = useState(locale === "bn" ? "bn" : "");
  const sent = useMake(language);
  const wrong = fieldErrors(sent.error);
  const first = [...new Set([language, "en"])].filter(Boolean);
  return (
    <Sheet title={t("admin.collection_new")} lead={t("admin.collection_new_lead")} actions={<ButtonLink look="quiet" to="/admin/collections">{t("admin.collections_all")}</ButtonLink>}>
      <Form submit={t("admin.collection_make")} busy={sent.isPending} problem={sent.error} fields={FIELDS} onSubmit={sent.mutate}>
        <Card title={t("admin.what_it_is")}>
          <LanguageField label={t("admin.language")} help={t("admin.language_help")} name="language" required value={language} onChange={setLanguage} error={wrong("language")} />
          <Names language={language} wrong={wrong} />
          <Licence error={wrong("licence")} />
          <TextField label={t("admin.goal")} help={t("admin.goal_help")} name="goal_hours" type="number" inputMode="decimal" min={0.1} max={1_000_000} step="any" error={wrong("goal_hours")} />
          <Texts label={t("admin.about")} help={t("admin.about_help")} name="about" texts={{}} first={first} longest={2_000} />
        </Card>
        <Card title={t("admin.consent")}>
          <p className={style["soft"]}>{t("admin.consent_lead")}</p>
          <ConsentFields language={language} wrong={wrong} prefix="consent." />
        </Card>
      </Form>
    </Sheet>
  );
}

/** The short name follows the name until somebody gives it one of its own. */
function Names({ language, wrong }: { language: string; wrong: (field: string) => ReactNode }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  return (
    <>
      <TextField label={t("admin.name")} help={t("admin.name_help")} name="name" required maxLength={200} value={name} lang={language} dir="auto" onChange={(event) => { setName(event.target.value); }} error={wrong("name")} />
      <TextField label={t("admin.slug")} help={t("admin.slug_help")} name="slug" required maxLength={64} dir="ltr" pattern="[a-z0-9]([a-z0-9\-]{0,62}[a-z0-9])?" title={t("admin.slug_help")} autoCapitalize="none" spellCheck={false} value={own ?? proposedSlug(language, name)} onChange={(event) => { setOwn(event.target.value); }} error={wrong("slug")} />
    </>
  );
}

function useMake(language: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: FormData) => {
      const wish = {
        slug: line(entries, "slug"),
        language,
        name: line(entries, "name"),
        licence: line(entries, "licence"),
        consent: consentOf(entries, language),
        about: textsByTag(entries, "about"),
        goal_hours: figure(entries, "goal_hours"),
      };
      return got(api.POST("/api/v1/collections", { body: wish }));
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["admin", "collections"] });
      await queries.invalidateQueries({ queryKey: ["collections"] });
      await navigate(`/admin/collections/${made.slug}/prompts`);
    },
  });
}
