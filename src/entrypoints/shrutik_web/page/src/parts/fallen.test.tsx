import { act } from "react";
import { createRoot } from "react-dom/client";
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

test("a screen that breaks leaves words behind, not an empty page", () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const show = (at: string, broken: boolean): void => {
    act(() => { root.render(<WordsContext value={words}><Fallen at={at}><Screen broken={broken} /></Fallen></WordsContext>); });
  };
  show("/join", true);
  expect(place.querySelector("[role=alert]")?.textContent).toContain("problem.unexpected");
  expect(place.querySelector("button")?.textContent).toBe("parts.reload");
  show("/record", false);
  expect(place.textContent).toBe("whole");
});
