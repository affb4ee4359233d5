/** The admins' part of the page: collections, people, and how the work goes on. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Navigate, NavLink, Route, Routes, useLocation } from "react-router";
import { api, got } from "../../api/client.ts";
import { useLoggedIn } from "../../api/session.ts";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./admin.module.css";
import { CollectionList } from "./collections/list.tsx";
import { NewCollection } from "./collections/new.tsx";
import { OneCollection } from "./collections/one.tsx";
import { Audit } from "./oversight/audit.tsx";
import { Flags } from "./oversight/flags.tsx";
import { Jobs } from "./oversight/jobs.tsx";
import { Pulse } from "./oversight/pulse.tsx";
import { Queue } from "./oversight/queue.tsx";
import { Stats } from "./oversight/stats.tsx";
import { Invitations } from "./people/invitations.tsx";
import { People } from "./people/people.tsx";

const WAYS = ["collections", "people", "invitations", "queue", "stats", "pulse", "jobs", "flags", "audit"] as const;

export default function Admin() {
  const loggedIn = useLoggedIn();
  const { pathname } = useLocation();
  if (!loggedIn) return <Navigate to={`/account/log-in?to=${encodeURIComponent(pathname)}`} replace />;
  return <ForAdmins />;
}

function ForAdmins() {
  const { t } = useWords();
  const me = useQuery({ queryKey: ["me"], queryFn: () => got(api.GET("/api/v1/me")), staleTime: 300_000 });
  if (me.isPending) return <Waiting />;
  if (me.isError) return <Sheet title={t("admin.title")}><NotLoaded asked={me} /></Sheet>;
  if (me.data.role !== "admin") return <Sheet title={t("admin.title")}><Note kind="warn"><p>{t("admin.not_for_you")}</p></Note></Sheet>;
  return (
    <div className={style["admin"]}>
      <Ways />
      <Screens />
    </div>
  );
}

/** On a phone the ways are wider than the screen: the one that was gone is kept in sight. */
function Ways() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const now = bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (bar.current && now) bar.current.scrollLeft += now.getBoundingClientRect().left + now.offsetWidth / 2 - bar.current.getBoundingClientRect().left - bar.current.clientWidth / 2;
  }, [pathname]);
  return (
    <nav ref={bar} className={style["ways"]} aria-label={t("admin.title")}>
      {WAYS.map((way) => <NavLink key={way} to={`/admin/${way}`}>{t(`admin.way_${way}`)}</NavLink>)}
    </nav>
  );
}

function Screens() {
  return (
    <Routes>
      <Route path="collections" element={<CollectionList />} />
      <Route path="collections/new" element={<NewCollection />} />
      <Route path="collections/:slug/*" element={<OneCollection />} />
      <Route path="people" element={<People />} />
      <Route path="invitations" element={<Invitations />} />
      <Route path="queue" element={<Queue />} />
      <Route path="stats" element={<Stats />} />
      <Route path="pulse" element={<Pulse />} />
      <Route path="jobs" element={<Jobs />} />
      <Route path="flags" element={<Flags />} />
      <Route path="audit" element={<Audit />} />
      <Route path="*" element={<Navigate to="/admin/collections" replace />} />
    </Routes>
  );
}
