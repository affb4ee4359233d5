/** What is on this device and not yet at the server: each take and text with its state, and what can be done about it. */
import { Navigate } from "react-router";
import { useLoggedIn } from "../../api/session.ts";
import { dropConsent } from "../../outbox/consents.ts";
import { useOutbox, useProgress } from "../../outbox/outbox.ts";
import { useOwner } from "../../outbox/owner.ts";
import type { OutgoingConsent, OutgoingSkip, OutgoingText, Take } from "../../outbox/records.ts";
import { rescueAll, rescueTake, saveFile } from "../../outbox/rescue.ts";
import { retryTake } from "../../outbox/sendable.ts";
import { dropSkip } from "../../outbox/skip-sending.ts";
import { syncNow } from "../../outbox/sync.ts";
import { deleteTake } from "../../outbox/takes.ts";
import { dropText, retryText } from "../../outbox/texts.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, Note, Waiting } from "../../parts/note.tsx";
import { Refusal } from "../../parts/problem-note.tsx";
import { Row, Sheet, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Keeping } from "./keeping.tsx";
import { WithoutNetwork } from "./without-network.tsx";
import style from "./unsent.module.css";

export default function Unsent() {
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  const owner = useOwner();
  const outbox = useOutbox(owner);
  if (!loggedIn) return <Navigate to="/account/log-in?to=/unsent" replace />;
  const any = outbox.takes.length + outbox.texts.length + outbox.consents.length + outbox.skips.length > 0;
  return (
    <Sheet title={t("unsent.title")} lead={t("unsent.lead")}>
      {outbox.pause !== null && any && <Note kind="warn"><p>{t(outbox.pause === "offline" ? "unsent.offline" : "unsent.paused")}</p></Note>}
      {!outbox.known && <Waiting />}
      {outbox.known && !any && <Empty title={t("unsent.none")}><p>{t("unsent.none_help")}</p></Empty>}
      {any && owner !== null && (
        <Row>
          <Button look="main" onClick={syncNow}>{t("unsent.send_now")}</Button>
          <Button onClick={() => void rescueAll(owner).then(saveFile)}>{t("unsent.save_all")}</Button>
        </Row>
      )}
      <ul className={style["list"]}>
        {outbox.consents.map((consent) => <li key={consent.id}><ConsentLine consent={consent} /></li>)}
        {outbox.takes.map((take) => <li key={take.id}><TakeLine take={take} /></li>)}
        {outbox.texts.map((text) => <li key={text.task}><TextLine text={text} /></li>)}
        {outbox.skips.map((skip) => <li key={skip.prompt}><SkipLine skip={skip} /></li>)}
      </ul>
      <WithoutNetwork owner={owner} />
      <Keeping />
    </Sheet>
  );
}

function ConsentLine({ consent }: { consent: OutgoingConsent }) {
  const { t, date } = useWords();
  const refused = consent.state === "refused";
  return (
    <div className={style["line"]}>
      <span className={style["said"]}>{t("unsent.consent")} <bdi lang={consent.collectionLanguage}>{consent.collectionName}</bdi></span>
      <Row>
        <Tag kind={refused ? "error" : "info"}>{t(`unsent.text_${consent.state}`)}</Tag>
        <span className={style["soft"]}>{date(consent.givenAt, { dateStyle: "medium", timeStyle: "short" })}</span>
      </Row>
      {refused && consent.problem !== undefined && <p><Refusal problem={consent.problem} /></p>}
      {refused && (
        <Row>
          <ButtonLink small to={`/record/${consent.slug}`}>{t("unsent.consent_read")}</ButtonLink>
          <Button small look="danger" onClick={() => void dropConsent(consent)}>{t("unsent.delete")}</Button>
        </Row>
      )}
    </div>
  );
}

function SkipLine({ skip }: { skip: OutgoingSkip }) {
  const { t, date } = useWords();
  const refused = skip.state === "refused";
  return (
    <div className={style["line"]}>
      <span className={style["said"]}>{t("unsent.skip")} <bdi lang={skip.language}>{skip.text}</bdi></span>
      <span className={style["soft"]}>{t(`skip.${skip.reason}`)}</span>
      <Row>
        <Tag kind={refused ? "error" : "info"}>{t(`unsent.text_${skip.state}`)}</Tag>
        <span className={style["soft"]}>{date(skip.skippedAt, { dateStyle: "medium", timeStyle: "short" })}</span>
      </Row>
      {refused && <p><Refusal problem={skip.problem} /></p>}
      {refused && <Row><Button small look="danger" onClick={() => void dropSkip(skip)}>{t("unsent.delete")}</Button></Row>}
    </div>
  );
}

function TakeLine({ take }: { take: Take }) {
  const { t, date, number } = useWords();
  const progress = useProgress(take.id);
  const refused = take.state === "refused";
  return (
    <div className={style["line"]}>
      {take.agreed !== undefined && <span>{t("unsent.spoken")}</span>}
      <bdi lang={take.language} className={style["said"]}>{take.prompt?.text ?? take.collectionName}</bdi>
      {take.speakerName !== undefined && <bdi className={style["soft"]}>{t("unsent.for", { name: take.speakerName })}</bdi>}
      {take.fileName !== undefined && <bdi className={style["soft"]}>{take.fileName}</bdi>}
      <Row>
        <Tag kind={refused ? "error" : "info"}>{t(`unsent.take_${take.held === true ? "held" : take.state}`)}</Tag>
        {progress !== null && take.state === "sending" && <span>{number(progress, { style: "percent" })}</span>}
        <span className={style["soft"]}>{date(take.startedAt, { dateStyle: "medium", timeStyle: "short" })}</span>
      </Row>
      {refused && take.problem !== undefined && <p><Refusal problem={take.problem} /></p>}
      <Row>
        {refused && <Button small onClick={() => void retryTake(take.id).then(syncNow)}>{t("unsent.again")}</Button>}
        <Button small onClick={() => void rescueTake(take).then(saveFile)}>{t("unsent.save")}</Button>
        <Button small look="danger" onClick={() => void deleteTake(take.id)}>{t("unsent.delete")}</Button>
      </Row>
    </div>
  );
}

function TextLine({ text }: { text: OutgoingText }) {
  const { t, date } = useWords();
  const refused = text.state === "refused";
  return (
    <div className={style["line"]}>
      <bdi className={style["said"]}>{text.text}</bdi>
      <Row>
        <Tag kind={refused ? "error" : "info"}>{t(`unsent.text_${text.state}`)}</Tag>
        <span className={style["soft"]}>{date(text.writtenAt, { dateStyle: "medium", timeStyle: "short" })}</span>
      </Row>
      {refused && text.problem !== undefined && <p><Refusal problem={text.problem} /></p>}
      {refused && (
        <Row>
          <Button small onClick={() => void retryText(text.task).then(syncNow)}>{t("unsent.again")}</Button>
          <Button small onClick={() => void navigator.clipboard.writeText(text.text)}>{t("unsent.copy")}</Button>
          <Button small look="danger" onClick={() => void dropText(text.task)}>{t("unsent.delete")}</Button>
        </Row>
      )}
    </div>
  );
}
