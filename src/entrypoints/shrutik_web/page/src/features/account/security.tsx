/** Password and address, and the devices on which the account is open. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { PasswordField } from "../../parts/password-field.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Identities } from "./identities.tsx";
import { Sessions } from "./sessions.tsx";
import { line, secret } from "./use-enter.ts";
import type { Me } from "./use-me.ts";

export function Security({ me }: { me: Me }) {
  return <><Email me={me} />{me.email !== null && <Password />}<Identities /><Sessions /></>;
}

function Email({ me }: { me: Me }) {
  const { t } = useWords();
  const sent = useMutation({
    mutationFn: (entries: FormData) => got(api.POST("/api/v1/me/email", { body: { email: line(entries, "email"), password: secret(entries, "email_password") || null } })),
  });
  const wrong = fieldErrors(sent.error);
  return (
    <Card title={t("account.email")}>
      {me.email === null ? <p>{t("account.email_none")}</p> : <Row><strong dir="ltr">{me.email}</strong><Verified me={me} /></Row>}
      {sent.isSuccess
        ? <Note kind="good" title={t("account.letter_on_its_way")}><p>{t("account.email_letter_help")}</p></Note>
        : (
          <Form submit={t("account.email_change")} look="plain" busy={sent.isPending} problem={sent.error} fields={["email"]} onSubmit={sent.mutate}>
            <TextField label={t("account.email_new")} name="email" type="email" dir="ltr" autoComplete="email" required error={wrong("email")} />
            {me.email !== null && <PasswordField label={t("account.password")} name="email_password" />}
          </Form>
        )}
    </Card>
  );
}

function Verified({ me }: { me: Me }) {
  const { t } = useWords();
  const sent = useMutation({ mutationFn: () => got(api.POST("/api/v1/auth/verify-email/again")) });
  if (me.email_verified_at !== null) return <Tag kind="good">{t("account.email_verified")}</Tag>;
  return (
    <>
      <Tag kind="warn">{t("account.email_unverified")}</Tag>
      {sent.isSuccess ? <span role="status">{t("account.letter_on_its_way")}</span> : <Button small busy={sent.isPending} onClick={() => { sent.mutate(); }}>{t("account.verify_again")}</Button>}
      {sent.isError && <ProblemNote problem={sent.error} />}
    </>
  );
}

function Password() {
  const { t } = useWords();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: (entries: FormData) => got(api.POST("/api/v1/me/password", { body: { current_password: secret(entries, "current"), new_password: secret(entries, "new") } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const wrong = fieldErrors(sent.error);
  return (
    <Card title={t("account.password")}>
      {sent.isSuccess
        ? <Note kind="good" title={t("account.password_changed")}><p>{t("account.password_elsewhere")}</p></Note>
        : (
          <Form submit={t("account.password_change")} look="plain" busy={sent.isPending} problem={sent.error} fields={["new_password", "password"]} onSubmit={sent.mutate}>
            <PasswordField label={t("account.password_now")} name="current" />
            <PasswordField label={t("account.password_new")} help={t("account.password_help")} name="new" isNew error={wrong("new_password") ?? wrong("password")} />
          </Form>
        )}
    </Card>
  );
}
