/** One entry of the audit, with its facts and the digest that links it to the next. */
import { Link } from "react-router";
import type { Message } from "../../../api/client.ts";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { usePersonName, useSaid } from "../lookups.ts";

export function OneEntry({ entry }: { entry: Message<"AuditMessage"> }) {
  const { t, date, number } = useWords();
  const said = useSaid();
  const nameOf = usePersonName();
  return (
    <details>
      <summary className={style["entry"]}>
        <span className={style["soft"]}>{date(entry.at, { dateStyle: "medium", timeStyle: "medium" })}</span>
        <strong>{said(`admin.action_${entry.action.replace(".", "_")}`, entry.action)}</strong>
        <span dir="auto">{entry.actor_id === null ? t("admin.operator") : nameOf(entry.actor_id)}</span>
      </summary>
      <dl className={style["facts"]}>
        <div><dt>{t("admin.audit_number")}</dt><dd>{number(entry.number)}</dd></div>
        <div><dt>{t("admin.audit_action")}</dt><dd><code dir="ltr">{entry.action}</code></dd></div>
        {entry.actor_id !== null && <div><dt>{t("admin.audit_actor")}</dt><dd><Link to={`/admin/audit?actor=${entry.actor_id}`}>{nameOf(entry.actor_id)}</Link></dd></div>}
        <div><dt>{t("admin.audit_subject")}</dt><dd><Link to={`/admin/audit?subject=${entry.subject_id}`} dir="ltr"><code>{entry.subject_id}</code></Link></dd></div>
        {entry.origin !== "" && <div><dt>{t("admin.origin")}</dt><dd dir="ltr">{entry.origin}</dd></div>}
        {Object.entries(entry.facts).map(([name, value]) => <div key={name}><dt><code dir="ltr">{name}</code></dt><dd dir="auto">{typeof value === "string" ? value : JSON.stringify(value)}</dd></div>)}
        <div><dt>{t("admin.digest")}</dt><dd><code dir="ltr">{entry.digest}</code></dd></div>
      </dl>
    </details>
  );
}
