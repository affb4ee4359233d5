/** One invitation: for whom, what became of it, and taken back as long as nobody used it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { useCollections } from "../lookups.ts";

type Invitation = Message<"InvitationMessage">;
const KINDS: Readonly<Record<Invitation["status"], "info" | "good" | "warn">> = { open: "info", used: "good", expired: "warn", revoked: "warn" };

export function OneInvitation({ invitation }: { invitation: Invitation }) {
  const { t, date } = useWords();
  const collections = useCollections();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: () => got(api.DELETE("/api/v1/invitations/{invitation_id}", { params: { path: { invitation_id: invitation.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["admin", "invitations"] }),
  });
  const day = (at: string): string => date(at, { dateStyle: "medium" });
  const collection = collections.data?.items.find((one) => one.id === invitation.collection_id)?.name ?? "…";
  return (
    <div className={style["person"]}>
      <div>
        <code dir="ltr">{invitation.prefix}…</code> {invitation.name !== "" && <strong dir="auto">{invitation.name}</strong>}
        <p className={style["soft"]}>
          {collection} · {t("admin.made_on", { when: day(invitation.created_at) })}
          {invitation.status === "open" && ` · ${t("admin.until", { when: day(invitation.expires_at) })}`}
          {invitation.account_name !== null && ` · ${t("admin.used_by", { name: invitation.account_name })}`}
        </p>
        {sent.isError && <ProblemNote problem={sent.error} />}
      </div>
      <div className={style["line"]}>
        {invitation.replaces !== null && <Tag>{t("admin.gives_back")}</Tag>}
        <Tag kind={KINDS[invitation.status]}>{t(`admin.invitation_${invitation.status}`)}</Tag>
        {invitation.status === "open" && <Button small look="danger" busy={sent.isPending} aria-label={t("admin.revoke_code", { prefix: invitation.prefix })} onClick={() => { sent.mutate(); }}>{t("admin.revoke")}</Button>}
      </div>
    </div>
  );
}
