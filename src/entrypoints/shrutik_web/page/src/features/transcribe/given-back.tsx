/** Texts that the server would not have: shown as they were typed, to be copied, sent again or let go. */
import { useState } from "react";
import type { Message } from "../../api/client.ts";
import { useOutbox } from "../../outbox/outbox.ts";
import type { OutgoingText } from "../../outbox/records.ts";
import { dropText, retryText } from "../../outbox/texts.ts";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Refusal } from "../../parts/problem-note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./transcribe.module.css";

export function GivenBack({ owner, collection }: { owner: string; collection: Message<"CollectionMessage"> }) {
  const { texts } = useOutbox(owner);
  const refused = texts.filter((text) => text.state === "refused" && text.collection === collection.slug);
  return refused.map((text) => <One key={text.task} text={text} language={collection.language} />);
}

function One({ text, language }: { text: OutgoingText; language: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = (): void => { navigator.clipboard.writeText(text.text).then(() => { setCopied(true); }, () => undefined); };
  const actions = (
    <Row>
      <Button small onClick={copy}>{t(copied ? "transcribe.copied" : "transcribe.copy")}</Button>
      <Button small onClick={() => void retryText(text.task)}>{t("transcribe.send_again")}</Button>
      <Button small look="quiet" onClick={() => void dropText(text.task)}>{t("transcribe.let_go")}</Button>
    </Row>
  );
  return (
    <Note kind="warn" title={t("transcribe.given_back")} action={actions}>
      <p><Refusal problem={text.problem} /></p>
      <blockquote className={style["given"]} lang={language} dir="auto">{text.text}</blockquote>
    </Note>
  );
}
