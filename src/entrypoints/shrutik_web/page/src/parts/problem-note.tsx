/** A refusal of the API as a sentence in the reader's language, with what to do. */
import type { ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { Note } from "./note.tsx";

type Told = { code: string; detail: string };

/** Words for a code are under `problem.<code>`; a code that has none is told by the server's own sentence. */
export function useProblemWords(): (problem: unknown) => string {
  const { t } = useWords();
  return (problem) => {
    if (!isTold(problem)) return t("problem.unexpected");
    const key = `problem.${problem.code}`;
    const words = t(key);
    return words.includes(key) ? problem.detail : words;
  };
}

export function ProblemNote({ problem, action }: { problem: unknown; action?: ReactNode }) {
  const say = useProblemWords();
  return <Note kind="error" action={action}><p>{say(problem)}</p></Note>;
}

function isTold(value: unknown): value is Told {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}
