/** What was taken back and can still be undone, with the datasets that held it. */
import { Link } from "react-router";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Stack } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useCollectionNames, useUndo, useWithdrawals, type Withdrawal } from "./questions.ts";

export function Undoable({ recording }: { recording?: string }) {
  const withdrawals = useWithdrawals();
  const open = withdrawals.data?.items.filter((one) => one.status === "requested" && (recording === undefined || one.recording_id === recording || one.kind !== "recording")) ?? [];
  if (open.length === 0) return null;
  return <Stack>{open.map((one) => <Open key={one.id} withdrawal={one} />)}</Stack>;
}

function Open({ withdrawal }: { withdrawal: Withdrawal }) {
  const { t, date } = useWords();
  const undo = useUndo();
  const nameOf = useCollectionNames();
  const until = date(withdrawal.undo_until, { dateStyle: "medium", timeStyle: "short" });
  const purpose = withdrawal.purpose === null ? "" : t(`mine.purpose_${withdrawal.purpose}`);
  return (
    <Note kind="warn" title={t(`mine.taken_${withdrawal.kind}`, { collection: nameOf(withdrawal.collection_id), purpose })} action={<Button small busy={undo.isPending} onClick={() => { undo.mutate(withdrawal.id); }}>{t("mine.undo")}</Button>}>
      <p>{t("mine.undo_until", { until })}</p>
      {withdrawal.recording_id !== null && <Link to={`/mine/recordings/${withdrawal.recording_id}`}>{t("mine.recording")}</Link>}
      {withdrawal.releases.length > 0 && <p>{t("mine.concerns", { names: withdrawal.releases.map((one) => `${one.name} ${one.version}`).join(", ") })}</p>}
      {undo.isError && <ProblemNote problem={undo.error} />}
    </Note>
  );
}
