/** The voice as it comes in, bar by bar, and as it was: drawn outside React so that no frame waits for it. */
import { useEffect, useRef } from "react";
import style from "./meter.module.css";

/** One bar for each twentieth of a second: the highest of its samples, 0 to 1. */
export type Bars = { readonly values: number[] };

const WIDTH = 4;
const STEP = 7;
const LEAST = 3;
/** A bar at this height or above is drawn as too loud. */
export const TOO_LOUD = 0.985;
/** Quieter than this, in dB of full scale, a bar has its least height. */
const FLOOR = -54;

/** Milliseconds from one picture to the next, of two bars more: each has the browser look at the whole page. */
const PICTURE_MS = 100;

/** How much of the height a sample of this size takes: even steps of loudness, not of pressure. */
export function heightOf(peak: number): number {
  if (peak <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(peak)) / FLOOR));
}

/** The newest bars, running, for as long as it is there. */
export function Meter({ bars }: { bars: Bars }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const brush = brushOf(element);
    const room = Math.ceil(brush.width / STEP);
    let drawn = -1;
    const timer = setInterval(() => {
      if (drawn === bars.values.length) return;
      drawn = bars.values.length;
      paint(brush, bars.values.slice(-room), 1, "end");
    }, PICTURE_MS);
    return () => { clearInterval(timer); };
  }, [bars]);
  return <canvas ref={canvas} className={style["meter"]} aria-hidden="true" />;
}

/** All bars of a take in the width that there is; what was played is darker. */
export function Shape({ bars, played }: { bars: Bars; played: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const room = Math.max(1, Math.floor(element.clientWidth / STEP));
    paint(brushOf(element), fitted(bars.values, room), played, "start");
  }, [bars, played]);
  return <canvas ref={canvas} className={style["meter"]} aria-hidden="true" />;
}

/** So many bars as there is room for, each the highest of those that it stands for. */
export function fitted(values: readonly number[], room: number): number[] {
  if (values.length <= room) return [...values];
  return Array.from({ length: room }, (_, place) => {
    const from = Math.floor((place * values.length) / room);
    const to = Math.max(from + 1, Math.floor(((place + 1) * values.length) / room));
    return Math.max(...values.slice(from, to));
  });
}

type Brush = { context: CanvasRenderingContext2D | null; width: number; height: number; voice: string; loud: string; soft: string };

function brushOf(element: HTMLCanvasElement): Brush {
  const look = getComputedStyle(element);
  const scale = Math.min(2, devicePixelRatio);
  const { clientWidth: width, clientHeight: height } = element;
  element.width = width * scale;
  element.height = height * scale;
  const context = element.getContext("2d");
  context?.scale(scale, scale);
  return { context, width, height, voice: look.color, loud: look.outlineColor, soft: look.borderBlockEndColor };
}

/** All bars of one colour are one shape: a browser draws each by itself many times slower. */
function paint({ context, width, height, voice, loud, soft }: Brush, values: readonly number[], played: number, side: "start" | "end"): void {
  if (context === null) return;
  const first = side === "end" ? width - values.length * STEP : (width - values.length * STEP) / 2;
  context.clearRect(0, 0, width, height);
  const colourOf = (peak: number, place: number): string => (place >= played * values.length ? soft : peak >= TOO_LOUD ? loud : voice);
  for (const colour of [voice, loud, soft]) {
    context.fillStyle = colour;
    context.beginPath();
    values.forEach((peak, place) => {
      if (colourOf(peak, place) !== colour) return;
      const tall = Math.max(LEAST, heightOf(peak) * height);
      context.roundRect(first + place * STEP, (height - tall) / 2, WIDTH, tall, peak >= TOO_LOUD ? 0 : WIDTH / 2);
    });
    context.fill();
  }
}
