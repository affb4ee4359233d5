/** For whom one records: oneself, or a speaker whom one looks after; chosen between takes, said all the while, for as long as this tab is open. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Message } from "../../api/client.ts";
import { speakersAhead, type Speaker } from "../../outbox/speakers.ts";
import type { Voice } from "../../outbox/takes.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Sheet, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import type { Whose } from "./desk.tsx";
import style from "./for-whom.module.css";

type Collection = Message<"CollectionMessage">;
type Given = { owner: string; collection: Collection; children: (voice: Voice, whose: Whose) => ReactNode };

/** Whoever looks after nobody here has no choice, and records their own voice. */
export default function ForWhom({ owner, collection, children }: Given) {
  const { t } = useWords();
  const [wished, choose] = useRemembered(`shrutik-whom:${owner}:${collection.id}`);
  const speakers = useQuery({
    queryKey: ["speakers", owner, collection.id, collection.consent.version],
    queryFn: () => speakersAhead(owner, collection),
    networkMode: "always",
  });
  // A take of whoever was chosen must not go as the facilitator's own, and so it is not begun before it is known who that is.
  if (wished !== "" && speakers.data === undefined) return <Sheet title={t("record.title")}>{speakers.isError ? <NotLoaded asked={speakers} /> : <Waiting />}</Sheet>;
  const all = speakers.data ?? [];
  const chosen = all.find((one) => one.id === wished && one.agreed);
  return children(chosen === undefined ? {} : { speaker: chosen.id, speakerName: chosen.name }, (voice, stage) => all.length > 0 && <Line speakers={all} voice={voice} busy={stage !== "ready" && stage !== "trouble"} choose={choose} />);
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

type Choosing = { speakers: readonly Speaker[]; voice: Voice; choose: (id: string) => void };

function Line({ busy, ...choosing }: Choosing & { busy: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { speakerName } = choosing.voice;
  return (
    <div className={style["whose"]}>
      <span role="status" data-other={speakerName}>{speakerName === undefined ? t("whom.self") : t("whom.other", { name: speakerName })}</span>
      <Button small look="quiet" disabled={busy} onClick={() => { setOpen(true); }}>{t("whom.change")}</Button>
      {open && <Choice {...choosing} onClose={() => { setOpen(false); }} />}
    </div>
  );
}

function Choice({ speakers, voice, choose, onClose }: Choosing & { onClose: () => void }) {
  const { t } = useWords();
  const pick = (id: string): void => {
    onClose();
    choose(id);
  };
  const pressed = (is: boolean) => ({ "aria-pressed": is, look: is ? "main" : "plain" }) as const;
  return (
    <Dialog title={t("whom.title")} onClose={onClose}>
      <p className={style["soft"]}>{t("whom.help")}</p>
      <ul className={style["speakers"]}>
        <li><Button {...pressed(voice.speaker === undefined)} onClick={() => { pick(""); }}>{t("whom.myself")}</Button></li>
        {speakers.map((one) => (
          <li key={one.id}>
            <Row>
              <Button {...pressed(one.id === voice.speaker)} disabled={!one.agreed} onClick={() => { pick(one.id); }}><bdi>{one.name}</bdi></Button>
              {one.guardian !== "" && <span className={style["soft"]}>{t("whom.guardian", { name: one.guardian })}</span>}
              {!one.agreed && <Tag kind="warn">{t("whom.not_agreed")}</Tag>}
            </Row>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
