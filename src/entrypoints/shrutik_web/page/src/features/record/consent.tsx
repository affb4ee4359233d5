/** What a speaker agrees to, to be read or heard, word for word, before the first recording. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { Message } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { consentAhead } from "../../outbox/ahead.ts";
import { giveConsent } from "../../outbox/consents.ts";
import { spokenId, useMedium } from "../../outbox/media.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import type { Whose } from "./desk.tsx";
import style from "./record.module.css";

type Collection = Message<"CollectionMessage">;
type Document = Message<"ConsentDocumentMessage">;
type Purpose = Message<"Purpose">;
const PURPOSES: readonly Purpose[] = ["record", "publish", "contact"];

type Given = { collection: Collection; owner: string; onAgreed: () => void };

export function Consent({ changed, whose, ...given }: Given & { changed: boolean; whose: Whose | undefined }) {
  const { collection } = given;
  const { t, locale } = useWords();
  const offered = collection.consent.languages;
  const [language, setLanguage] = useState(() => nearest(offered, locale, collection.language));
  const text = useQuery({
    queryKey: ["consent", collection.id, collection.consent.version, language],
    queryFn: () => consentAhead(collection.slug, language),
    staleTime: Infinity,
  });
  const languages = useLanguages();
  return (
    <Sheet title={t("record.consent")} lead={t("record.consent_lead")}>
      {whose?.({}, "ready")}
      {changed && <Note kind="warn" title={t("record.consent_changed")}><p>{t("record.consent_changed_help")}</p></Note>}
      {offered.length > 1 && (
        <Select label={t("record.consent_language")} value={language} onChange={(event) => { setLanguage(event.target.value); }}>
          {offered.map((tag) => <option key={tag} value={tag} lang={tag}>{languages(tag).endonym}</option>)}
        </Select>
      )}
      {text.isPending && <Waiting />}
      {text.isError && <NotLoaded asked={text} />}
      {text.data !== undefined && <Agreement key={text.data.hash} {...given} document={text.data} direction={languages(text.data.language).direction} />}
    </Sheet>
  );
}

function Agreement({ document, direction, ...given }: Given & { document: Document; direction: "ltr" | "rtl" }) {
  const { t } = useWords();
  const [purposes, setPurposes] = useState<readonly Purpose[]>(() => document.purposes.filter((one) => one !== "contact"));
  const agree = useAgree(given, document);
  const heard = useMedium(spokenId(document), document.audio[document.language]);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    agree.mutate(purposes);
  };
  return (
    <form className={style["agreement"]} onSubmit={submit}>
      <Card>
        {/* The text itself stands below what is heard. */}
        {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
        {heard !== null && <audio controls preload="none" src={heard} className={style["sound"]} aria-label={t("record.consent_hear")} />}
        <div className={style["document"]} lang={document.language} dir={direction}>{document.text}</div>
        <p className={style["soft"]}>{t("record.consent_facts", { licence: document.licence, version: document.version })}</p>
      </Card>
      <fieldset>
        <legend className={style["legend"]}>{t("record.consent_to")}</legend>
        {inOrder(document.purposes).map((purpose) => (
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

function useAgree({ collection, owner, onAgreed }: Given, { version, language, hash }: Document) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (purposes: readonly Purpose[]) =>
      giveConsent({
        owner, collection: collection.id, slug: collection.slug, collectionName: collection.name, collectionLanguage: collection.language,
        version, purposes: [...purposes], language, hash,
      }),
    networkMode: "always",
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["consents"] });
      onAgreed();
    },
  });
}

/** First what is done first: without being recorded nothing is published. */
function inOrder(purposes: readonly Purpose[]): Purpose[] {
  return PURPOSES.filter((one) => purposes.includes(one));
}

/** The reader's language if there is a text in it, else the collection's, else the first. */
export function nearest(offered: readonly string[], locale: string, own: string): string {
  const short = (tag: string): string => tag.split("-")[0] ?? tag;
  const found = [locale, own].map((wish) => offered.find((tag) => short(tag) === short(wish))).find((one) => one !== undefined);
  return found ?? offered[0] ?? own;
}
