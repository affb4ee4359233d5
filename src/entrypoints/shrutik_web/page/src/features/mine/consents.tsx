/** What a person agreed to, by collection; each purpose can be taken back. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Empty, Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card, Row, Stack, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import type { Message } from "../../api/client.ts";
import style from "./mine.module.css";
import { useCollectionNames, useConsents } from "./questions.ts";
import { TakeBack } from "./take-back.tsx";

type Consent = Message<"ConsentMessage">;

export function Consents() {
  const { t } = useWords();
  const consents = useConsents();
  if (consents.isPending) return <Waiting />;
  if (consents.isError) return <NotLoaded asked={consents} />;
  if (consents.data.items.length === 0) return <Empty title={t("mine.consents_none")}><p>{t("mine.consents_none_help")}</p></Empty>;
  return <Stack>{consents.data.items.map((one) => <One key={one.id} consent={one} />)}</Stack>;
}

function One({ consent }: { consent: Consent }) {
  const { t, date } = useWords();
  const nameOf = useCollectionNames();
  const [asked, setAsked] = useState<Consent["purposes"][number] | null>(null);
  const given = consent.status === "given";
  return (
    <Card title={nameOf(consent.collection_id)}>
      <Row>
        <Tag kind={given ? "good" : "warn"}>{t(given ? "mine.consent_given" : "mine.consent_withdrawn")}</Tag>
        <span className={style["soft"]}>{t("mine.consent_version", { version: consent.version, when: date(consent.withdrawn_at ?? consent.given_at, { dateStyle: "medium" }) })}</span>
      </Row>
      {given && consent.purposes.map((purpose) => (
        <Row key={purpose}>
          <span>{t(`mine.purpose_${purpose}`)}</span>
          <Button small look="danger" aria-label={`${t("mine.take_back")}: ${t(`mine.purpose_${purpose}`)}`} onClick={() => { setAsked(purpose); }}>{t("mine.take_back")}</Button>
        </Row>
      ))}
      {asked !== null && (
        <TakeBack title={t(`mine.purpose_${asked}`)} taken={{ collection: consent.collection_id, purpose: asked, account: false }} onClose={() => { setAsked(null); }}>
          <p>{t(`mine.purpose_${asked}_back`)}</p>
          <Note><p>{t("mine.undo_help")}</p></Note>
        </TakeBack>
      )}
    </Card>
  );
}
