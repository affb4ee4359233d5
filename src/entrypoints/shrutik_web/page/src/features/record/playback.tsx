/** The take that was just made: its shape, and a way to hear it. */
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { takeAudio } from "../../outbox/takes.ts";
import { Button } from "../../parts/button.tsx";
import { Shape, type Bars } from "../../parts/meter.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

export type Player = { toggle: () => void };

export function Playback({ take, bars, keys, ref }: { take: string; bars: Bars; keys: boolean; ref: Ref<Player> }) {
  const { t } = useWords();
  const audio = useRef<HTMLAudioElement>(null);
  const [source, playing, played, failed, events] = useSource(take, audio);
  const toggle = (): void => {
    const element = audio.current;
    if (element === null) return;
    if (element.paused) element.play().catch(() => undefined);
    else element.pause();
  };
  useImperativeHandle(ref, () => ({ toggle }));
  return (
    <div className={style["playback"]}>
      <Button look="plain" disabled={source === null} onClick={toggle} aria-pressed={playing} {...(keys ? { "aria-keyshortcuts": "l" } : {})}>
        <PlaySign playing={playing} />
        {t(playing ? "record.pause" : "record.listen")}
        {keys && <kbd className={style["key"]}>L</kbd>}
      </Button>
      <Shape bars={bars} played={played} />
      {failed && <p className={style["soft"]} role="status">{t("record.not_playable")}</p>}
      {/* A voice that was just recorded has no captions yet. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      {source !== null && <audio ref={audio} src={source} {...events} />}
    </div>
  );
}

function PlaySign({ playing }: { playing: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
      {playing ? <path d="M3 2h4v12H3zM9 2h4v12H9z" /> : <path d="M4 2l10 6-10 6z" />}
    </svg>
  );
}

type Events = { onPlay: () => void; onPause: () => void; onTimeUpdate: () => void; onError: () => void };

function useSource(take: string, audio: React.RefObject<HTMLAudioElement | null>): [string | null, boolean, number, boolean, Events] {
  const [source, setSource] = useState<string | null>(null);
  const [playing, setPlaying] = useState(false);
  const [played, setPlayed] = useState(1);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let url: string | null = null;
    let over = false;
    takeAudio(take).then(
      (blob) => {
        if (over) return;
        url = URL.createObjectURL(blob);
        setSource(url);
      },
      () => { setFailed(true); },
    );
    return () => {
      over = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [take]);
  const events: Events = {
    onPlay: () => { setPlaying(true); },
    onPause: () => { setPlaying(false); },
    onTimeUpdate: () => {
      const element = audio.current;
      if (element !== null && Number.isFinite(element.duration)) setPlayed(element.ended ? 1 : element.currentTime / element.duration);
    },
    onError: () => { setFailed(true); },
  };
  return [source, playing, played, failed, events];
}
