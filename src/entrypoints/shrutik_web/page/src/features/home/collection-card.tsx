/** One collection as a stranger meets it: whose voice is wanted, how far it has come, and what the licence allows. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Progress, Row, Tag } from "../../parts/sheet.tsx";
import { LANGUAGES } from "../../words/choice.ts";
import { useWords } from "../../words/words.ts";
import { InLanguage, localeOf } from "./in-language.tsx";
import { useLanguages } from "../../api/languages.ts";
import style from "./home.module.css";

type Collection = Message<"CollectionMessage"> & { about?: Readonly<Record<string, string>> | null };

export function CollectionCard({ collection }: { collection: Collection }) {
  const { t, locale, setLocale } = useWords();
  const language = useLanguages()(collection.language);
  const own = localeOf(collection.language);
  return (
    <article className={style["card"]} aria-labelledby={`c-${collection.id}`}>
      <h3 id={`c-${collection.id}`}><bdi lang={collection.language}>{collection.name}</bdi></h3>
      <Row>
        <Tag kind="good"><span lang={collection.language}>{language.endonym}</span></Tag>
        <Tag>{collection.licence}</Tag>
      </Row>
      <InLanguage tag={collection.language}>
        <About collection={collection} language={language.endonym} />
      </InLanguage>
      <Reached slug={collection.slug} />
      <Row>
        <ButtonLink look="main" to={`/record/${collection.slug}`}>{t("home.record_here")}</ButtonLink>
        <ButtonLink to={`/transcribe/${collection.slug}`}>{t("home.transcribe_here")}</ButtonLink>
        {own !== null && own !== locale && (
          <Button look="quiet" lang={own} onClick={() => { setLocale(own); }}>{LANGUAGES.get(own)}</Button>
        )}
      </Row>
    </article>
  );
}

function About({ collection, language }: { collection: Collection; language: string }) {
  const { t, locale } = useWords();
  const about = collection.about[locale] ?? collection.about[collection.language] ?? Object.values(collection.about)[0];
  const free = collection.licence === "CC0-1.0" || collection.licence.startsWith("CC-BY");
  return (
    <div className={style["about"]}>
      <p><strong>{t("home.voices_wanted", { language })}</strong> {about}</p>
      {free && <p>{t(collection.licence === "CC0-1.0" ? "home.licence_cc0" : "home.licence_by")}</p>}
    </div>
  );
}

type Reach = { recorded_hours: number; goal_hours: number | null; speakers: number };

/** How many hours there are, if the server tells it; their place is kept, or buttons would move under a finger. */
function Reached({ slug }: { slug: string }) {
  const { t, number } = useWords();
  const reached = useQuery({
    queryKey: ["progress", slug],
    queryFn: () => got(api.GET("/api/v1/collections/{collection}/progress" as "/api/v1/collections/{collection}", { params: { path: { collection: slug } } })) as Promise<unknown> as Promise<Reach>,
    retry: false,
  });
  if (reached.isPending) return <p className={style["soft"]} aria-hidden="true">&nbsp;</p>;
  if (reached.data === undefined) return null;
  const { recorded_hours: hours, goal_hours: goal, speakers } = reached.data;
  if (speakers === 0) return <p className={style["soft"]}>{t("home.reached_none")}</p>;
  const amount = hours < 1
    ? t("home.amount_minutes", { minutes: number(Math.max(1, Math.round(hours * 60))) })
    : t("home.amount_hours", { hours: number(hours, { maximumFractionDigits: hours < 10 ? 1 : 0 }) });
  if (goal === null) return <p className={style["soft"]}>{t("home.reached", { amount, speakers })}</p>;
  return <Progress label={t("home.reached_of", { amount, goal: number(goal), speakers })} value={Math.min(hours, goal)} of={goal} />;
}
