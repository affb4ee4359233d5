/** Flags: texts that were typed too fast, or copied, with the evidence; they change nothing by themselves. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Select } from "../../../parts/field.tsx";
import { Sheet, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { usePersonName } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";

type Flag = Message<"FlagMessage">;
const KINDS = ["too_fast", "copied"] as const;
const PAGE = 20;

export function Flags() {
  const { t } = useWords();
  const nameOf = usePersonName();
  const [asked, ask] = useSearchParams();
  const kind = KINDS.find((one) => one === asked.get("kind")) ?? null;
  const person = asked.get("person");
  const pages = useInfiniteQuery({
    queryKey: ["admin", "flags", kind, person],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/admin/flags", { params: { query: { limit: PAGE, ...(kind === null ? {} : { kind }), ...(person === null ? {} : { contributor_id: person }), ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  const choose = (chosen: string): void => { ask({ ...(chosen === "" ? {} : { kind: chosen }), ...(person === null ? {} : { person }) }, { replace: true }); };
  return (
    <Sheet wide title={t("admin.way_flags")} lead={t("admin.flags_lead")}>
      <div className={style["filters"]}>
        <Select label={t("admin.kind")} value={kind ?? ""} onChange={(event) => { choose(event.target.value); }}>
          <option value="">{t("admin.all")}</option>
          {KINDS.map((one) => <option key={one} value={one}>{t(`admin.flag_${one}`)}</option>)}
        </Select>
      </div>
      {person !== null && <p>{t("admin.only_about", { name: nameOf(person) })} <Link to="/admin/flags">{t("admin.all")}</Link></p>}
      <Paged pages={pages} empty={t("admin.flags_none")} emptyHelp={t("admin.flags_none_help")} idOf={(one) => one.id}>{(one) => <OneFlag flag={one} nameOf={nameOf} />}</Paged>
    </Sheet>
  );
}

function OneFlag({ flag, nameOf }: { flag: Flag; nameOf: (id: string) => string }) {
  const { t, date } = useWords();
  return (
    <div className={style["stack"]}>
      <div className={style["line"]}>
        <Tag kind="warn">{t(`admin.flag_${flag.kind}`)}</Tag>
        <Link to={`/admin/audit?actor=${flag.contributor_id}`}>{nameOf(flag.contributor_id)}</Link>
        {flag.other_id !== null && <span>{t("admin.flag_like", { name: nameOf(flag.other_id) })}</span>}
        <span className={style["soft"]}>{date(flag.raised_at, { dateStyle: "medium", timeStyle: "short" })}</span>
      </div>
      <details>
        <summary>{t("admin.evidence", { count: flag.evidence.length })}</summary>
        <ul className={style["rows"]}>{flag.evidence.map((one) => <li key={one.transcription_id}><Evidence one={one} /></li>)}</ul>
      </details>
    </div>
  );
}

function Evidence({ one }: { one: Message<"EvidenceMessage"> }) {
  const { t, number } = useWords();
  const seconds = (value: number): string => number(value, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  return (
    <p>
      {one.took_seconds !== null && one.clip_seconds !== null && `${t("admin.took", { took: seconds(one.took_seconds), clip: seconds(one.clip_seconds) })} `}
      <span className={style["soft"]}>{t("admin.clip")} <code dir="ltr">{one.chunk_id}</code></span>
    </p>
  );
}
