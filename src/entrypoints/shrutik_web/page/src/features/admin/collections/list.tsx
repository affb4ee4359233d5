/** All collections with how far each has come. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, got } from "../../../api/client.ts";
import { useLanguages } from "../../../api/languages.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty, Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Progress, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { useCollections, type Collection } from "../lookups.ts";

export function CollectionList() {
  const { t } = useWords();
  const collections = useCollections();
  return (
    <Sheet wide title={t("admin.way_collections")} actions={<ButtonLink look="main" to="/admin/collections/new">{t("admin.collection_new")}</ButtonLink>}>
      {collections.isPending && <Waiting />}
      {collections.isError && <NotLoaded asked={collections} />}
      {collections.data?.items.length === 0 && <Empty title={t("admin.collections_none")}><p>{t("admin.collections_none_help")}</p></Empty>}
      {collections.data !== undefined && collections.data.items.length > 0 && (
        <ul className={style["cards"]}>{collections.data.items.map((one) => <li key={one.id}><Line collection={one} /></li>)}</ul>
      )}
    </Sheet>
  );
}

function Line({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const language = useLanguages()(collection.language);
  return (
    <article className={style["card"]}>
      <h2><Link to={collection.slug} lang={collection.language} dir={language.direction}>{collection.name}</Link></h2>
      <p className={style["soft"]}><span lang={collection.language}>{language.endonym}</span> · <span dir="ltr">{collection.licence}</span> · <code dir="ltr">{collection.slug}</code></p>
      <HowFar collection={collection} />
      <p className={style["links"]}>
        <Link to={`${collection.slug}/prompts`}>{t("admin.tab_prompts")}</Link>
        <Link to={`/admin/invitations?collection=${collection.slug}`}>{t("admin.way_invitations")}</Link>
        <Link to={`/admin/stats?collection=${collection.slug}`}>{t("admin.way_stats")}</Link>
      </p>
    </article>
  );
}

function HowFar({ collection }: { collection: Collection }) {
  const { t, number } = useWords();
  const progress = useQuery({
    queryKey: ["admin", "progress", collection.slug],
    queryFn: () => got(api.GET("/api/v1/collections/{collection}/progress", { params: { path: { collection: collection.slug } } })),
  });
  if (progress.data === undefined) return <p className={style["soft"]}>…</p>;
  const { settled_hours: settled, recorded_hours: recorded, goal_hours: goal, speakers } = progress.data;
  const hours = (value: number): string => number(value, { maximumFractionDigits: value < 10 ? 2 : 0 });
  const said = t("admin.how_far", { recorded: hours(recorded), settled: hours(settled), speakers });
  return goal === null ? <p>{said}</p> : <Progress label={`${said} ${t("admin.of_goal", { goal: hours(goal) })}`} value={Math.min(recorded, goal)} of={goal} />;
}
