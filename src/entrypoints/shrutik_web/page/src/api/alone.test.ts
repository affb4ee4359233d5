import { afterEach, expect, test, vi } from "vitest";
import { alone } from "./alone.ts";

afterEach(() => { vi.unstubAllGlobals(); });

test("without the browser's locks one acts after the other, also after one that failed", async () => {
  vi.stubGlobal("navigator", {});
  const told: string[] = [];
  const act = (name: string) => async (): Promise<string> => {
    told.push(`${name} begins`);
    await Promise.resolve();
    told.push(`${name} ends`);
    if (name === "b") throw new Error(name);
    return name;
  };
  const all = await Promise.allSettled(["a", "b", "c"].map((name) => alone("lock", act(name))));
  expect(told).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  expect(all.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
