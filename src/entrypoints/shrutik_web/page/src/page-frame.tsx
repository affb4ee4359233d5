/** What stands around every screen: the name, the ways, the language, what is unsent. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { Link, NavLink, useLocation } from "react-router";
import { useLoggedIn } from "./api/session.ts";
import { Bell } from "./bell.tsx";
import { profileAhead } from "./outbox/ahead.ts";
import { NewerPage } from "./newer-page.tsx";
import { Outgoing } from "./outgoing.tsx";
import { Fallen } from "./parts/fallen.tsx";
import { LANGUAGES, PSEUDO } from "./words/choice.ts";
import { useWords } from "./words/words.ts";
import style from "./page-frame.module.css";

type Way = { to: string; words: string; roles?: readonly string[] };
const WAYS: readonly Way[] = [
  { to: "/record", words: "frame.record" },
  { to: "/transcribe", words: "frame.transcribe" },
  { to: "/review", words: "frame.review", roles: ["reviewer", "admin"] },
  { to: "/releases", words: "frame.releases", roles: ["researcher", "admin"] },
  { to: "/admin", words: "frame.admin", roles: ["admin"] },
  { to: "/mine", words: "frame.mine" },
];

export function PageFrame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  const { pathname } = useLocation();
  const main = useFocusOnChange(pathname);
  return (
    <div className={style["frame"]}>
      <a className={style["skip"]} href="#main">{t("frame.skip")}</a>
      <header className={style["bar"]}>
        <Link to="/" className={style["name"]}><img src="/icon.svg" alt="" width="32" height="32" />{t("frame.name")}</Link>
        {loggedIn && <Ways />}
        <div className={style["end"]}>
          <Outgoing />
          <Bell />
          <LocaleChoice />
          <NavLink to="/account">{loggedIn ? t("frame.account") : t("frame.log_in")}</NavLink>
        </div>
      </header>
      <NewerPage />
      <main id="main" ref={main} tabIndex={-1} className={style["main"]}><Fallen at={pathname}>{children}</Fallen></main>
    </div>
  );
}

function Ways() {
  const { t } = useWords();
  const me = useQuery({ queryKey: ["me"], queryFn: profileAhead, staleTime: 300_000 });
  const role = me.data?.role ?? "contributor";
  return (
    <nav aria-label={t("frame.ways")} className={style["ways"]}>
      {WAYS.filter((way) => way.roles?.includes(role) ?? true).map((way) => <NavLink key={way.to} to={way.to}>{t(way.words)}</NavLink>)}
    </nav>
  );
}

function LocaleChoice() {
  const { locale, setLocale, t } = useWords();
  return (
    <select aria-label={t("frame.language")} value={locale} onChange={(event) => { setLocale(event.target.value); }}>
      {[...LANGUAGES].map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
      {locale === PSEUDO && <option value={PSEUDO}>{PSEUDO}</option>}
    </select>
  );
}

/** A new screen is told to a screen reader, and the keyboard goes on from its beginning. */
function useFocusOnChange(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    globalThis.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
