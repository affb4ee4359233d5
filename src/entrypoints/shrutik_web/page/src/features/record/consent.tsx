/** What a speaker agrees to, to be read or heard, word for word, before the first recording. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { Message } from "../../api/client.ts";
import { giveConsent } from "../../outbox/consents.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { ConsentDocument, ConsentText, firstPurposes, Purposes, type Document, type Purpose } from "./consent-text.tsx";
import type { Whose } from "./desk.tsx";
import style from "./record.module.css";

type Given = { collection: Message<"CollectionMessage">; owner: string; onAgreed: () => void };

export function Consent({ changed, whose, ...given }: Given & { changed: boolean; whose: Whose | undefined }) {
  const { t } = useWords();
  return (
    <Sheet title={t("record.consent")} lead={t("record.consent_lead")}>
      {whose?.({}, "ready")}
      {changed && <Note kind="warn" title={t("record.consent_changed")}><p>{t("record.consent_changed_help")}</p></Note>}
      <ConsentText collection={given.collection}>{(document) => <Agreement key={document.hash} {...given} document={document} />}</ConsentText>
    </Sheet>
  );
}

function Agreement({ document, ...given }: Given & { document: Document }) {
  const { t } = useWords();
  const [purposes, setPurposes] = useState(() => firstPurposes(document));
  const agree = useAgree(given, document);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    agree.mutate(purposes);
  };
  return (
    <form className={style["agreement"]} onSubmit={submit}>
      <ConsentDocument document={document} />
      <Purposes document={document} purposes={purposes} onChange={setPurposes} />
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
