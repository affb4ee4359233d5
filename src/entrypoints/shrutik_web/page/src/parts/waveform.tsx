/** The outline of a clip: press to go there, draw over it to choose a part, arrow keys to move. */
import { useEffect, useRef, useState, type PointerEvent } from "react";
import type { Peaks } from "../sound/peaks.ts";
import { useWords } from "../words/words.ts";
import type { Part, PlayerState } from "./player.ts";
import style from "./waveform.module.css";

type Given = { peaks: Peaks | null; state: PlayerState; onSeek: (seconds: number) => void; onPart: (part: Part | null) => void };

/** Seconds of one press of an arrow key. */
const STEP = 0.5;
/** A finger that moves less than this many pixels wants a place, not a part. */
const SLACK = 8;

export function Waveform({ peaks, state, onSeek, onPart }: Given) {
  const { t, number } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  const [from, setFrom] = useState<number | null>(null);
  useEffect(() => {
    if (canvas.current !== null && width > 0) draw(canvas.current, width, peaks, state);
  }, [peaks, state, width]);
  const secondsAt = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * state.duration;
  };
  const wide = (one: number, other: number): boolean => state.duration > 0 && (Math.abs(one - other) / state.duration) * width > SLACK;
  const seconds = (value: number): string => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className={style["wave"]} dir="ltr">
      <div role="slider" tabIndex={0} aria-label={t("player.place")} aria-valuemin={0} aria-valuemax={state.duration} aria-valuenow={state.at}
        aria-valuetext={t("player.place_of", { at: seconds(state.at), of: seconds(state.duration) })}
        onMouseDown={(event) => { event.preventDefault(); }}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setFrom(secondsAt(event)); }}
        onPointerMove={(event) => {
          const at = secondsAt(event);
          if (from !== null && wide(from, at)) onPart({ from: Math.min(from, at), to: Math.max(from, at) });
        }}
        onPointerUp={(event) => {
          const at = secondsAt(event);
          if (from !== null && !wide(from, at)) { onPart(null); onSeek(at); }
          setFrom(null);
        }}
        onPointerCancel={() => { setFrom(null); }}
        onKeyDown={(event) => {
          const steps: Readonly<Record<string, number>> = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -state.duration, End: state.duration };
          const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : steps[event.key];
          if (step === undefined) return;
          event.preventDefault();
          onSeek(state.at + step);
        }}>
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <span className={style["time"]} aria-hidden="true">{seconds(state.at)} / {seconds(state.duration)}</span>
    </div>
  );
}

function useWidth(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const frame = canvas.current?.parentElement;
    if (frame == null) return;
    const watch = new ResizeObserver((entries) => { setWidth(Math.floor(entries[0]?.contentRect.width ?? 0)); });
    watch.observe(frame);
    return () => { watch.disconnect(); };
  }, [canvas]);
  return width;
}

const BAR = 3;

function draw(canvas: HTMLCanvasElement, width: number, peaks: Peaks | null, state: PlayerState): void {
  const height = canvas.clientHeight;
  const scale = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.scale(scale, scale);
  const look = getComputedStyle(canvas);
  const place = (seconds: number): number => (state.duration > 0 ? (seconds / state.duration) * width : 0);
  if (state.part !== null) {
    pen.fillStyle = look.getPropertyValue("--wave-part");
    pen.fillRect(place(state.part.from), 0, place(state.part.to) - place(state.part.from), height);
  }
  const parts = peaks?.high.length ?? 0;
  const loudest = loudestOf(peaks);
  for (let x = 0; x < width; x += BAR) {
    const first = Math.floor((x / width) * parts);
    const last = Math.max(first + 1, Math.floor(((x + BAR) / width) * parts));
    let low = 0;
    let high = 0;
    for (let part = first; part < last; part++) {
      low = Math.min(low, peaks?.low[part] ?? 0);
      high = Math.max(high, peaks?.high[part] ?? 0);
    }
    const above = Math.max(1, (high / loudest) * (height / 2 - 4));
    const below = Math.max(1, (-low / loudest) * (height / 2 - 4));
    pen.fillStyle = look.getPropertyValue(x <= place(state.at) ? "--wave-played" : "--wave-rest");
    pen.fillRect(x, height / 2 - above, BAR - 1, above + below);
  }
  pen.fillStyle = look.getPropertyValue("--wave-now");
  pen.fillRect(Math.min(width - 2, place(state.at)), 0, 2, height);
}

/** A soft voice fills the drawing as a loud one does, but noise alone stays small. */
function loudestOf(peaks: Peaks | null): number {
  let loudest = 16;
  for (const value of peaks?.high ?? []) loudest = Math.max(loudest, value);
  for (const value of peaks?.low ?? []) loudest = Math.max(loudest, -value);
  return loudest;
}
