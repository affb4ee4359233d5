/** One account: its role, in which collections that counts, whether it is in use, and ways to more about it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Checkbox, Select } from "../../../parts/field.tsx";
import { Form } from "../../../parts/form.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Row, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { line } from "../entries.ts";
import { nameOf, useCollections, type Account } from "../lookups.ts";
import { GiveBack } from "./give-back.tsx";
import { isBound, ROLES } from "./roles.ts";

type Change = Partial<Message<"UserChange">>;

export function OnePerson({ account }: { account: Account }) {
  const { t, date } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className={style["person"]}>
      <div>
        <strong dir="auto">{nameOf(account)}</strong>
        {account.email !== null && account.name !== "" && <span className={style["soft"]} dir="ltr"> {account.email}</span>}
        <p className={style["soft"]}>
          {t("admin.since", { when: date(account.created_at, { dateStyle: "medium" }) })}
          {account.email !== null && account.email_verified_at === null && ` · ${t("admin.unverified")}`}
        </p>
      </div>
      <div className={style["line"]}>
        <Tag kind={account.role === "contributor" ? "info" : "good"}>{t(`admin.role_${account.role}`)}</Tag>
        {account.status !== "active" && <Tag kind="error">{t(`admin.account_${account.status}`)}</Tag>}
        {account.status !== "erased" && <Button small aria-label={t("admin.change_person", { name: nameOf(account) })} onClick={() => { setOpen(true); }}>{t("admin.change")}</Button>}
      </div>
      {open && <ChangeDialog account={account} onClose={() => { setOpen(false); }} />}
    </div>
  );
}

function ChangeDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useWords();
  const sent = useChange(account, onClose);
  return (
    <Dialog title={nameOf(account)} onClose={onClose}>
      <RoleForm account={account} busy={sent.isPending} problem={sent.error} onChange={sent.mutate} />
      <hr className={style["rule"]} />
      <Row>
        <Button small look={account.status === "active" ? "danger" : "plain"} busy={sent.isPending} onClick={() => { sent.mutate({ status: account.status === "active" ? "disabled" : "active" }); }}>{t(account.status === "active" ? "admin.disable" : "admin.enable")}</Button>
        <span className={style["soft"]}>{t(account.status === "active" ? "admin.disable_help" : "admin.enable_help")}</span>
      </Row>
      {isOpenedByCodeAlone(account) && <GiveBack account={account} />}
      <p className={style["links"]}>
        <Link to={`/admin/queue?user=${account.id}`}>{t("admin.why_nothing")}</Link>
        <Link to={`/admin/flags?person=${account.id}`}>{t("admin.way_flags")}</Link>
        <Link to={`/admin/audit?actor=${account.id}`}>{t("admin.did")}</Link>
        <Link to={`/admin/audit?subject=${account.id}`}>{t("admin.done_to")}</Link>
      </p>
    </Dialog>
  );
}

function RoleForm({ account, busy, problem, onChange }: { account: Account; busy: boolean; problem: unknown; onChange: (change: Change) => void }) {
  const { t } = useWords();
  const collections = useCollections();
  const [role, setRole] = useState(account.role);
  const save = (entries: FormData): void => {
    const chosen = (collections.data?.items ?? []).filter((one) => entries.has(`in.${one.slug}`)).map((one) => one.slug);
    const wished = ROLES.find((one) => one === line(entries, "role")) ?? account.role;
    const bound = isBound(wished) ? chosen : [];
    onChange({ role: wished, ...(bound.length > 0 || account.collections.length > 0 ? { collections: bound } : {}) });
  };
  return (
    <Form submit={t("admin.save")} busy={busy} problem={problem} onSubmit={save}>
      <Select label={t("admin.role")} help={t(`admin.role_${role}_help`)} name="role" value={role} onChange={(event) => { setRole(ROLES.find((one) => one === event.target.value) ?? role); }}>
        {ROLES.map((one) => <option key={one} value={one}>{t(`admin.role_${one}`)}</option>)}
      </Select>
      {isBound(role) && (
        <fieldset>
          <legend className={style["legend"]}>{t("admin.only_in")}</legend>
          <p className={style["soft"]}>{t("admin.only_in_help")}</p>
          {collections.isError && <NotLoaded asked={collections} />}
          {collections.data?.items.map((one) => <Checkbox key={one.slug} label={one.name} name={`in.${one.slug}`} defaultChecked={account.collections.includes(one.id)} />)}
        </fieldset>
      )}
    </Form>
  );
}

/** Only who has no other way in is given the account back by a code, and no rights beyond a contributor's. */
function isOpenedByCodeAlone(account: Account): boolean {
  return account.email === null && account.role === "contributor" && account.status === "active";
}

/** What is left out of a change stays as it is, though the document's types ask for all of it. */
function useChange(account: Account, then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => got(api.PATCH("/api/v1/admin/users/{user_id}", { params: { path: { user_id: account.id } }, body: change as Message<"UserChange"> })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["admin", "people"] });
      await queries.invalidateQueries({ queryKey: ["admin", "accounts"] });
      then();
    },
  });
}
