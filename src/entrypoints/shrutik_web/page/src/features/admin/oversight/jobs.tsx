/** Background work: what waits and runs, and what was given up, to be tried again. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Select } from "../../../parts/field.tsx";
import { ProblemNote, Refusal } from "../../../parts/problem-note.tsx";
import { Sheet, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { BY_PAGE, from, Paged } from "../paged.tsx";

type Job = Message<"JobMessage">;
const STATES = ["dead", "waiting", "running", "done"] as const;
const KINDS: Readonly<Record<Job["status"], "info" | "good" | "warn" | "error">> = { dead: "error", waiting: "warn", running: "info", done: "good" };
const PAGE = 30;
/** Milliseconds between two looks. */
const AGAIN = 10_000;

export function Jobs() {
  const { t } = useWords();
  const [asked, ask] = useSearchParams({ status: "dead" });
  const status = STATES.find((one) => one === asked.get("status")) ?? null;
  const pages = useInfiniteQuery({
    queryKey: ["admin", "jobs", status],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/admin/jobs", { params: { query: { limit: PAGE, ...(status === null ? {} : { status }), ...from(pageParam) } } })),
    ...BY_PAGE,
    refetchInterval: AGAIN,
  });
  const nothing = status === null ? "admin.jobs_none" : `admin.jobs_none_${status}`;
  return (
    <Sheet wide title={t("admin.way_jobs")} lead={t("admin.jobs_lead")}>
      <div className={style["filters"]}>
        <Select label={t("admin.state")} value={status ?? "all"} onChange={(event) => { ask({ status: event.target.value }, { replace: true }); }}>
          {STATES.map((one) => <option key={one} value={one}>{t(`admin.job_${one}`)}</option>)}
          <option value="all">{t("admin.all")}</option>
        </Select>
      </div>
      <Paged pages={pages} empty={t(nothing)} idOf={(one) => one.id}>{(one) => <OneJob job={one} />}</Paged>
    </Sheet>
  );
}

function OneJob({ job }: { job: Job }) {
  const { t, date } = useWords();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: () => got(api.POST("/api/v1/admin/jobs/{job_id}/retry", { params: { path: { job_id: job.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["admin", "jobs"] }),
  });
  const when = (at: string): string => date(at, { dateStyle: "medium", timeStyle: "medium" });
  return (
    <div className={style["person"]}>
      <div>
        <strong>{t(`admin.jobkind_${job.kind}`)}</strong>
        <p className={style["soft"]}>{t("admin.attempts", { count: job.attempts })} · {when(job.finished_at ?? job.started_at ?? job.created_at)} · <code dir="ltr">{job.subject_id}</code></p>
        {job.error !== "" && <Failure job={job} />}
        {sent.isError && <ProblemNote problem={sent.error} />}
      </div>
      <div className={style["line"]}>
        <Tag kind={KINDS[job.status]}>{t(`admin.job_${job.status}`)}</Tag>
        {job.status === "dead" && <Button small busy={sent.isPending} onClick={() => { sent.mutate(); }}>{t("admin.retry")}</Button>}
      </div>
    </div>
  );
}

/** Why it failed in the reader's words; the server's own, which an operator may want, stand folded below. */
function Failure({ job }: { job: Job }) {
  const { t } = useWords();
  return (
    <>
      <p><Refusal problem={{ code: job.error_code ?? "", detail: job.error }} /></p>
      {job.error_code !== null && (
        <details>
          <summary>{t("admin.job_log")}</summary>
          <pre className={style["error_text"]} lang="en" dir="ltr">{job.error}</pre>
        </details>
      )}
    </>
  );
}
