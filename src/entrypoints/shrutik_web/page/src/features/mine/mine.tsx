/** What a person gave: each recording and its way, what was agreed to, and how all of it is taken back. */
import { NavLink, Navigate, Route, Routes, useLocation } from "react-router";
import { useLoggedIn } from "../../api/session.ts";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Consents } from "./consents.tsx";
import { Everything } from "./everything.tsx";
import style from "./mine.module.css";
import { Leaderboard } from "./leaderboard.tsx";
import { Notices } from "./notices.tsx";
import { OneRecording } from "./one-recording.tsx";
import { Recordings } from "./recordings.tsx";
import { Stats } from "./stats.tsx";
import { Undoable } from "./undoable.tsx";

export default function Mine() {
  const loggedIn = useLoggedIn();
  const { pathname } = useLocation();
  if (!loggedIn) return <Navigate to={`/account/log-in?to=${encodeURIComponent(pathname)}`} replace />;
  return (
    <Routes>
      <Route path="consents" element={<Part><Consents /></Part>} />
      <Route path="notices" element={<Part><Notices /></Part>} />
      <Route path="leaderboard" element={<Part><Leaderboard /></Part>} />
      <Route path="everything" element={<Part><Everything /></Part>} />
      <Route path="recordings/:id" element={<OneRecording />} />
      <Route path="*" element={<Part><Stats /><Recordings /></Part>} />
    </Routes>
  );
}

function Part({ children }: { children: React.ReactNode }) {
  const { t } = useWords();
  return (
    <Sheet title={t("mine.title")} lead={t("mine.lead")}>
      <nav className={style["tabs"]} aria-label={t("mine.title")}>
        <NavLink to="/mine" end>{t("mine.tab_recordings")}</NavLink>
        <NavLink to="/mine/consents">{t("mine.tab_consents")}</NavLink>
        <NavLink to="/mine/notices">{t("mine.tab_notices")}</NavLink>
        <NavLink to="/mine/leaderboard">{t("mine.tab_leaderboard")}</NavLink>
        <NavLink to="/mine/everything">{t("mine.tab_everything")}</NavLink>
      </nav>
      <Undoable />
      {children}
    </Sheet>
  );
}
