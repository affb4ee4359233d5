/** Back from an institution's log-in: the session is in a cookie, and begins here. */
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { renew } from "../../api/session.ts";
import { Waiting } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export function Arrived() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    renew().then((token) => navigate(token === null ? "/account/log-in" : "/", { replace: true }), setProblem);
  }, [navigate]);
  return <Sheet title={t("account.log_in")}>{problem === null ? <Waiting rows={1} /> : <ProblemNote problem={problem} />}</Sheet>;
}
