/** The buttons of the player, each with its key, and the clip's outline above them. */
import { useState } from "react";
import { useWords } from "../words/words.ts";
import type { Peaks } from "../sound/peaks.ts";
import { Button } from "./button.tsx";
import { chordName, chordSpoken, type Chords } from "./player-keys.ts";
import { BACK, FASTEST, SLOWEST, type Player, type PlayerState } from "./player.ts";
import style from "./player.module.css";
import { Waveform } from "./waveform.tsx";

/** What the keys of the player do. */
export type PlayerAction = "play" | "back" | "slower" | "faster" | "loop" | "picture";
export const PLAYER_KEYS: Chords<PlayerAction> = {
  play: "Alt+KeyK", back: "Alt+KeyJ", slower: "Alt+Comma", faster: "Alt+Period", loop: "Alt+KeyL", picture: "Alt+KeyP",
};

/** Do what a key of the player says; "picture" is the screen's. */
export function steer(player: Player, action: string): void {
  if (action === "play") player.toggle();
  if (action === "back") player.back();
  if (action === "slower") player.slower();
  if (action === "faster") player.faster();
  if (action === "loop") player.toggleLoop();
}

/** A press leaves the focus, and a phone's keyboard, where they are. */
export const STAY = { onMouseDown: (event: React.MouseEvent): void => { event.preventDefault(); } };

type Given = { player: Player; state: PlayerState; peaks: Peaks | null; chords: Chords<PlayerAction> | null; picture: string | null; pictured: boolean; onPicture: () => void };

export function PlayerBar({ player, state, peaks, chords, picture, pictured, onPicture }: Given) {
  const { t, number } = useWords();
  const key = (action: PlayerAction) => ({ ...STAY, ...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords[action]) }) });
  return (
    <div className={style["bar"]}>
      <Waveform peaks={peaks} state={state} onSeek={(at) => { player.seek(at); }} onPart={(part) => { player.choose(part); }} />
      {pictured && picture !== null && <Picture address={picture} state={state} />}
      {state.failed && <p role="alert" className={style["failed"]}>{t("player.failed")}</p>}
      <div className={style["buttons"]} role="group" aria-label={t("player.group")}>
        <Button look="main" onClick={() => { player.toggle(); }} {...key("play")}>
          <Sign shape={state.playing ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2l10 6-10 6z"} />
          {t(state.playing ? "player.pause" : "player.play")}<Key of={chords?.play} />
        </Button>
        <Button onClick={() => { player.back(); }} {...key("back")}>
          <Sign shape="M8 3V0L3 4l5 4V5a4.5 4.5 0 1 1-4.5 4.5H2A6 6 0 1 0 8 3z" />{t("player.back", { seconds: number(BACK) })}<Key of={chords?.back} />
        </Button>
        <Button aria-pressed={state.loop} onClick={() => { player.toggleLoop(); }} {...key("loop")}>
          <Sign shape="M3 7a4 4 0 0 1 4-4h4V1l4 3-4 3V5H7a2 2 0 0 0-2 2zM13 9a4 4 0 0 1-4 4H5v2l-4-3 4-3v2h4a2 2 0 0 0 2-2z" />{t(state.part === null ? "player.loop" : "player.loop_part")}
          {state.loop && <span aria-hidden="true">✓</span>}<Key of={chords?.loop} />
        </Button>
        {picture !== null && (
          <Button aria-pressed={pictured} onClick={onPicture} {...key("picture")}>{t("player.picture")}{pictured && <span aria-hidden="true">✓</span>}<Key of={chords?.picture} /></Button>
        )}
        <Speed player={player} state={state} chords={chords} />
      </div>
    </div>
  );
}

function Speed({ player, state, chords }: Pick<Given, "player" | "state" | "chords">) {
  const { t, number } = useWords();
  const shown = number(state.speed, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
  return (
    <div className={style["speed"]} role="group" aria-label={t("player.speed")}>
      <Button onClick={() => { player.slower(); }} disabled={state.speed <= SLOWEST} {...STAY} {...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords.slower) })}><Sign shape="M3 7h10v2H3z" /><span className="unseen">{t("player.slower")}</span><Key of={chords?.slower} /></Button>
      <button type="button" className={style["figure"]} {...STAY} onClick={() => { player.setSpeed(1); }} title={t("player.usual_speed")}>
        <span role="status" aria-label={t("player.speed_is", { speed: shown })}>×{shown}</span>
      </button>
      <Button onClick={() => { player.faster(); }} disabled={state.speed >= FASTEST} {...STAY} {...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords.faster) })}><Sign shape="M7 3h2v4h4v2H9v4H7V9H3V7h4z" /><span className="unseen">{t("player.faster")}</span><Key of={chords?.faster} /></Button>
    </div>
  );
}

function Picture({ address, state }: { address: string; state: PlayerState }) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  if (failed) return <p role="status" className={style["failed"]}>{t("player.picture_failed")}</p>;
  return (
    <div className={style["picture"]} dir="ltr">
      <img src={address} alt={t("player.picture_alt")} onError={() => { setFailed(true); }} />
      <span aria-hidden="true" style={{ insetInlineStart: `${state.duration > 0 ? (state.at / state.duration) * 100 : 0}%` }} />
    </div>
  );
}

function Sign({ shape }: { shape: string }) {
  return <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor"><path d={shape} /></svg>;
}

/** The key of a button; it is hidden where there is no keyboard. */
export function Key({ of }: { of: string | undefined }) {
  return of === undefined ? null : <kbd className={style["key"]} aria-hidden="true">{chordName(of)}</kbd>;
}
