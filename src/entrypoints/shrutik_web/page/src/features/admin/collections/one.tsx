/** One collection: its words, policies, prompts and consent documents. */
import { NavLink, Route, Routes, useParams } from "react-router";
import { useLanguages } from "../../../api/languages.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { useCollection } from "../lookups.ts";
import { CollectionPolicies } from "../policies/policies.tsx";
import { Prompts } from "../prompts/prompts.tsx";
import { Consent } from "./consent.tsx";
import { CollectionTexts } from "./words.tsx";

export function OneCollection() {
  const { slug = "" } = useParams();
  const { t } = useWords();
  const found = useCollection(slug);
  const language = useLanguages()(found.data?.language ?? "en");
  const base = `/admin/collections/${slug}`;
  return (
    <Sheet wide title={found.data?.name ?? t("admin.collection")} lead={found.data !== undefined && <><span lang={found.data.language}>{language.endonym}</span> · <span dir="ltr">{found.data.licence}</span> · <code dir="ltr">{slug}</code></>} actions={<ButtonLink look="quiet" to="/admin/collections">{t("admin.collections_all")}</ButtonLink>}>
      <nav className={style["tabs"]} aria-label={t("admin.collection")}>
        <NavLink to={base} end>{t("admin.tab_about")}</NavLink>
        <NavLink to={`${base}/prompts`}>{t("admin.tab_prompts")}</NavLink>
        <NavLink to={`${base}/policies`}>{t("admin.tab_policies")}</NavLink>
        <NavLink to={`${base}/consent`}>{t("admin.tab_consent")}</NavLink>
        <NavLink to={`/admin/invitations?collection=${slug}`}>{t("admin.way_invitations")}</NavLink>
      </nav>
      {found.isPending && <Waiting />}
      {found.isError && <NotLoaded asked={found} />}
      {found.data !== undefined && (
        <Routes>
          <Route path="policies" element={<CollectionPolicies collection={found.data} />} />
          <Route path="prompts" element={<Prompts collection={found.data} />} />
          <Route path="consent" element={<Consent collection={found.data} />} />
          <Route path="*" element={<CollectionTexts collection={found.data} />} />
        </Routes>
      )}
    </Sheet>
  );
}
