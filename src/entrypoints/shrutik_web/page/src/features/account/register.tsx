/** A new account by address and password. */
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import { api, got } from "../../api/client.ts";
import { ApiProblem } from "../../api/problems.ts";
import { TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { PasswordField } from "../../parts/password-field.tsx";
import { Card, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Providers } from "./log-in.tsx";
import { line, logIn, secret, useEnter } from "./use-enter.ts";

export function Register() {
  const { t, locale } = useWords();
  const { search } = useLocation();
  const enter = useEnter();
  const sent = useMutation({
    mutationFn: async (entries: FormData) => {
      const email = line(entries, "email");
      const password = secret(entries, "password");
      await got(api.POST("/api/v1/auth/register", { body: { email, password, name: line(entries, "name"), locale: locale === "ar-XB" ? "en" : locale } }));
      return logIn(email, password);
    },
    onSuccess: enter,
  });
  const wrong = fieldErrors(sent.error);
  // The server tells no stranger whose addresses it knows: only the log-in after it shows that this one was taken.
  const taken = sent.error instanceof ApiProblem && sent.error.code === "credentials_invalid";
  return (
    <Sheet title={t("account.register")} lead={t("account.register_lead")}>
      {taken && <Note kind="warn" title={t("account.maybe_taken")}><p>{t("account.maybe_taken_help")}</p><Link to={`/account/log-in${search}`}>{t("account.log_in")}</Link></Note>}
      <Card>
        <Form submit={t("account.register")} busy={sent.isPending} problem={taken ? null : sent.error} fields={["name", "email", "password"]} onSubmit={sent.mutate}>
          <TextField label={t("account.name")} help={t("account.name_help")} name="name" autoComplete="name" required maxLength={120} error={wrong("name")} />
          <TextField label={t("account.email")} name="email" type="email" dir="ltr" autoComplete="username" required error={wrong("email")} />
          <PasswordField label={t("account.password")} help={t("account.password_help")} name="password" isNew error={wrong("password")} />
        </Form>
      </Card>
      <Providers />
      <p>{t("account.has_account")} <Link to={`/account/log-in${search}`}>{t("account.log_in")}</Link></p>
    </Sheet>
  );
}
