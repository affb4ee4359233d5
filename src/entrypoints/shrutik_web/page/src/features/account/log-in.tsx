/** In with an address and its password, or by an institution. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, Navigate, useLocation, useSearchParams } from "react-router";
import { api, got } from "../../api/client.ts";
import { useLoggedIn } from "../../api/session.ts";
import { TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { PasswordField } from "../../parts/password-field.tsx";
import { Card, Row, Sheet, Stack } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { line, logIn, secret, useEnter, withinPage } from "./use-enter.ts";

export function LogIn() {
  const { t } = useWords();
  const enter = useEnter();
  const loggedIn = useLoggedIn();
  const [query] = useSearchParams();
  const sent = useMutation({
    mutationFn: (entries: FormData) => logIn(line(entries, "email"), secret(entries, "password")),
    onSuccess: enter,
  });
  if (loggedIn && sent.isIdle) return <Navigate to={withinPage(query.get("to"))} replace />;
  return (
    <Sheet title={t("account.log_in")} lead={t("account.log_in_lead")}>
      <Card>
        <Form submit={t("account.log_in")} busy={sent.isPending} problem={sent.error} onSubmit={sent.mutate} beside={<Link to="/account/forgot">{t("account.forgot")}</Link>}>
          <TextField label={t("account.email")} name="email" type="email" dir="ltr" autoComplete="username" required />
          <PasswordField label={t("account.password")} name="password" />
        </Form>
      </Card>
      <Providers />
      <OtherWays />
    </Sheet>
  );
}

function OtherWays() {
  const { t } = useWords();
  const { search } = useLocation();
  return (
    <Stack>
      <p>{t("account.no_account")} <Link to={`/account/register${search}`}>{t("account.register")}</Link></p>
      <p>{t("account.has_code")} <Link to="/account/join">{t("account.join")}</Link></p>
    </Stack>
  );
}

/** Nothing is shown while there are no institutions, or they cannot be asked. */
export function Providers() {
  const { t } = useWords();
  const providers = useQuery({ queryKey: ["providers"], queryFn: () => got(api.GET("/api/v1/auth/openid")), staleTime: Infinity });
  const items = providers.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t("account.institution")}>
      <Row>{items.map(({ name, url }) => <a key={name} className={style["way"]} href={`${url}?to=page`}>{t("account.log_in_by", { name })}</a>)}</Row>
    </Card>
  );
}
