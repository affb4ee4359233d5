/** API keys, by which programs act for a person. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, got, type Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { NewKey } from "./new-key.tsx";

type Key = Message<"ApiKeyMessage">;
const MOST = 100;

export function Keys({ role }: { role: Message<"AccountMessage">["role"] }) {
  const { t } = useWords();
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: () => got(api.GET("/api/v1/api-keys", { params: { query: { limit: MOST } } })) });
  const good = keys.data?.items.filter((key) => key.revoked_at === null) ?? [];
  return (
    <>
      <Card title={t("account.keys")}>
        <p>{t("account.keys_lead")}</p>
        {keys.isPending && <Waiting rows={1} />}
        {keys.isError && <NotLoaded asked={keys} />}
        {keys.isSuccess && good.length === 0 && <Note><p>{t("account.keys_none")}</p></Note>}
        {good.length > 0 && <ul className={style["rows"]}>{good.map((key) => <OneKey key={key.id} made={key} />)}</ul>}
      </Card>
      <NewKey role={role} />
    </>
  );
}

function OneKey({ made }: { made: Key }) {
  const { t, date } = useWords();
  const [asked, setAsked] = useState(false);
  const day = (at: string): string => date(at, { dateStyle: "medium" });
  return (
    <li>
      <div>
        <strong>{made.name}</strong> <code dir="ltr">shk_{made.prefix}…</code>
        <p className={style["soft"]}>
          {made.last_used_at === null ? t("account.key_unused") : t("account.key_used", { when: day(made.last_used_at) })}
          {" · "}
          {made.expires_at === null ? t("account.key_forever") : t("account.key_until", { when: day(made.expires_at) })}
        </p>
        <p className={style["soft"]}>{made.scopes.map((scope) => t(`account.scope_${scope}`)).join(", ")}</p>
      </div>
      {made.expires_at !== null && new Date(made.expires_at) < new Date() ? <Tag kind="warn">{t("account.key_expired")}</Tag> : <Button small look="danger" aria-label={t("account.key_revoke_name", { name: made.name })} onClick={() => { setAsked(true); }}>{t("account.key_revoke")}</Button>}
      {asked && <Revoke made={made} onClose={() => { setAsked(false); }} />}
    </li>
  );
}

function Revoke({ made, onClose }: { made: Key; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: () => got(api.DELETE("/api/v1/api-keys/{api_key_id}", { params: { path: { api_key_id: made.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  return (
    <Dialog title={t("account.key_revoke_name", { name: made.name })} onClose={onClose} actions={<Button look="danger" busy={sent.isPending} onClick={() => { sent.mutate(); }}>{t("account.key_revoke")}</Button>}>
      <p>{t("account.key_revoke_help")}</p>
      {sent.isError && <ProblemNote problem={sent.error} />}
    </Dialog>
  );
}
