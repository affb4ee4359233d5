/** Consent documents: the one in force with its texts and sounds, earlier ones, and a new version. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, got } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Checkbox } from "../../../parts/field.tsx";
import { Form, fieldErrors } from "../../../parts/form.tsx";
import { Note, Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Collection } from "../lookups.ts";
import { ConsentFields, consentOf } from "./consent-fields.tsx";
import { InLanguage } from "./consent-language.tsx";
import { Versions } from "./consent-versions.tsx";

export function Consent({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const { consent } = collection;
  return (
    <>
      <Card title={t("admin.consent_now")}>
        <p><Tag kind="good">{t("admin.version", { version: consent.version })}</Tag> {t("admin.consent_asks", { purposes: consent.purposes.map((one) => t(`admin.purpose_${one}`)).join(" · ") })}</p>
        <ul className={style["rows"]}>{consent.languages.map((tag) => <li key={`${consent.version} ${tag}`}><InLanguage collection={collection} tag={tag} /></li>)}</ul>
      </Card>
      <NewVersion key={consent.version} collection={collection} />
      <Versions collection={collection} />
    </>
  );
}

function NewVersion({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t("admin.consent_new")}>
      <p>{t("admin.consent_new_lead")}</p>
      {open ? <VersionForm collection={collection} /> : <div><Button onClick={() => { setOpen(true); }}>{t("admin.consent_write")}</Button></div>}
    </Card>
  );
}

function VersionForm({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const { slug, language, consent } = collection;
  const texts = useTexts(collection);
  const sent = useNewVersion(collection);
  const wrong = fieldErrors(sent.error);
  if (texts.isPending) return <Waiting />;
  if (texts.isError) return <NotLoaded asked={texts} />;
  return (
    <Form key={slug} submit={t("admin.consent_publish")} busy={sent.isPending} problem={sent.error} fields={["version", "text"]} onSubmit={sent.mutate}>
      <ConsentFields language={language} wrong={wrong} prefix="" texts={texts.data} purposes={consent.purposes} />
      <Checkbox label={t("admin.consent_replaces")} help={t("admin.consent_replaces_help")} name="replaces" />
      <Note kind="warn"><p>{t("admin.consent_asks_again")}</p></Note>
    </Form>
  );
}

/** The texts in force, from which a new version is written. */
function useTexts({ slug, consent }: Collection) {
  return useQuery({
    queryKey: ["admin", "consent-texts", slug, consent.version],
    queryFn: async () => {
      const asked = consent.languages.map((language) => got(api.GET("/api/v1/collections/{collection}/consent", { params: { path: { collection: slug }, query: { language } } })));
      return Object.fromEntries((await Promise.all(asked)).map((one) => [one.language, one.text]));
    },
  });
}

function useNewVersion({ slug, language }: Collection) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: FormData) => got(api.POST("/api/v1/collections/{collection}/consent", { params: { path: { collection: slug } }, body: consentOf(entries, language) })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["admin", "collection", slug] });
      await queries.invalidateQueries({ queryKey: ["admin", "consent-versions"] });
    },
  });
}
