/** Accounts: found by role, state and name, each with what an admin may change of it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, got, type Message } from "../../../api/client.ts";
import { Select, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Account } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { OnePerson } from "./person.tsx";
import { ROLES } from "./roles.ts";

const MOST = 100;
/** While a name is looked for, pages are fetched until so many are found. */
const ENOUGH = 20;
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
        <TextField label={t("admin.find_person")} type="search" value={wanted} onChange={(event) => { setWanted(event.target.value); }} />
        <Select label={t("admin.role")} value={filter.role ?? ""} onChange={(event) => { setFilter(changed(filter, "role", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {ROLES.map((one) => <option key={one} value={one}>{t(`admin.role_${one}`)}</option>)}
        </Select>
        <Select label={t("admin.state")} value={filter.status ?? ""} onChange={(event) => { setFilter(changed(filter, "status", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {STATES.map((one) => <option key={one} value={one}>{t(`admin.account_${one}`)}</option>)}
        </Select>
      </div>
      <Paged pages={pages} empty={t("admin.people_none")} keep={(one) => isMeant(one, wanted)} idOf={(one) => one.id}>
        {(one) => <OnePerson account={one} />}
      </Paged>
    </Sheet>
  );
}

function usePeople(filter: Filter, wanted: string) {
  const pages = useInfiniteQuery({
    queryKey: ["admin", "people", filter],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/admin/users", { params: { query: { limit: MOST, ...filter, ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  const found = pages.data?.pages.flatMap((page) => page.items).filter((one) => isMeant(one, wanted)).length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (wanted !== "" && found < ENOUGH && hasNextPage && !isFetching) void fetchNextPage();
  }, [wanted, found, hasNextPage, isFetching, fetchNextPage]);
  return pages;
}

function isMeant(account: Account, wanted: string): boolean {
  const said = wanted.trim().toLocaleLowerCase();
  return [account.name, account.email ?? "", account.id].some((one) => one.toLocaleLowerCase().includes(said));
}

function changed(filter: Filter, name: keyof Filter, value: string): Filter {
  const rest = Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name)) as Filter;
  return value === "" ? rest : { ...rest, [name]: value };
}
