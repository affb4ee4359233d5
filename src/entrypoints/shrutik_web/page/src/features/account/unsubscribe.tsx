/** What the last line of a letter of notices leads to: one button, and no such letter comes any more. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import { api, got } from "../../api/client.ts";
import { ApiProblem } from "../../api/problems.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export function Unsubscribe() {
  const { t, find } = useWords();
  const { hash } = useLocation();
  const [said] = useState(() => new URLSearchParams(hash.slice(1)));
  const part = (name: string): string => said.get(name) ?? "";
  const about = part("about");
  const kind = about === "all" ? null : find(`account.notice_${about}`);
  const query = { expires: part("expires"), subject: part("subject"), signature: part("signature") };
  const sent = useMutation({ mutationFn: () => got(api.POST("/api/v1/notices/unsubscribe/{about}", { params: { path: { about }, query } })) });
  const choose = <ButtonLink small to="/account/notices">{t("account.notices_choose")}</ButtonLink>;
  return (
    <Sheet title={t("account.stop_title")}>
      {sent.isSuccess
        ? <Note kind="good" title={t("account.stopped")} action={choose}><p>{t("account.stopped_help")}</p></Note>
        : (
          <Card>
            <p>{t(kind === null ? "account.stop_all" : "account.stop_kind")}{kind !== null && <> <strong>{kind}</strong></>}</p>
            <p>{t("account.stop_help")}</p>
            {isSpent(sent.error)
              ? <Note kind="error" action={choose}><p>{t("account.stop_spent")}</p></Note>
              : (
                <>
                  {sent.isError && <ProblemNote problem={sent.error} />}
                  <div><Button look="main" busy={sent.isPending} onClick={() => { sent.mutate(); }}>{t("account.stop_now")}</Button></div>
                </>
              )}
          </Card>
        )}
    </Sheet>
  );
}

/** Whether the link does nothing any more, however often one tries. */
function isSpent(problem: unknown): boolean {
  return problem instanceof ApiProblem && ["link_invalid", "link_expired"].includes(problem.code);
}
