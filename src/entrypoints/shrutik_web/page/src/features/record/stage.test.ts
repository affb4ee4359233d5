import { expect, test, vi } from "vitest";
import * as fc from "fast-check";
import { after, READY, troubleOf, type Happening, type Stage } from "./stage.ts";

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>({ what: "pressed" }, { what: "stopping" }, { what: "dropped" }, { what: "decided" }, { what: "failed", trouble: "busy" }),
  fc.nat().map((at): Happening => ({ what: "began", at })),
  fc.record({ what: fc.constant("made" as const), take: fc.uuid(), interrupted: fc.boolean() }),
);

test("one take goes from the press to the decision", () => {
  const seen: string[] = [];
  let stage: Stage = READY;
  for (const happening of [{ what: "pressed" }, { what: "began", at: 5 }, { what: "stopping" }, { what: "made", take: "t", interrupted: false }, { what: "decided" }] as const) {
    stage = after(stage, happening);
    seen.push(stage.name);
  }
  expect(seen).toEqual(["opening", "recording", "closing", "listening", "ready"]);
});

test("a second press while the microphone opens or runs changes nothing", () => {
  const opening: Stage = { name: "opening" };
  const recording: Stage = { name: "recording", since: 1 };
  expect(after(opening, { what: "pressed" })).toBe(opening);
  expect(after(recording, { what: "pressed" })).toBe(recording);
});

test("a take that was made is left only by a decision of the speaker", () => {
  fc.assert(
    fc.property(happenings, (happening) => {
      const made: Stage = { name: "listening", take: "t", interrupted: false };
      const next = after(made, happening);
      expect(next === made || happening.what === "decided").toBe(true);
    }),
  );
});

test("recording is shown only when it has begun", () => {
  fc.assert(
    fc.property(fc.array(happenings, { maxLength: 30 }), (all) => {
      let stage: Stage = READY;
      for (const happening of all) {
        const next = after(stage, happening);
        if (next.name === "recording" && stage.name !== "recording") expect([stage.name, happening.what]).toEqual(["opening", "began"]);
        stage = next;
      }
    }),
  );
});

test("after trouble one can try again without a reload", () => {
  const trouble = after({ name: "opening" }, { what: "failed", trouble: "denied" });
  expect(trouble).toEqual({ name: "trouble", trouble: "denied" });
  expect(after(trouble, { what: "pressed" })).toEqual({ name: "opening" });
});

test("the browser's errors have a meaning, on an address without TLS one of their own", () => {
  vi.stubGlobal("isSecureContext", true);
  expect(troubleOf(new DOMException("", "NotAllowedError"))).toBe("denied");
  expect(troubleOf(new DOMException("", "NotFoundError"))).toBe("missing");
  expect(troubleOf(new DOMException("", "NotReadableError"))).toBe("busy");
  expect(troubleOf(new DOMException("", "QuotaExceededError"))).toBe("full");
  expect(troubleOf("odd")).toBe("failed");
  vi.stubGlobal("isSecureContext", false);
  expect(troubleOf(new TypeError("undefined is not an object"))).toBe("insecure");
  vi.unstubAllGlobals();
});
