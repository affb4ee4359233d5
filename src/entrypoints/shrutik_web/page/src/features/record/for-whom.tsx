/** For whom one records: oneself, or a speaker whom one looks after; chosen between takes, said all the while, for as long as this tab is open. Who has not agreed is asked first. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { Message } from "../../api/client.ts";
import { speakersAhead, type Speaker } from "../../outbox/speakers.ts";
import type { Voice } from "../../outbox/takes.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Sheet, Tag } from "../../parts/sheet.tsx";
import { bringWords, useWords } from "../../words/words.ts";
import type { Whose } from "./desk.tsx";
import style from "./for-whom.module.css";

type Collection = Message<"CollectionMessage">;
type Given = { owner: string; collection: Collection; /** Whether they may add somebody here. */ mayAdd: boolean; children: (voice: Voice, whose: Whose) => ReactNode };
const NEWCOMER = "newcomer";
/** Whose consent is recorded: a known speaker's, or a newcomer's. */
type Asked = Speaker | typeof NEWCOMER;

const Spoken = lazy(() => Promise.all([import("./spoken.tsx"), bringWords(["spoken"])]).then(([module]) => module));

/** Whoever looks after nobody here, and may not, has no choice, and records their own voice. */
export default function ForWhom({ owner, collection, mayAdd, children }: Given) {
  const { t } = useWords();
  const [asked, ask] = useState<Asked | null>(null);
  const [wished, choose] = useRemembered(`shrutik-whom:${owner}:${collection.id}`);
  const speakers = useQuery({
    queryKey: ["speakers", owner, collection.id, collection.consent.version],
    queryFn: () => speakersAhead(owner, collection),
    networkMode: "always",
  });
  // A take of whoever was chosen must not go as the facilitator's own, and so it is not begun before it is known who that is.
  if (wished !== "" && speakers.data === undefined) return <Sheet title={t("record.title")}>{speakers.isError ? <NotLoaded asked={speakers} /> : <Waiting />}</Sheet>;
  if (asked !== null) {
    const agreed = (id: string): void => { choose(id); ask(null); };
    return <Suspense fallback={<Waiting />}><Spoken owner={owner} collection={collection} known={asked === NEWCOMER ? null : asked} onAgreed={agreed} onClose={() => { ask(null); }} /></Suspense>;
  }
  const all = speakers.data ?? [];
  // Who was chosen under the id that they had here stays so, also when the server knows them: a take may be under way.
  const chosen = all.find((one) => (one.id === wished || one.added === wished) && one.agreed);
  const voice = chosen === undefined ? {} : { speaker: wished, speakerName: chosen.name };
  return children(voice, (shown, stage) => (all.length > 0 || mayAdd) && <Line speakers={all} voice={shown} chosen={chosen?.id} busy={stage !== "ready" && stage !== "trouble"} choose={choose} ask={ask} mayAdd={mayAdd} />);
}

/** A word that this tab remembers under a name; empty at first. */
function useRemembered(name: string): [string, (word: string) => void] {
  const [, setChanges] = useState(0);
  const keep = (word: string): void => {
    sessionStorage.setItem(name, word);
    setChanges((before) => before + 1);
  };
  return [sessionStorage.getItem(name) ?? "", keep];
}

type Choosing = { speakers: readonly Speaker[]; /** The id of who is recorded, if it is not oneself. */ chosen: string | undefined; mayAdd: boolean; choose: (id: string) => void; ask: (whom: Asked) => void };

function Line({ busy, voice, ...choosing }: Choosing & { voice: Voice; busy: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { speakerName } = voice;
  return (
    <div className={style["whose"]}>
      <span role="status" data-other={speakerName}>{speakerName === undefined ? t("whom.self") : t("whom.other", { name: speakerName })}</span>
      <Button small look="quiet" disabled={busy} onClick={() => { setOpen(true); }}>{t("whom.change")}</Button>
      {open && <Choice {...choosing} onClose={() => { setOpen(false); }} />}
    </div>
  );
}

function Choice({ speakers, chosen, mayAdd, choose, ask, onClose }: Choosing & { onClose: () => void }) {
  const { t } = useWords();
  const pick = (id: string): void => {
    onClose();
    choose(id);
  };
  const askFor = (whom: Asked): void => {
    onClose();
    ask(whom);
  };
  const pressed = (is: boolean) => ({ "aria-pressed": is, look: is ? "main" : "plain" }) as const;
  return (
    <Dialog title={t("whom.title")} onClose={onClose} actions={mayAdd && <Button onClick={() => { askFor(NEWCOMER); }}>{t("whom.add")}</Button>}>
      <p className={style["soft"]}>{t("whom.help")}</p>
      <ul className={style["speakers"]}>
        <li><Button {...pressed(chosen === undefined)} onClick={() => { pick(""); }}>{t("whom.myself")}</Button></li>
        {speakers.map((one) => (
          <li key={one.id}>
            <Row>
              <Button {...pressed(one.id === chosen)} disabled={!one.agreed} onClick={() => { pick(one.id); }}><bdi>{one.name}</bdi></Button>
              {one.guardian !== "" && <span className={style["soft"]}>{t("whom.guardian", { name: one.guardian })}</span>}
              {!one.agreed && <><Tag kind="warn">{t("whom.not_agreed")}</Tag><Button small onClick={() => { askFor(one); }} aria-label={t("whom.ask_name", { name: one.name })}>{t("whom.ask")}</Button></>}
            </Row>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
