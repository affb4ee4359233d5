/** How this collection wants to be written, beside the clip; folded on a phone. */
import type { Message } from "../../api/client.ts";
import { useWords } from "../../words/words.ts";
import style from "./transcribe.module.css";

export function Guidelines({ collection }: { collection: Message<"CollectionMessage"> }) {
  const { t, locale } = useWords();
  const told = collection.guidelines;
  const language = [locale, collection.language, ...Object.keys(told)].find((one) => told[one] !== undefined && told[one] !== "");
  return (
    <details className={style["guidelines"]} open={globalThis.matchMedia("(min-width: 60rem)").matches}>
      <summary>{t("transcribe.guidelines")}</summary>
      {language !== undefined && <div lang={language} dir="auto" className={style["told"]}>{told[language]}</div>}
      {language === undefined && <ul>{["hear", "words", "numbers", "tags", "doubt"].map((rule) => <li key={rule}>{t(`transcribe.rule_${rule}`)}</li>)}</ul>}
    </details>
  );
}
