/** What is wrong with one policy, in the reader's words: beyond its range, of another kind, or at odds with another. */
import type { FieldProblem } from "../../../api/problems.ts";
import { Refusal } from "../../../parts/problem-note.tsx";
import { useWords } from "../../../words/words.ts";
import type { PolicyField } from "./schema.ts";

type Shape = { family: string; field: PolicyField; fault: FieldProblem };

export function PolicyFault({ family, field, fault }: Shape) {
  const { find, number } = useWords();
  const { least, most = field.longest } = field;
  const range = { ...(least === undefined ? {} : { least: number(least) }), ...(most === undefined ? {} : { most: number(most) }) };
  switch (fault.code) {
    case "out_of_range":
      if (field.kind === "text") return find("admin.policy_longest", range);
      return find("admin.policy_between", range) ?? find("admin.policy_from", range) ?? find("admin.policy_up_to", range);
    case "contradicts":
      return find(`admin.policy_${family}_${field.name}`) ?? find(`admin.policy_${family}`) ?? <Refusal problem={fault} />;
    default:
      return find(`admin.policy_${fault.code}`) ?? <Refusal problem={fault} />;
  }
}
