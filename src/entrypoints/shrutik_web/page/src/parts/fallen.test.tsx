import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, test, vi } from "vitest";
import { WordsContext, type Words } from "../words/words.ts";
import { Fallen } from "./fallen.tsx";

const words = { t: (key: string) => key } as unknown as Words;

function Screen({ broken }: { broken: boolean }) {
  if (broken) throw new Error("a screen that cannot be drawn");
  return <p>whole</p>;
}

afterEach(() => {
  document.body.replaceChildren();
});

test("a screen that breaks leaves words behind, not an empty page", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const show = (at: string, broken: boolean): void => {
    flushSync(() => { root.render(<WordsContext value={words}><Fallen at={at}><Screen broken={broken} /></Fallen></WordsContext>); });
  };
  show("/join", true);
  await vi.waitFor(() => { expect(place.querySelector("[role=alert]")?.textContent).toContain("problem.unexpected"); });
  expect(place.querySelector("button")?.textContent).toBe("parts.reload");
  show("/record", false);
  await vi.waitFor(() => { expect(place.textContent).toBe("whole"); });
});
