import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, test, vi } from "vitest";
import { ApiProblem, unreachable } from "../api/problems.ts";
import { WordsContext, type Words } from "../words/words.ts";
import { NotLoaded, type Asked } from "./not-loaded.tsx";

const words = { t: (key: string) => key, find: () => null } as unknown as Words;

afterEach(() => {
  document.body.replaceChildren();
});

function shown() {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const refetch = vi.fn();
  const show = (asked: Partial<Asked>): void => {
    const all = { error: unreachable(), isFetching: false, errorUpdateCount: 1, refetch, ...asked };
    flushSync(() => { root.render(<WordsContext value={words}><NotLoaded asked={all}><a href="/">elsewhere</a></NotLoaded></WordsContext>); });
  };
  return { place, show, refetch };
}

test("says what happened, and asks again when that is pressed", async () => {
  const { place, show, refetch } = shown();
  show({ error: new ApiProblem(503, "busy", "Too much to do.") });
  const note = place.querySelector("[role=alert]");
  await vi.waitFor(() => { expect(note?.textContent).toContain("Too much to do."); });
  expect(note?.querySelector("a")?.textContent).toBe("elsewhere");
  const button = note?.querySelector("button");
  expect(button?.textContent).toBe("parts.try_again");
  button?.click();
  expect(refetch).toHaveBeenCalledOnce();
  show({ isFetching: true });
  expect(place.querySelector("button")?.disabled).toBe(true);
});

test.each([[1, false], [2, true]])("after %i failures the button has the focus: %s", async (errorUpdateCount, focused) => {
  const { place, show } = shown();
  show({ errorUpdateCount });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.activeElement === place.querySelector("button")).toBe(focused);
});
