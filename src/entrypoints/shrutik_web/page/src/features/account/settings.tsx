/** What a person may change of their own account, in three parts. */
import { useQueryClient } from "@tanstack/react-query";
import { NavLink, Route, Routes, useNavigate } from "react-router";
import { logOut } from "../../api/session.ts";
import { Button } from "../../parts/button.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { Keys } from "./keys.tsx";
import { HowTold } from "./notices.tsx";
import { Look } from "./look.tsx";
import { Security } from "./security.tsx";
import { Traits } from "./traits.tsx";
import { useMe, type Me } from "./use-me.ts";
import { You } from "./you.tsx";

export default function Settings() {
  const { t } = useWords();
  const me = useMe();
  return (
    <Sheet title={nameOf(me.data) ?? t("account.title")} actions={<LogOut />}>
      <nav className={style["tabs"]} aria-label={t("account.title")}>
        <NavLink to="/account" end>{t("account.tab_you")}</NavLink>
        <NavLink to="/account/security">{t("account.tab_security")}</NavLink>
        <NavLink to="/account/notices">{t("account.tab_notices")}</NavLink>
        <NavLink to="/account/programs">{t("account.tab_programs")}</NavLink>
      </nav>
      {me.isPending && <Waiting />}
      {me.isError && <NotLoaded asked={me} />}
      {me.data !== undefined && (
        <Routes>
          <Route path="security" element={<Security me={me.data} />} />
          <Route path="notices" element={<HowTold me={me.data} />} />
          <Route path="programs" element={<Keys role={me.data.role} />} />
          <Route path="*" element={<><You me={me.data} /><Look /><Traits me={me.data} /></>} />
        </Routes>
      )}
    </Sheet>
  );
}

/** An account that came by a code may have no name. */
function nameOf(me: Me | undefined): string | null {
  return me === undefined || me.name === "" ? null : me.name;
}

function LogOut() {
  const { t } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = async (): Promise<void> => {
    await logOut();
    queries.clear();
    await navigate("/");
  };
  return <Button onClick={() => { void leave(); }}>{t("account.log_out")}</Button>;
}
