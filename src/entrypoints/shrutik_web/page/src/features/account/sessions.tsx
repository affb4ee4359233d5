/** The devices on which the account is open; each can be shut out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { deviceOf } from "./devices.ts";

type Session = Message<"SessionMessage">;
const MOST = 100;

export function Sessions() {
  const { t } = useWords();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: () => got(api.GET("/api/v1/me/sessions", { params: { query: { limit: MOST } } })) });
  const ended = useMutation({
    mutationFn: (ids: readonly string[]) => Promise.all(ids.map((id) => got(api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id: id } } })))),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const items = sessions.data?.items ?? [];
  const others = items.filter((one) => !one.current);
  return (
    <Card title={t("account.devices")}>
      <p>{t("account.devices_lead")}</p>
      {sessions.isPending && <Waiting rows={2} />}
      {sessions.isError && <NotLoaded asked={sessions} />}
      {ended.isError && <ProblemNote problem={ended.error} />}
      <ul className={style["rows"]}>{items.map((one) => <Device key={one.id} session={one} busy={ended.isPending} onEnd={() => { ended.mutate([one.id]); }} />)}</ul>
      {others.length > 1 && <Row><Button look="danger" busy={ended.isPending} onClick={() => { ended.mutate(others.map((one) => one.id)); }}>{t("account.devices_end_others")}</Button></Row>}
    </Card>
  );
}

function Device({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { t, date } = useWords();
  const { browser, system } = deviceOf(session.agent);
  const name = [browser, system].filter((part) => part !== null).join(", ") || t("account.device_unknown");
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p className={style["soft"]}>{t("account.device_used", { when: date(session.last_used_at, { dateStyle: "medium", timeStyle: "short" }) })}</p>
      </div>
      {session.current ? <Tag kind="good">{t("account.device_this")}</Tag> : <Button small disabled={busy} aria-label={t("account.device_end_name", { name })} onClick={onEnd}>{t("account.device_end")}</Button>}
    </li>
  );
}
