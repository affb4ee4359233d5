/** In with a code from a card: no address, no password. */
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got } from "../../api/client.ts";
import { TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { Card, Sheet } from "../../parts/sheet.tsx";
import { useLoggedIn } from "../../api/session.ts";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { grouped } from "./codes.ts";
import { line, useEnter } from "./use-enter.ts";

export function Join() {
  const { t, locale } = useWords();
  const [query] = useSearchParams();
  const [code, setCode] = useState(() => grouped(query.get("code") ?? ""));
  const enter = useEnter();
  const loggedIn = useLoggedIn();
  // The same press sent twice on a bad network must not use the code up without letting the person in.
  const key = useRef(crypto.randomUUID());
  const sent = useMutation({
    mutationFn: (entries: FormData) =>
      got(
        api.POST("/api/v1/invitations/accept", {
          params: { header: { "Idempotency-Key": key.current } },
          body: { code, name: line(entries, "name"), locale: locale === "ar-XB" ? "en" : locale, refresh_token_in: "cookie" },
        }),
      ),
    onSuccess: enter,
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const wrong = fieldErrors(sent.error);
  return (
    <Sheet title={t("account.join")} lead={t("account.join_lead")}>
      {loggedIn && sent.isIdle && <Note kind="warn"><p>{t("account.join_logged_in")}</p></Note>}
      <Card>
        <Form submit={t("account.join_now")} busy={sent.isPending} problem={sent.error} fields={["code", "name"]} onSubmit={sent.mutate}>
          <div className={style["code"]}>
            <TextField label={t("account.code")} help={t("account.code_help")} name="code" dir="ltr" value={code} onChange={(event) => { setCode(event.target.value); }} onBlur={() => { setCode(grouped(code)); }} required autoCapitalize="characters" autoComplete="off" spellCheck={false} error={wrong("code")} />
          </div>
          <TextField label={t("account.your_name")} help={t("account.name_help")} name="name" autoComplete="name" required maxLength={120} error={wrong("name")} />
        </Form>
      </Card>
      <p>{t("account.has_account")} <Link to="/account/log-in">{t("account.log_in")}</Link></p>
    </Sheet>
  );
}
