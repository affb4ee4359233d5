/** What was done today on this device, what still waits to be sent, and room that is running out. */
import { Link } from "react-router";
import { minutesLeft, STOP_MINUTES, useRoom, WARN_MINUTES } from "../../outbox/quota.ts";
import { useOutbox } from "../../outbox/outbox.ts";
import { useTakes } from "../../outbox/takes.ts";
import { Note } from "../../parts/note.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

export function Tally({ owner }: { owner: string }) {
  const { t } = useWords();
  const { waiting, refused, pause } = useOutbox(owner);
  const made = useMadeToday(owner);
  return (
    <p className={style["tally"]} role="status">
      {made > 0 && <span>{t("record.made", { count: made })}</span>}
      {waiting > 0 && <Link to="/unsent">{t(pause === "offline" ? "record.waiting_offline" : "record.waiting", { count: waiting })}</Link>}
      {refused > 0 && <Link to="/unsent">{t("record.refused", { count: refused })}</Link>}
    </p>
  );
}

/** Takes that were kept since midnight; those that were sent are remembered too. */
function useMadeToday(owner: string): number {
  const takes = useTakes(owner);
  const midnight = new Date().setHours(0, 0, 0, 0);
  return (takes ?? []).filter((take) => take.startedAt >= midnight && take.held !== true && take.agreed === undefined && take.state !== "recording").length;
}

export function LittleRoom() {
  const { t, number } = useWords();
  const room = useRoom();
  const minutes = room === null ? null : minutesLeft(room);
  if (room?.short === true || (minutes !== null && minutes < STOP_MINUTES)) {
    return <Note kind="error" title={t("record.trouble_full")}><p>{t("record.trouble_full_help")}</p><Link to="/unsent">{t("record.to_unsent")}</Link></Note>;
  }
  if (minutes === null || minutes >= WARN_MINUTES) return null;
  return (
    <Note kind="warn" title={t("record.little_room", { minutes: number(Math.floor(minutes)) })}>
      <p>{t("record.little_room_help")}</p>
      <Link to="/unsent">{t("record.to_unsent")}</Link>
    </Note>
  );
}
