/** What a speaker agrees to, to be read or heard, word for word, before the first recording. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, got, type Message } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

type Collection = Message<"CollectionMessage">;
type Document = Message<"ConsentDocumentMessage">;
type Purpose = Message<"Purpose">;

export function Consent({ collection, changed, onAgreed }: { collection: Collection; changed: boolean; onAgreed: () => void }) {
  const { t, locale } = useWords();
  const offered = collection.consent.languages;
  const [language, setLanguage] = useState(() => nearest(offered, locale, collection.language));
  const text = useQuery({
    queryKey: ["consent", collection.id, collection.consent.version, language],
    queryFn: () => got(api.GET("/api/v1/collections/{collection}/consent", { params: { path: { collection: collection.slug }, query: { language } } })),
    staleTime: Infinity,
  });
  const languages = useLanguages();
  return (
    <Sheet title={t("record.consent")} lead={t("record.consent_lead")}>
      {changed && <Note kind="warn" title={t("record.consent_changed")}><p>{t("record.consent_changed_help")}</p></Note>}
      {offered.length > 1 && (
        <Select label={t("record.consent_language")} value={language} onChange={(event) => { setLanguage(event.target.value); }}>
          {offered.map((tag) => <option key={tag} value={tag} lang={tag}>{languages(tag).endonym}</option>)}
        </Select>
      )}
      {text.isPending && <Waiting />}
      {text.isError && <ProblemNote problem={text.error} action={<Button onClick={() => void text.refetch()}>{t("record.retry")}</Button>} />}
      {text.data !== undefined && <Agreement key={text.data.hash} collection={collection} document={text.data} direction={languages(text.data.language).direction} onAgreed={onAgreed} />}
    </Sheet>
  );
}

function Agreement({ collection, document, direction, onAgreed }: { collection: Collection; document: Document; direction: "ltr" | "rtl"; onAgreed: () => void }) {
  const { t } = useWords();
  const [purposes, setPurposes] = useState<readonly Purpose[]>(() => document.purposes.filter((one) => one !== "contact"));
  const agree = useAgree(collection, document, onAgreed);
  const heard = document.audio[document.language];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    agree.mutate(purposes);
  };
  return (
    <form className={style["agreement"]} onSubmit={submit}>
      <Card>
        {/* The text itself stands below what is heard. */}
        {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
        {heard !== undefined && <audio controls preload="none" src={heard} className={style["sound"]} aria-label={t("record.consent_hear")} />}
        <div className={style["document"]} lang={document.language} dir={direction}>{document.text}</div>
        <p className={style["soft"]}>{t("record.consent_facts", { licence: document.licence, version: document.version })}</p>
      </Card>
      <fieldset>
        <legend className={style["legend"]}>{t("record.consent_to")}</legend>
        {document.purposes.map((purpose) => (
          <Checkbox
            key={purpose}
            label={t(`record.purpose_${purpose}`)}
            help={t(`record.purpose_${purpose}_help`)}
            checked={purposes.includes(purpose)}
            disabled={purpose === "record"}
            onChange={(event) => { setPurposes(event.target.checked ? [...purposes, purpose] : purposes.filter((one) => one !== purpose)); }}
          />
        ))}
      </fieldset>
      {agree.isError && <ProblemNote problem={agree.error} />}
      <Row>
        <Button look="main" type="submit" busy={agree.isPending}>{t("record.agree")}</Button>
        <ButtonLink look="quiet" to="/">{t("record.not_now")}</ButtonLink>
      </Row>
      <p className={style["soft"]}>{t("record.consent_undo")}</p>
    </form>
  );
}

function useAgree(collection: Collection, document: Document, onAgreed: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (purposes: readonly Purpose[]) =>
      got(api.POST("/api/v1/consents", {
        body: { collection: collection.slug, version: document.version, purposes: [...purposes], language: document.language, hash: document.hash },
      })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["consents"] });
      onAgreed();
    },
  });
}

/** The reader's language if there is a text in it, else the collection's, else the first. */
export function nearest(offered: readonly string[], locale: string, own: string): string {
  const short = (tag: string): string => tag.split("-")[0] ?? tag;
  const found = [locale, own].map((wish) => offered.find((tag) => short(tag) === short(wish))).find((one) => one !== undefined);
  return found ?? offered[0] ?? own;
}
