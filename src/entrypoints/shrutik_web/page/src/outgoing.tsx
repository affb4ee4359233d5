/** What waits on this device goes out as soon as it can, and is seen on every screen until it has. */
import { useEffect } from "react";
import { NavLink } from "react-router";
import { startAhead } from "./outbox/ahead.ts";
import { useOutbox } from "./outbox/outbox.ts";
import { useOwner } from "./outbox/owner.ts";
import { startSync } from "./outbox/sync.ts";
import { useWords } from "./words/words.ts";
import style from "./page-frame.module.css";

export function Outgoing() {
  const { t } = useWords();
  const owner = useOwner();
  const { waiting, refused } = useOutbox(owner);
  useEffect(() => (owner === null ? undefined : startSync(owner)), [owner]);
  useEffect(() => (owner === null ? undefined : startAhead(owner)), [owner]);
  if (waiting + refused === 0) return null;
  return (
    <NavLink to="/unsent" className={`${style["unsent"]} ${refused > 0 ? style["refused"] : ""}`}>
      {refused > 0 ? t("frame.refused", { count: refused }) : t("frame.unsent", { count: waiting })}
    </NavLink>
  );
}
