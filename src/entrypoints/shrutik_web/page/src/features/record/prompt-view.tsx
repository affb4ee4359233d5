/** What is to be said: a text to read, a picture or a sound to tell of, or a question to answer freely. */
import type { Message } from "../../api/client.ts";
import { promptMediumId, useMedium } from "../../outbox/media.ts";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

/** A prompt as the server gives it; an older server knows texts only. */
export type Prompt = Message<"PromptMessage"> & {
  kind?: "text" | "picture" | "sound" | "question";
  media_url?: string | null;
  media_type?: string | null;
  /** Seconds after which a free answer ends. */
  longest?: number | null;
};

type Shown = { prompt: Prompt; language: string; direction: "ltr" | "rtl"; quiet: boolean };

export function PromptView({ prompt, language, direction, quiet }: Shown) {
  const { t, number } = useWords();
  const { kind } = prompt;
  const medium = useMedium(promptMediumId(prompt), prompt.media_url);
  const longest = prompt.longest ?? null;
  return (
    <section className={style["prompt"]} aria-labelledby="prompt-kind" data-kind={kind} data-long={prompt.text.length > LONG || undefined}>
      <h2 id="prompt-kind" className={style["kind"]}>{t(`record.kind_${kind}`)}</h2>
      {kind === "picture" && medium !== null && <img src={medium} alt="" className={style["picture"]} />}
      {kind === "sound" && medium !== null && !quiet && (
        // What is heard is described by the prompt's own text below it.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls src={medium} preload="auto" className={style["sound"]} aria-label={t("record.kind_sound")} />
      )}
      <p id="prompt" className={style["words"]} lang={language} dir={direction} aria-live="polite">{prompt.text}</p>
      {longest !== null && <p className={style["soft"]}>{t("record.longest", { time: number(Math.round(longest)), seconds: Math.round(longest) })}</p>}
    </section>
  );
}

/** When nothing in particular is asked for. */
export function FreeView() {
  const { t } = useWords();
  return (
    <section className={style["prompt"]} aria-labelledby="prompt-kind">
      <h2 id="prompt-kind" className={style["kind"]}>{t("record.kind_free")}</h2>
      <p id="prompt" className={style["words"]}>{t("record.free_text")}</p>
    </section>
  );
}

/** What was being said when a take broke off. */
export function BrokenView({ text, language, direction }: { text: string | null; language: string; direction: "ltr" | "rtl" }) {
  const { t } = useWords();
  return (
    <section className={style["prompt"]} aria-labelledby="prompt-kind" data-long={(text?.length ?? 0) > LONG || undefined}>
      <h2 id="prompt-kind" className={style["kind"]}>{t("record.kind_broken")}</h2>
      {text === null ? <p id="prompt" className={style["words"]}>{t("record.kind_free")}</p> : <p id="prompt" className={style["words"]} lang={language} dir={direction}>{text}</p>}
    </section>
  );
}

/** Characters from which a text is set smaller, so that it stays on a phone's screen. */
const LONG = 140;
