/** A refusal of the API as a sentence in the reader's language, with what to do. */
import type { ReactNode } from "react";
import { useLateWords, useWords } from "../words/words.ts";
import { Note } from "./note.tsx";
import style from "./problem-note.module.css";
import { toldOf } from "./refusals.ts";

/** The sentence; what this page has no words for is told by the server, in English, after a general one. */
export function Refusal({ problem }: { problem: unknown }) {
  const words = useWords();
  const state = useLateWords("refusal");
  const { said, detail } = toldOf(problem, words);
  if (detail !== undefined && state === "coming") return null;
  return <>{said}{detail !== undefined && detail !== "" && <span className={style["detail"]} lang="en" dir="ltr">{detail}</span>}</>;
}

export function ProblemNote({ problem, action }: { problem: unknown; action?: ReactNode }) {
  return <Note kind="error" action={action}><p><Refusal problem={problem} /></p></Note>;
}
