/** A form that is sent once at a time, with what was refused said at its field or above the button. */
import type { ReactNode, SubmitEvent } from "react";
import { Button } from "./button.tsx";
import { ProblemNote, Refusal } from "./problem-note.tsx";
import { Row } from "./sheet.tsx";
import style from "./form.module.css";

type Shape = {
  /** What the button says. */
  submit: string;
  busy: boolean;
  problem: unknown;
  /** Fields of the request that this form shows: a problem of one of them is told there. */
  fields?: readonly string[];
  look?: "main" | "plain" | "danger";
  beside?: ReactNode;
  onSubmit: (entries: FormData) => void;
  children: ReactNode;
};

export function Form({ submit, busy, problem, fields = [], look = "main", beside, onSubmit, children }: Shape) {
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy) onSubmit(new FormData(event.currentTarget));
  };
  const toldAtField = namedFields(problem).some((field) => fields.includes(field));
  return (
    <form className={style["form"]} onSubmit={send}>
      {children}
      {problem !== null && !toldAtField && <ProblemNote problem={problem} />}
      <Row>
        <Button type="submit" look={look} busy={busy}>{submit}</Button>
        {beside}
      </Row>
    </form>
  );
}

/** What is wrong with a field of the request, in the reader's words. */
export function fieldErrors(problem: unknown): (field: string) => ReactNode {
  return (field) => (namedFields(problem).includes(field) ? <Refusal problem={problem} /> : undefined);
}

function namedFields(problem: unknown): string[] {
  if (typeof problem !== "object" || problem === null || !("fields" in problem) || !Array.isArray(problem.fields)) return [];
  return problem.fields.map((one: { field: string }) => one.field);
}
