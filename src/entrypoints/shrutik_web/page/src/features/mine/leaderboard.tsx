/** Who gave most this month, of those who chose to be named; one switch puts a person on it, and takes them off. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, got, type Message } from "../../api/client.ts";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";
import { useCollections } from "./questions.ts";
import { lengthOf } from "./way.ts";

const ORDERS = ["recorded", "transcribed"] as const;
type Order = (typeof ORDERS)[number];
type Place = Message<"LeaderboardPlaceMessage">;

export function Leaderboard() {
  const { t } = useWords();
  const collections = useCollections();
  const [chosen, setChosen] = useState<string | null>(null);
  const [by, setBy] = useState<Order>("recorded");
  const all = collections.data?.items ?? [];
  const slug = chosen ?? all[0]?.slug ?? null;
  return (
    <>
      <OptIn />
      {collections.isPending && <Waiting />}
      {collections.isError && <NotLoaded asked={collections} />}
      {slug !== null && (
        <Card title={t("mine.board_title")}>
          <div className={style["pair"]}>
            {all.length > 1 && <Select label={t("mine.board_of")} value={slug} onChange={(event) => { setChosen(event.target.value); }}>{all.map((one) => <option key={one.slug} value={one.slug} lang={one.language}>{one.name}</option>)}</Select>}
            <Select label={t("mine.board_by")} value={by} onChange={(event) => { setBy(event.target.value as Order); }}>{ORDERS.map((one) => <option key={one} value={one}>{t(`mine.board_by_${one}`)}</option>)}</Select>
          </div>
          <Board slug={slug} by={by} />
          <Soon slug={slug} by={by} />
        </Card>
      )}
    </>
  );
}

function OptIn() {
  const { t } = useWords();
  const queries = useQueryClient();
  const me = useMe();
  const sent = useMutation({
    mutationFn: (on: boolean) => got(api.PATCH("/api/v1/me", { body: { on_leaderboard: on } as Message<"ProfileRequest"> })),
    onSuccess: async (profile) => {
      queries.setQueryData(["me"], profile);
      await queries.invalidateQueries({ queryKey: ["leaderboard"] });
    },
  });
  const { data } = me;
  if (data === undefined) return null;
  const on = sent.isPending ? sent.variables : data.on_leaderboard;
  return (
    <Card>
      <Checkbox label={t("mine.board_join")} help={t("mine.board_join_help", { name: data.name })} checked={on} disabled={sent.isPending} onChange={(event) => { sent.mutate(event.target.checked); }} />
      {sent.isError && <ProblemNote problem={sent.error} />}
    </Card>
  );
}

function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: () => got(api.GET("/api/v1/me")), staleTime: 300_000 });
}

function useBoard(slug: string, by: Order) {
  return useQuery({
    queryKey: ["leaderboard", slug, by],
    queryFn: () => got(api.GET("/api/v1/collections/{collection}/leaderboard", { params: { path: { collection: slug }, query: { by } } })),
  });
}

function Board({ slug, by }: { slug: string; by: Order }) {
  const { t } = useWords();
  const board = useBoard(slug, by);
  if (board.isPending) return <Waiting />;
  if (board.isError) return <NotLoaded asked={board} />;
  const { first, own } = board.data;
  if (first.length === 0) return <Empty title={t("mine.board_none")}><p>{t("mine.board_none_help")}</p></Empty>;
  const isOwn = (place: Place): boolean => own !== null && place.rank === own.rank && place.name === own.name;
  const rows = own === null || first.some(isOwn) ? first : [...first, own];
  return (
    <table className={style["board"]}>
      <caption className="unseen">{t("mine.board_title")}</caption>
      <thead><tr><th scope="col">{t("mine.board_rank")}</th><th scope="col">{t("mine.board_name")}</th><th scope="col">{t("mine.board_month")}</th><th scope="col">{t("mine.board_whole")}</th></tr></thead>
      <tbody>{rows.map((place, at) => <Line key={at} place={place} by={by} own={isOwn(place)} />)}</tbody>
    </table>
  );
}

/** Places are some minutes old: whoever chose just now to be named is told so. */
function Soon({ slug, by }: { slug: string; by: Order }) {
  const { t } = useWords();
  const [me, board] = [useMe(), useBoard(slug, by)];
  return me.data?.on_leaderboard === true && board.data?.own === null && <p role="status" className={style["soft"]}>{t("mine.board_soon")}</p>;
}

function Line({ place, by, own }: { place: Place; by: Order; own: boolean }) {
  const { t, number } = useWords();
  const recorded = by === "recorded";
  const said = (seconds: number, clips: number): string => (recorded ? lengthOf(seconds, number) : t("mine.board_clips", { count: clips }));
  return (
    <tr className={own ? style["own"] : undefined}>
      <td>{number(place.rank)}</td>
      <th scope="row"><bdi>{place.name}</bdi>{own && <small> {t("mine.board_you")}</small>}</th>
      <td>{said(place.recorded_seconds_this_month, place.transcribed_this_month)}</td>
      <td>{said(place.recorded_seconds, place.transcribed)}</td>
    </tr>
  );
}
