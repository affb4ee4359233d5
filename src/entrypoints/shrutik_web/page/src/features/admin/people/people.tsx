/** Accounts: found by role, state and name, each with what an admin may change of it. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, got, type Message } from "../../../api/client.ts";
import { Select, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { changed } from "./filters.ts";
import { OnePerson } from "./person.tsx";
import { ROLES } from "./roles.ts";

const MOST = 100;
/** Milliseconds without a key after which a name counts as typed. */
const PAUSE_MS = 250;
/** Characters, as the API takes them. */
const LONGEST_SOUGHT = 254;
const STATES = ["active", "disabled", "erased"] as const;
type Filter = { role?: Message<"Role">; status?: Message<"ContributorStatus"> };

export function People() {
  const { t } = useWords();
  const [filter, setFilter] = useState<Filter>({});
  const [wanted, setWanted] = useState("");
  const pages = usePeople(filter, wanted);
  return (
    <Sheet wide title={t("admin.way_people")} lead={t("admin.people_lead")}>
      <div className={style["filters"]}>
        <TextField label={t("admin.find_person")} type="search" maxLength={LONGEST_SOUGHT} value={wanted} onChange={(event) => { setWanted(event.target.value); }} />
        <Select label={t("admin.role")} value={filter.role ?? ""} onChange={(event) => { setFilter(changed(filter, "role", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {ROLES.map((one) => <option key={one} value={one}>{t(`admin.role_${one}`)}</option>)}
        </Select>
        <Select label={t("admin.state")} value={filter.status ?? ""} onChange={(event) => { setFilter(changed(filter, "status", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {STATES.map((one) => <option key={one} value={one}>{t(`admin.account_${one}`)}</option>)}
        </Select>
      </div>
      <Paged pages={pages} empty={t("admin.people_none")} idOf={(one) => one.id}>
        {(one) => <OnePerson account={one} />}
      </Paged>
    </Sheet>
  );
}

/** Who is sought is asked for when the typing pauses; until the answer is there those from before stay. */
function usePeople(filter: Filter, typed: string) {
  const q = useSettled(typed.trim());
  return useInfiniteQuery({
    queryKey: ["admin", "people", filter, q],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/admin/users", { params: { query: { limit: MOST, ...filter, ...(q === "" ? {} : { q }), ...from(pageParam) } } })),
    placeholderData: keepPreviousData,
    ...BY_PAGE,
  });
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(text); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [text]);
  return settled;
}
