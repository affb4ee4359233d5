/** What waits on this device goes out as soon as it can, and is seen on every screen until it has. */
import { useEffect } from "react";
import { NavLink } from "react-router";
import { firstScreen } from "./first-screen.ts";
import { startAhead } from "./outbox/ahead.ts";
import { useOutbox } from "./outbox/outbox.ts";
import { useOwner } from "./outbox/owner.ts";
import { useWords } from "./words/words.ts";
import style from "./page-frame.module.css";

const ASKED_AGAIN_MS = 5_000;

export function Outgoing() {
  const { t } = useWords();
  const owner = useOwner();
  const { waiting, refused } = useOutbox(owner);
  useEffect(() => (owner === null ? undefined : startLater(owner)), [owner]);
  if (waiting + refused === 0) return null;
  return (
    <NavLink to="/unsent" className={`${style["unsent"]} ${refused > 0 ? style["refused"] : ""}`}>
      {refused > 0 ? t("frame.refused", { count: refused }) : t("frame.unsent", { count: waiting })}
    </NavLink>
  );
}

/** What is sent, and what is fetched ahead, waits for what is seen; returns what ends both. */
function startLater(owner: string): () => void {
  let over = false;
  const ends: (() => void)[] = [];
  void firstScreen.then(sender).then((startSync) => {
    if (!over) ends.push(startSync(owner), startAhead(owner));
  });
  return () => {
    over = true;
    for (const end of ends) end();
  };
}

/** Over a bad network it is asked for until it has come. */
async function sender(): Promise<(owner: string) => () => void> {
  for (;;) {
    try {
      return (await import("./outbox/sync.ts")).startSync;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, ASKED_AGAIN_MS));
    }
  }
}
