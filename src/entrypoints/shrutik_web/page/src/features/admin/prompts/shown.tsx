/** A prompt as it is shown in lists: its picture or sound, its kind, how long an answer may last. */
import type { Message } from "../../../api/client.ts";
import { Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";

export function Medium({ kind, address, text }: { kind: Message<"PromptKind">; address: string | null; text: string }) {
  if (address === null) return null;
  if (kind === "picture") return <img src={address} alt={text} loading="lazy" className={style["thumb"]} />;
  // The sound is a prompt: what it says is what a speaker is to answer.
  // eslint-disable-next-line jsx-a11y/media-has-caption
  return <audio controls preload="none" src={address} aria-label={text} />;
}

export function Facts({ kind, longest, source = "" }: { kind: Message<"PromptKind">; longest: number | null; source?: string }) {
  const { t } = useWords();
  return (
    <p className={style["soft"]}>
      <Tag>{t(`admin.kind_${kind}`)}</Tag>
      {longest !== null && ` ${t("admin.up_to", { seconds: longest })}`}
      {source !== "" && ` · ${source}`}
    </p>
  );
}
