/** The queue explained: why a person is lent no clips of a collection, or fewer than they ask for. */
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Select } from "../../../parts/field.tsx";
import { Note, Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { nameOf, useAccounts, useCollections, useSaid } from "../lookups.ts";
import { Shares } from "../../../parts/plots/shares.tsx";

type Explained = Message<"QueueMessage">;

export function Queue() {
  const { t } = useWords();
  const [asked, ask] = useSearchParams();
  const collections = useCollections();
  const people = useAccounts();
  const user = asked.get("user") ?? "";
  const all = collections.data?.items ?? [];
  const collection = all.find((one) => one.slug === asked.get("collection")) ?? all[0];
  const choose = (changed: Record<string, string>): void => { ask({ user, ...(collection === undefined ? {} : { collection: collection.slug }), ...changed }, { replace: true }); };
  const known = people.data?.some((one) => one.id === user) ?? false;
  return (
    <Sheet wide title={t("admin.way_queue")} lead={t("admin.queue_lead")}>
      {collections.isError && <NotLoaded asked={collections} />}
      {people.isError && <NotLoaded asked={people} />}
      <div className={style["filters"]}>
        <Select label={t("admin.person")} value={user} onChange={(event) => { choose({ user: event.target.value }); }}>
          <option value="">{t("admin.choose")}</option>
          {user !== "" && !known && <option value={user}>{user}</option>}
          {people.data?.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}
        </Select>
        <Select label={t("admin.collection")} value={collection?.slug ?? ""} onChange={(event) => { choose({ collection: event.target.value }); }}>
          {all.map((one) => <option key={one.id} value={one.slug}>{one.name}</option>)}
        </Select>
      </div>
      {user === "" ? <Note><p>{t("admin.queue_choose")}</p></Note> : collection !== undefined && <Why collection={collection.id} user={user} />}
    </Sheet>
  );
}

function Why({ collection, user }: { collection: string; user: string }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ["admin", "queue", collection, user],
    queryFn: () => got(api.GET("/api/v1/admin/queue", { params: { query: { collection, user_id: user } } })),
    staleTime: 0,
  });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <NotLoaded asked={found} />;
  return (
    <>
      <Verdict explained={found.data} />
      <Card title={t("admin.queue_clips")}><Clips explained={found.data} /></Card>
    </>
  );
}

function Verdict({ explained }: { explained: Explained }) {
  const { t } = useWords();
  const said = useSaid();
  if (explained.closures.length === 0 && explained.offered > 0) return <Note kind="good" title={t("admin.queue_gets", { clips: Math.min(explained.offered, explained.places) })}><p>{t("admin.queue_offered", { clips: explained.offered })}</p></Note>;
  return (
    <Note kind="warn" title={t("admin.queue_nothing")}>
      {explained.closures.map((one) => <p key={one.closure}>{said(`admin.closure_${one.closure}`, one.detail)}</p>)}
      {explained.closures.length === 0 && <p>{t("admin.queue_all_kept")}</p>}
    </Note>
  );
}

function Clips({ explained }: { explained: Explained }) {
  const { t } = useWords();
  const said = useSaid();
  const kept = explained.obstacles.map((one) => ({ name: said(`admin.obstacle_${one.obstacle}`, one.obstacle), help: said(`admin.obstacle_${one.obstacle}_help`, one.detail), count: one.chunks, kind: "warn" as const }));
  return <Shares title={t("admin.queue_clips")} shares={[{ name: t("admin.queue_free"), help: t("admin.queue_free_help"), count: explained.offered, kind: "good" }, ...kept]} />;
}
