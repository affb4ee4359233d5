/** A code that gives an account back to a person who lost their phone or password. */
import { useMutation } from "@tanstack/react-query";
import { api, got } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Note } from "../../../parts/note.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Row } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { nameOf, type Account } from "../lookups.ts";
import { picture } from "./qr.ts";

/** Seconds that such a code is good for: it opens an account that has something in it. */
const GOOD_FOR = 86_400;

export function GiveBack({ account }: { account: Account }) {
  const { t, date } = useWords();
  const sent = useMutation({
    mutationFn: () => got(api.POST("/api/v1/invitations", { body: { replaces: account.id, name: nameOf(account).slice(0, 120), count: 1, expires_in: GOOD_FOR } })),
  });
  const [made] = sent.data?.items ?? [];
  return (
    <>
      <Row>
        <Button small busy={sent.isPending} onClick={() => { sent.mutate(); }}>{t("admin.give_back")}</Button>
        <span className={style["soft"]}>{t("admin.give_back_help")}</span>
      </Row>
      {sent.isError && <ProblemNote problem={sent.error} />}
      {made !== undefined && (
        <Note kind="good" title={t("admin.give_back_made")}>
          <img src={picture(made.qr_svg)} alt={t("admin.qr_alt")} className={style["qr"]} />
          <code dir="ltr" className={style["code"]}>{made.code}</code>
          <p>{t("admin.once_until", { when: date(made.expires_at, { dateStyle: "medium", timeStyle: "short" }) })}</p>
        </Note>
      )}
    </>
  );
}
