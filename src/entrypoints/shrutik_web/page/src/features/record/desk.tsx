/** The recorder: the prompt above, the button below, what waits in between. */
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import type { Message } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { listMicrophones, onMicrophones, type Choice } from "../../capture/microphones.ts";
import type { Take } from "../../outbox/records.ts";
import { holdReserve } from "../../outbox/reserve.ts";
import type { About, Voice } from "../../outbox/takes.ts";
import { Button } from "../../parts/button.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { useWords } from "../../words/words.ts";
import { Dock } from "./dock.tsx";
import { LeftBehind } from "./left-behind.tsx";
import { FilePick } from "./file-pick.tsx";
import { useKeys, type Action } from "./keys.ts";
import { limitsOf } from "./limits.ts";
import { NoPrompts } from "./no-prompts.tsx";
import type { Player } from "./playback.tsx";
import { usePreferences } from "./preferences.ts";
import { BrokenView, FreeView, PromptView, type Prompt } from "./prompt-view.tsx";
import { LittleRoom, Tally } from "./tally.tsx";
import { TroubleNote } from "./trouble-note.tsx";
import { TryMicrophone } from "./try-microphone.tsx";
import { usePrompts, type Prompts } from "./use-prompts.ts";
import { useRecorder, type Recorder } from "./use-recorder.ts";
import style from "./record.module.css";

const Settings = lazy(() => import("./settings.tsx"));
const SkipSheet = lazy(() => import("./skip-sheet.tsx").then((sheet) => sheet.withWords));

type Given = { collection: Message<"CollectionMessage">; owner: string; voice: Voice };
/** Says of whose voice a take is, with the choice, which waits while one is under way. */
export type Whose = (voice: Voice, stage: Recorder["stage"]["name"]) => ReactNode;

export function Desk({ collection, owner, voice, whose }: Given & { whose: Whose | undefined }) {
  const { t } = useWords();
  const [preferences, change] = usePreferences();
  const [free, setFree] = useState(false);
  const [settings, setSettings] = useState(false);
  const microphones = useMicrophones();
  const prompts = usePrompts(collection.slug, owner, voice.speaker);
  const limits = limitsOf(collection.policies.quality);
  const recorder = useRecorder(preferences.microphone, limits);
  const player = useRef<Player>(null);
  const [broken, setBroken] = useState<Take | null>(null);
  const [skipping, setSkipping] = useState<Prompt | null>(null);
  const work = useWork({ collection, owner, voice }, prompts, recorder, [broken, setBroken], setSkipping);
  useRoomInHand();
  useListenFirst(preferences.listenFirst, recorder, work.big);
  useKeys(preferences.keys && preferences.checked && !settings && skipping === null, (action) => {
    if (action === "listen") player.current?.toggle();
    else work[action]();
  });
  if (!preferences.checked) return <TryMicrophone recorder={recorder} onTried={() => { change({ checked: true }); }} />;
  return (
    <div className={style["desk"]}>
      <div className={style["top"]}>
        <h1 lang={collection.language}>{collection.name}</h1>
        <div className={style["tools"]}>
          <FilePick about={work.about} onHandedIn={prompts.said} />
          <Button look="quiet" small onClick={() => { setSettings(true); }}>{t("record.settings")}</Button>
        </div>
      </div>
      <div className={style["notes"]}>
        {whose?.(work.about, recorder.stage.name)}
        <LeftBehind owner={owner} collection={collection.slug} onContinue={recorder.stage.name === "ready" ? work.goOn : null} />
        {!(recorder.stage.name === "trouble" && recorder.stage.trouble === "full") && <LittleRoom />}
        {recorder.stage.name === "trouble" && <TroubleNote trouble={recorder.stage.trouble} wanted={preferences.microphone} onRetry={work.big} />}
      </div>
      <Said broken={broken} collection={collection} prompts={prompts} free={free} onFree={() => { setFree(true); }} quiet={recorder.stage.name === "recording"} />
      {(prompts.prompt !== null || free || broken !== null) && recorder.stage.name !== "trouble" && (
        <Dock longest={broken === null ? (prompts.prompt?.longest ?? null) : null} recorder={recorder} onBig={work.big} onAgain={work.again} keys={preferences.keys} player={player}>
          <Button look="quiet" onClick={work.skip} disabled={recorder.stage.name !== "ready"}>{t("record.skip")}</Button>
        </Dock>
      )}
      <Tally owner={owner} />
      <Suspense fallback={<Waiting />}>
        {settings && <Settings microphones={microphones} preferences={preferences} change={change} onClose={() => { setSettings(false); }} />}
        {skipping !== null && <SkipSheet about={work.about} prompt={skipping} prompts={prompts} onClose={() => { setSkipping(null); }} />}
      </Suspense>
    </div>
  );
}

