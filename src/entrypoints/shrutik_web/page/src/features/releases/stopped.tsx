/** A dataset that gates stopped: what they found, and a reason for each, with which it is asked for again. */
import { useState } from "react";
import type { Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { Note } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useAsk, wishOf } from "./asking.ts";
import { type Finding, findingsOf, type Subject } from "./findings.ts";
import style from "./releases.module.css";

/** Characters of a finding's name and of its reason, together. */
const LONGEST_REASON = 1_000;

export function Stopped({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const findings = findingsOf(release.error);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const first = reasons[findings[0]?.key ?? ""]?.trim() ?? "";
  const ask = useAsk();
  const accepted = { ...release.selection.accepted, ...reasons };
  return (
    <>
      <Note kind="error" title={t("releases.stopped")}><p>{t("releases.stopped_help")}</p></Note>
      <Card title={t("releases.found")}>
        <form className={style["form"]} onSubmit={(event) => { event.preventDefault(); ask.mutate({ ...wishOf(release), accepted }); }}>
          {findings.map((one) => <Found key={one.key} finding={one} reason={reasons[one.key] ?? ""} onReason={(reason) => { setReasons({ ...reasons, [one.key]: reason }); }} />)}
          {findings.length === 0 && <p lang="en" dir="ltr">{release.error}</p>}
          {ask.isError && <ProblemNote problem={ask.error} />}
          <Row>
            <Button type="submit" look="main" busy={ask.isPending} disabled={findings.length === 0 || findings.some((one) => !reasons[one.key]?.trim())}>{t("releases.ask_accepting")}</Button>
            {findings.length > 1 && <Button disabled={first === ""} onClick={() => { setReasons(Object.fromEntries(findings.map(({ key }) => [key, reasons[key]?.trim() ? reasons[key] : first]))); }}>{t("releases.same_reason")}</Button>}
          </Row>
        </form>
      </Card>
    </>
  );
}

function Found({ finding, reason, onReason }: { finding: Finding; reason: string; onReason: (reason: string) => void }) {
  const { t } = useWords();
  const said = useSaid();
  return (
    <TextArea
      label={said(finding)} help={finding.code === "other" ? <span lang="en" dir="ltr">{finding.sentence}</span> : t(`releases.gate_${finding.code}_help`)} value={reason} required
      maxLength={LONGEST_REASON - finding.key.length} placeholder={t("releases.reason")} onChange={(event) => { onReason(event.currentTarget.value); }}
    />
  );
}

function useSaid(): (finding: Finding) => string {
  const { t, number } = useWords();
  const subject = (of: Subject): string => {
    if (of.of === "all") return t("releases.subject_all");
    if (of.of === "split") return t(`releases.split_${of.value}`);
    return t("releases.subject_trait", { trait: t(`releases.trait_${of.trait}`), value: of.value });
  };
  return (finding) => {
    switch (finding.code) {
      // Figures that are the same when rounded say less than the share alone.
      case "fell": return t(finding.before === finding.after ? "releases.gate_fell_by" : "releases.gate_fell", {
        subject: subject(finding.subject), unit: t(`releases.unit_${finding.unit}`), before: number(finding.before), after: number(finding.after),
        share: number(finding.fall, { style: "percent", maximumFractionDigits: 1 }),
      });
      case "same_sound": return t("releases.gate_same_sound", { count: finding.count, sounds: number(finding.sounds) });
      case "undecodable": case "speaker_in_two_splits": return t(`releases.gate_${finding.code}`, { count: finding.count });
      default: return t("releases.gate_other");
    }
  };
}
