/** The way to notices that were not read yet; it is there only as long as there are some. */
import { NavLink } from "react-router";
import { useUnread } from "./outbox/notices.ts";
import { useWords } from "./words/words.ts";
import style from "./page-frame.module.css";

export function Bell() {
  const { t, number, locale } = useWords();
  const unread = useUnread(locale);
  if (unread === 0) return null;
  return (
    <NavLink to="/mine/notices" className={style["bell"] ?? ""}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor"><path d="M8 1a1 1 0 0 1 1 1v.6A4 4 0 0 1 12 6.5V10l1.5 2v.5h-11V12L4 10V6.5A4 4 0 0 1 7 2.6V2a1 1 0 0 1 1-1zM6.5 13.5h3a1.5 1.5 0 0 1-3 0z" /></svg>
      <span aria-hidden="true">{number(unread)}</span>
      <span className="unseen">{t("frame.notices", { count: unread })}</span>
    </NavLink>
  );
}
