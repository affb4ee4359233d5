/** A sitting at one collection: the clip at hand, the texts that were given back, the guidelines beside it. */
import { useState } from "react";
import type { Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { KeysDialog } from "../../parts/player-keys-dialog.tsx";
import { PLAYER_KEYS } from "../../parts/player-bar.tsx";
import { useKeySettings } from "../../parts/player-keys.ts";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { KEYS, type Action } from "./actions.ts";
import { Clip } from "./clip.tsx";
import { GivenBack } from "./given-back.tsx";
import { Guidelines } from "./guidelines.tsx";
import style from "./transcribe.module.css";
import { useTasks } from "./use-tasks.ts";

export function Work({ owner, collection }: { owner: string; collection: Message<"CollectionMessage"> }) {
  const { t } = useWords();
  const tasks = useTasks(owner, collection.slug);
  const settings = useKeySettings<Action>(KEYS);
  const [asked, setAsked] = useState(false);
  const names = Object.fromEntries(Object.keys(KEYS).map((action) => [action, t(action in PLAYER_KEYS ? `player.key_${action}` : `transcribe.key_${action}`)])) as Record<Action, string>;
  return (
    <Sheet wide title={t("transcribe.title")} lead={<span lang={collection.language}>{collection.name}</span>}
      actions={<>
        {tasks.done > 0 && <span role="status" className={style["done"]}>{t("transcribe.done", { count: tasks.done })}</span>}
        <Button small onClick={() => { setAsked(true); }}>{t("player.keys")}</Button>
        <ButtonLink small look="quiet" to="/transcribe">{t("transcribe.others")}</ButtonLink>
      </>}>
      <div className={style["desk"]}>
        <div className={style["work"]}>
          <GivenBack owner={owner} collection={collection} />
          {tasks.current === undefined && <Waiting />}
          {tasks.current === null && tasks.problem !== null && <ProblemNote problem={tasks.problem} action={<Button onClick={tasks.look}>{t("transcribe.look_again")}</Button>} />}
          {tasks.current === null && tasks.problem === null && (
            <Empty title={t("transcribe.nothing")}><p>{t("transcribe.nothing_help")}</p><Button onClick={tasks.look}>{t("transcribe.look_again")}</Button></Empty>
          )}
          {tasks.current != null && <Clip key={tasks.current.task.id} owner={owner} ready={tasks.current} tasks={tasks} settings={settings} />}
        </div>
        <Guidelines collection={collection} />
      </div>
      {asked && <KeysDialog settings={settings} names={names} onClose={() => { setAsked(false); }} />}
    </Sheet>
  );
}
