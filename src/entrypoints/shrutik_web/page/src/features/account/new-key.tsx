/** A new API key: what it may do and for how long; its secret is shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox, Select, TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { line } from "./use-enter.ts";

type Role = Message<"AccountMessage">["role"];
type Scope = Message<"ApiKeyMessage">["scopes"][number];
/** What each role may do, so that no scope is offered that the server would refuse. */
const SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  contributor: ["record", "transcribe"],
  facilitator: ["record", "transcribe", "invite", "record_for_others"],
  reviewer: ["record", "transcribe", "review", "use_webhooks"],
  researcher: ["record", "transcribe", "read_releases", "make_releases", "use_webhooks"],
  admin: ["record", "transcribe", "invite", "record_for_others", "review", "read_releases", "make_releases", "see_all", "manage_collections", "manage_people", "manage_jobs", "read_audit", "use_webhooks"],
};
const DAY = 86_400;
const LIVES = [30, 90, 365] as const;

export function NewKey({ role }: { role: Role }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: (entries: FormData) => {
      const days = Number(line(entries, "days"));
      const scopes = SCOPES[role].filter((scope) => entries.has(scope));
      return got(api.POST("/api/v1/api-keys", { body: { name: line(entries, "name"), scopes, expires_in: days > 0 ? days * DAY : null } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  const wrong = fieldErrors(sent.error);
  return (
    <Card title={t("account.key_new")}>
      {sent.isSuccess ? <Made made={sent.data} onDone={sent.reset} /> : (
        <Form submit={t("account.key_make")} busy={sent.isPending} problem={sent.error} fields={["name"]} onSubmit={sent.mutate}>
          <TextField label={t("account.key_name")} help={t("account.key_name_help")} name="name" maxLength={100} required error={wrong("name")} />
          <fieldset className={style["choices"]}>
            <legend>{t("account.key_scopes")}</legend>
            {SCOPES[role].map((scope) => <Checkbox key={scope} label={t(`account.scope_${scope}`)} name={scope} />)}
          </fieldset>
          <Select label={t("account.key_life")} name="days" defaultValue={String(LIVES[1])}>
            {LIVES.map((days) => <option key={days} value={days}>{t("account.key_days", { days })}</option>)}
            <option value="0">{t("account.key_forever")}</option>
          </Select>
        </Form>
      )}
    </Card>
  );
}

function Made({ made, onDone }: { made: Message<"MadeApiKeyMessage">; onDone: () => void }) {
  const { t } = useWords();
  const secret = made.key ?? "";
  return (
    <Note kind="good" title={t("account.key_made", { name: made.name })}>
      <p>{t("account.key_once")}</p>
      <code className={style["key"]} dir="ltr">{secret}</code>
      <Row>
        <Button small onClick={() => { void navigator.clipboard.writeText(secret); }}>{t("account.copy")}</Button>
        <Button small look="main" onClick={onDone}>{t("account.key_kept")}</Button>
      </Row>
    </Note>
  );
}
