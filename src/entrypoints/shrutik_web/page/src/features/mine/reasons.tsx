/** Why a recording was refused or what could be better, with advice for the next one. */
import { useWords } from "../../words/words.ts";
import type { Recording } from "./questions.ts";

export function Reasons({ recording }: { recording: Recording }) {
  const { t } = useWords();
  if (recording.reasons.length === 0) return null;
  const say = (code: string, detail: string): string => {
    const key = `mine.reason_${code}`;
    const words = t(key);
    return words.includes(key) ? detail : words;
  };
  return <ul>{recording.reasons.map(({ code, detail }) => <li key={code}>{say(code, detail)}</li>)}</ul>;
}