type Shown = { broken: Take | null; collection: Given["collection"]; prompts: Prompts; free: boolean; onFree: () => void; quiet: boolean };

function Said({ broken, collection, prompts, free, onFree, quiet }: Shown) {
  const languages = useLanguages();
  const { direction } = languages(collection.language);
  if (broken !== null) return <BrokenView text={broken.prompt?.text ?? null} language={collection.language} direction={direction} />;
  if (prompts.prompt !== null) return <PromptView prompt={prompts.prompt} language={collection.language} direction={direction} quiet={quiet} />;
  if (free) return <FreeView />;
  if (prompts.state === "waiting") return <Waiting />;
  return prompts.state === "failed" ? <NotLoaded asked={prompts.asked} /> : <NoPrompts collection={collection.slug} onFree={onFree} />;
}

type Work = Record<Exclude<Action, "listen">, () => void> & { about: About; goOn: (take: Take) => void };

/** What the buttons and keys do, stage by stage. */
function useWork({ collection, owner, voice }: Given, prompts: Prompts, recorder: Recorder, [broken, setBroken]: [Take | null, (take: Take | null) => void], onSkip: (prompt: Prompt) => void): Work {
  const { prompt } = prompts;
  const aboutOf = (said: About["prompt"], { speaker, speakerName }: Voice): About => ({
    owner,
    collection: collection.slug,
    collectionName: collection.name,
    language: collection.language,
    prompt: said,
    speaker,
    speakerName,
  });
  const about = aboutOf(broken === null ? (prompt === null ? null : { id: prompt.id, text: prompt.text }) : broken.prompt, broken ?? voice);
  const { stage } = recorder;
  const keep = (): void => {
    void recorder.keep();
    if (broken === null) prompts.said();
    setBroken(null);
  };
  return {
    about,
    goOn: (take) => {
      setBroken(take);
      void recorder.start(aboutOf(take.prompt, take), null);
    },
    big: () => {
      if (stage.name === "ready" || stage.name === "trouble") void recorder.start(about, broken === null ? (prompt?.longest ?? null) : null);
      else if (stage.name === "recording") void recorder.finish();
      else if (stage.name === "listening") keep();
    },
    again: () => {
      if (stage.name === "recording") void recorder.drop();
      else if (stage.name === "listening") void recorder.discard();
    },
    skip: () => {
      if (broken !== null && stage.name !== "recording") setBroken(null);
      else if (prompt !== null && (stage.name === "ready" || stage.name === "trouble")) onSkip(prompt);
    },
  };
}

/** Whoever does not wish to listen first has each take kept as soon as it is made. */
function useListenFirst(listenFirst: boolean, { stage }: Recorder, keep: () => void): void {
  const latest = useRef(keep);
  useEffect(() => { latest.current = keep; });
  const goesOn = !listenFirst && stage.name === "listening" && !stage.interrupted;
  useEffect(() => {
    if (goesOn) latest.current();
  }, [goesOn]);
}

/** Made before it is wanted: to fill it takes longer than whoever presses may wait. */
function useRoomInHand(): void {
  useEffect(() => void holdReserve(), []);
}

function useMicrophones(): Choice[] {
  const [found, setFound] = useState<Choice[]>([]);
  useEffect(() => {
    if (!globalThis.isSecureContext) return;
    const look = (): void => void listMicrophones().then(setFound);
    look();
    return onMicrophones(look);
  }, []);
  return found;
}
