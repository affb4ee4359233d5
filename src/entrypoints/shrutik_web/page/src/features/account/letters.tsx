/** What a letter leads to: a new password, an address that is shown to be one's own. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { api, got } from "../../api/client.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { PasswordField } from "../../parts/password-field.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { line, secret } from "./use-enter.ts";

export function Forgot() {
  const { t } = useWords();
  const sent = useMutation({ mutationFn: (entries: FormData) => got(api.POST("/api/v1/auth/password/forgot", { body: { email: line(entries, "email") } })) });
  const wrong = fieldErrors(sent.error);
  return (
    <Sheet title={t("account.forgot")} lead={t("account.forgot_lead")}>
      {sent.isSuccess
        ? <Note kind="good" title={t("account.letter_on_its_way")}><p>{t("account.letter_help")}</p></Note>
        : (
          <Card>
            <Form submit={t("account.send_letter")} busy={sent.isPending} problem={sent.error} fields={["email"]} onSubmit={sent.mutate}>
              <TextField label={t("account.email")} name="email" type="email" dir="ltr" autoComplete="username" required error={wrong("email")} />
            </Form>
          </Card>
        )}
      <Note><p>{t("account.lost_code_help")}</p></Note>
    </Sheet>
  );
}

export function Reset() {
  const { t } = useWords();
  const token = useSecretOfAddress();
  const sent = useMutation({
    mutationFn: (entries: FormData) => got(api.POST("/api/v1/auth/password/reset", { body: { token: token || line(entries, "token"), password: secret(entries, "password") } })),
  });
  const wrong = fieldErrors(sent.error);
  if (sent.isSuccess) return <Sheet title={t("account.password_new")}><Note kind="good" title={t("account.password_changed")} action={<ButtonLink look="main" to="/account/log-in">{t("account.log_in")}</ButtonLink>}><p>{t("account.password_changed_help")}</p></Note></Sheet>;
  return (
    <Sheet title={t("account.password_new")}>
      <Card>
        <Form submit={t("account.password_set")} busy={sent.isPending} problem={sent.error} fields={["password"]} onSubmit={sent.mutate}>
          {token === "" && <TextField label={t("account.letter_code")} name="token" dir="ltr" required autoComplete="one-time-code" />}
          <PasswordField label={t("account.password_new")} help={t("account.password_help")} name="password" isNew error={wrong("password")} />
        </Form>
      </Card>
    </Sheet>
  );
}

export function Verify() {
  const { t } = useWords();
  const token = useSecretOfAddress();
  const { mutate, ...sent } = useMutation({ mutationFn: (shown: string) => got(api.POST("/api/v1/auth/verify-email", { body: { token: shown } })) });
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);
  return (
    <Sheet title={t("account.verify")}>
      {sent.isPending && <Waiting rows={1} />}
      {sent.isSuccess && <Note kind="good" title={t("account.verified")} action={<ButtonLink look="main" to="/">{t("account.to_start")}</ButtonLink>} />}
      {token !== "" && sent.isError && <ProblemNote problem={sent.error} action={<ButtonLink to="/account/security">{t("account.verify_again")}</ButtonLink>} />}
      {token === "" && !sent.isSuccess && (
        <Card>
          <Form submit={t("account.verify_now")} busy={sent.isPending} problem={sent.error} onSubmit={(entries) => { mutate(line(entries, "token")); }}>
            <TextField label={t("account.letter_code")} name="token" dir="ltr" required autoComplete="one-time-code" />
          </Form>
        </Card>
      )}
    </Sheet>
  );
}

/** The secret that a letter put behind the '#'; taken out of the address, so that no history keeps it. */
function useSecretOfAddress(): string {
  const { hash } = useLocation();
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get("token") ?? "");
  useEffect(() => {
    if (token !== "") globalThis.history.replaceState(globalThis.history.state, "", globalThis.location.pathname);
  }, [token]);
  return token;
}
