/** The reviewer: clip after clip on which the texts differ, decided by keys, undone within ten seconds. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { collectionsAhead, profileAhead } from "../../outbox/ahead.ts";
import { useOwner } from "../../outbox/owner.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Select } from "../../parts/field.tsx";
import { Empty, Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { KeysDialog } from "../../parts/player-keys-dialog.tsx";
import { PLAYER_KEYS } from "../../parts/player-bar.tsx";
import { useChords, useKeySettings } from "../../parts/player-keys.ts";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { REVIEW_KEYS, type Action } from "./actions.ts";
import { CaseView } from "./case-view.tsx";
import style from "./review.module.css";
import { Undo } from "./undo.tsx";
import { useQueue } from "./use-queue.ts";

const REVIEWERS = new Set(["reviewer", "admin"]);

export default function Review() {
  const { t } = useWords();
  const owner = useOwner();
  const me = useQuery({ queryKey: ["me"], queryFn: profileAhead, staleTime: 300_000, enabled: owner !== null });
  if (owner !== null && me.isPending) return <Sheet title={t("review.title")}><Waiting /></Sheet>;
  if (owner !== null && me.isError) return <Sheet title={t("review.title")}><NotLoaded asked={me} /></Sheet>;
  if (owner === null || !REVIEWERS.has(me.data?.role ?? "")) {
    return (
      <Sheet title={t("review.title")} lead={t("review.lead")}>
        <Note title={t("review.not_for_you")} {...(owner === null ? { action: <ButtonLink to="/account">{t("review.log_in")}</ButtonLink> } : {})}><p>{t("review.not_for_you_help")}</p></Note>
      </Sheet>
    );
  }
  return <Desk />;
}

function Desk() {
  const { t, number } = useWords();
  const [collection, setCollection] = useState("");
  const [asked, setAsked] = useState(false);
  const collections = useQuery({ queryKey: ["collections", "ahead"], queryFn: collectionsAhead });
  const queue = useQueue(collection === "" ? null : collection);
  const settings = useKeySettings<Action>(REVIEW_KEYS);
  useChords({ on: settings.on, chords: { undo: settings.chords.undo } }, () => { queue.undo(); });
  const names = Object.fromEntries(
    Object.keys(REVIEW_KEYS).map((action) => [action, t(action in PLAYER_KEYS ? `player.key_${action}` : `review.key_${action}`)]),
  ) as Record<Action, string>;
  const language = (id: string): string => collections.data?.find((one) => one.id === id)?.language ?? "und";
  return (
    <Sheet wide title={t("review.title")} lead={t("review.lead")}
      actions={<>
        {queue.known && queue.left > 0 && <span role="status" className={style["soft"]}>{t(queue.more ? "review.waiting_more" : "review.waiting", { count: queue.more ? number(queue.left) : queue.left })}</span>}
        <Button small onClick={() => { setAsked(true); }}>{t("player.keys")}</Button>
      </>}>
      {(collections.data?.length ?? 0) > 1 && (
        <div className={style["choose"]}><Select label={t("review.collection")} value={collection} onChange={(event) => { setCollection(event.target.value); }}>
          <option value="">{t("review.all_collections")}</option>
          {collections.data?.map((one) => <option key={one.id} value={one.slug} lang={one.language}>{one.name}</option>)}
        </Select></div>
      )}
      <Undo pending={queue.pending} problems={queue.problems} chord={settings.on ? settings.chords.undo : undefined} onUndo={queue.undo} onRead={queue.read} />
      {queue.problem !== null && <ProblemNote problem={queue.problem} action={<Button onClick={queue.look}>{t("review.look_again")}</Button>} />}
      {!queue.known && queue.problem === null && <Waiting />}
      {queue.known && queue.current === null && (
        <Empty title={t("review.nothing")}><p>{t("review.nothing_help")}</p><Button onClick={queue.look}>{t("review.look_again")}</Button></Empty>
      )}
      {queue.current !== null && (
        <CaseView key={queue.current.id} of={queue.current} language={language(queue.current.collection_id)} settings={settings} decide={queue.decide} later={queue.later} />
      )}
      {asked && <KeysDialog settings={settings} names={names} onClose={() => { setAsked(false); }} />}
    </Sheet>
  );
}

