import { useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, expect, test, vi } from "vitest";
import { useChords } from "./player-keys.ts";

afterEach(() => {
  document.body.replaceChildren();
});

function Field({ send }: { send: (text: string) => void }) {
  const [text, setText] = useState("");
  useChords<"accept">({ on: true, chords: { accept: "Ctrl+Enter" } }, () => { send(text); });
  return <input value={text} onInput={(event) => { setText(event.currentTarget.value); }} />;
}

test("a chord that is pressed as soon as a letter is shown sends that letter as well", () => {
  const send = vi.fn();
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  flushSync(() => { root.render(<Field send={send} />); });
  return vi.waitFor(() => {
    press();
    expect(send).toHaveBeenCalled();
  }).then(() => {
    const field = document.querySelector("input");
    if (field === null) throw new Error("No field.");
    flushSync(() => {
      field.value = "গান";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    press();
    expect(send).toHaveBeenLastCalledWith("গান");
  });
});

function press(): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { code: "Enter", ctrlKey: true, bubbles: true }));
}
