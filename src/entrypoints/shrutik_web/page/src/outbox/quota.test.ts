import { afterEach, expect, test, vi } from "vitest";
import { minutesLeft, reckonWith, room, STOP_MINUTES } from "./quota.ts";
import { RoomWatch } from "./room-watch.ts";

const SPARED = 5_000_000;
const format = { sampleRate: 10_000, channels: 2 };
/** Kept floats, and half as much for the file. */
const MINUTE = 10_000 * 2 * 4 * 1.5 * 60;

afterEach(() => { vi.unstubAllGlobals(); });

/** A browser that grants so many bytes beside what is used. */
function granting(bytes: number): void {
  const storage = { estimate: () => Promise.resolve({ quota: 1_000 + bytes, usage: 1_000 }), persisted: () => Promise.resolve(false) };
  vi.stubGlobal("navigator", { storage });
}

test("minutes are those of the microphone at hand, and what the page itself needs is spared", async () => {
  reckonWith(format);
  granting(SPARED + 3 * MINUTE);
  expect(minutesLeft(await room())).toBeCloseTo(3, 9);
  granting(SPARED - 1);
  expect(minutesLeft(await room())).toBe(0);
});

test("a quota that is a whole number of gigabytes above what is used tells nothing", async () => {
  granting(10 * 2 ** 30);
  expect(await room()).toMatchObject({ left: null, used: 1_000 });
  expect(minutesLeft(await room())).toBeNull();
});

test.each([
  ["at the limit a take can begin", 0, true],
  ["a byte below it none can, and one that runs is told to end", -1, false],
])("%s", async (_, more, may) => {
  granting(SPARED + STOP_MINUTES * MINUTE + more);
  const told = vi.fn();
  const watch = new RoomWatch(format, told);
  expect(await watch.forTake()).toBe(may);
  expect(told.mock.calls.length > 0).toBe(!may);
  watch.end();
});

test("room that was made meanwhile is seen at the next press", async () => {
  granting(0);
  const watch = new RoomWatch(format, () => undefined);
  expect(await watch.forTake()).toBe(false);
  granting(SPARED + 2 * MINUTE);
  expect(await watch.forTake()).toBe(true);
  watch.end();
});
