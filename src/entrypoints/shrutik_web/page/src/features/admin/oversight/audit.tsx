/** The audit: what was done, by whom, to what, newest first, and searched. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, got } from "../../../api/client.ts";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { Select, TextField } from "../../../parts/field.tsx";
import { Row, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { nameOf, useAccounts } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { ACTIONS } from "./actions.ts";
import { OneEntry } from "./entry.tsx";

const PAGE = 50;
const NAMES = ["actor", "subject", "action", "before"] as const;
type Search = Partial<Record<(typeof NAMES)[number], string>>;

export function Audit() {
  const { t } = useWords();
  const [asked] = useSearchParams();
  const search: Search = Object.fromEntries(NAMES.flatMap((name) => { const value = asked.get(name); return value === null || value === "" ? [] : [[name, value]]; }));
  const pages = useInfiniteQuery({
    queryKey: ["admin", "audit", search],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/admin/audit", { params: { query: { limit: PAGE, ...search, ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  return (
    <Sheet wide title={t("admin.way_audit")} lead={t("admin.audit_lead")}>
      <SearchForm key={asked.toString()} search={search} />
      <Paged pages={pages} empty={t("admin.audit_none")} idOf={(one) => one.id}>{(one) => <OneEntry entry={one} />}</Paged>
    </Sheet>
  );
}

function SearchForm({ search }: { search: Search }) {
  const { t } = useWords();
  const [, ask] = useSearchParams();
  const people = useAccounts();
  const known = people.data?.some((one) => one.id === search.actor) ?? false;
  const send = (entries: FormData): void => {
    ask(Object.fromEntries([...entries].flatMap(([name, value]) => (typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : []))));
  };
  return (
    <search>
      <form className={style["search"]} onSubmit={(event) => { event.preventDefault(); send(new FormData(event.currentTarget)); }}>
        <div className={style["filters"]}>
          <Select key={String(people.isSuccess)} label={t("admin.audit_actor")} name="actor" defaultValue={search.actor ?? ""}>
            <option value="">{t("admin.anybody")}</option>
            {search.actor !== undefined && !known && <option value={search.actor}>{search.actor}</option>}
            {people.data?.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}
          </Select>
          <Select label={t("admin.audit_action")} name="action" defaultValue={search.action ?? ""}>
            <option value="">{t("admin.anything")}</option>
            {ACTIONS.map((one) => <option key={one} value={one}>{t(`admin.action_${one.replace(".", "_")}`)}</option>)}
          </Select>
          <TextField label={t("admin.audit_subject")} help={t("admin.audit_subject_help")} name="subject" dir="ltr" pattern="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" title={t("admin.audit_subject_help")} defaultValue={search.subject ?? ""} autoCapitalize="none" spellCheck={false} />
          <TextField label={t("admin.audit_before")} name="before" type="date" defaultValue={search.before ?? ""} />
        </div>
        <Row>
          <Button type="submit" look="main">{t("admin.search")}</Button>
          {Object.keys(search).length > 0 && <ButtonLink look="quiet" to="/admin/audit">{t("admin.search_all")}</ButtonLink>}
        </Row>
      </form>
    </search>
  );
}
