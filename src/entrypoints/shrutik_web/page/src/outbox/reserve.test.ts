import { afterEach, beforeEach, expect, test, vi } from "vitest";

const full = (): DOMException => new DOMException("full", "QuotaExceededError");
let free = 0;
let files = new Map<string, number>();

/** A disk with so many bytes, as pages see it. */
class Handle {
  constructor(private readonly name: string) {}
  getFile(): Promise<{ size: number }> {
    return Promise.resolve({ size: files.get(this.name) ?? 0 });
  }
  createWritable(): Promise<unknown> {
    let written = 0;
    const write = (bytes: Uint8Array): Promise<void> => {
      if (bytes.length > free) return Promise.reject(full());
      free -= bytes.length;
      files.set(this.name, (written += bytes.length));
      return Promise.resolve();
    };
    return Promise.resolve({ write, close: () => Promise.resolve(), abort: () => Promise.resolve() });
  }
}

const folder = {
  getFileHandle: (name: string) => Promise.resolve(new Handle(name)),
  removeEntry: (name: string) => {
    if (!files.has(name)) return Promise.reject(new DOMException("none", "NotFoundError"));
    free += files.get(name) ?? 0;
    files.delete(name);
    return Promise.resolve();
  },
};

beforeEach(() => {
  files = new Map();
  vi.resetModules();
  vi.stubGlobal("FileSystemFileHandle", Handle);
  vi.stubGlobal("navigator", { storage: { getDirectory: () => Promise.resolve(folder) } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Writes so many bytes to the disk. */
function writing(bytes: number) {
  return vi.fn(() => {
    if (bytes > free) return Promise.reject(full());
    free -= bytes;
    return Promise.resolve("written");
  });
}

test("on a full disk the room in hand is let go, once, and what was to be written is", async () => {
  const { holdReserve, inAnyCase, isShort } = await import("./reserve.ts");
  free = 24_000_000;
  expect(await holdReserve()).toBe(true);
  expect(free).toBe(0);
  const told = vi.fn();
  const write = writing(65_536);
  expect(await inAnyCase(write, told)).toBe("written");
  expect([write.mock.calls.length, told.mock.calls.length, isShort()]).toEqual([2, 1, true]);
});

test("for a while after that it is left alone, then had again if there is room", async () => {
  vi.useFakeTimers();
  const { holdReserve, inAnyCase } = await import("./reserve.ts");
  free = 24_000_000;
  await holdReserve();
  await inAnyCase(writing(10));
  free = 30_000_000;
  expect(await holdReserve()).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await holdReserve()).toBe(true);
  expect(free).toBe(6_000_000);
});

test("less room than that is known as none, and nothing of it is taken", async () => {
  const { holdReserve, isShort } = await import("./reserve.ts");
  free = 23_999_999;
  expect(await holdReserve()).toBe(false);
  expect([free, isShort()]).toEqual([23_999_999, true]);
});

test("what fails for another reason, or without room in hand, fails", async () => {
  const { inAnyCase } = await import("./reserve.ts");
  await expect(inAnyCase(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  free = 5;
  await expect(inAnyCase(writing(10))).rejects.toMatchObject({ name: "QuotaExceededError" });
});
