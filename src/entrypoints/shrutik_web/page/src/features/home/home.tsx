/** The first screen: what this is, whose voice is wanted, and what becomes of it; no account is needed to read it. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { ApiProblem } from "../../api/problems.ts";
import { useLoggedIn } from "../../api/session.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty, Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded, type Asked } from "../../parts/not-loaded.tsx";
import { useWords } from "../../words/words.ts";
import { CollectionCard } from "./collection-card.tsx";
import { Hero } from "./hero.tsx";
import { Journey } from "./journey.tsx";
import style from "./home.module.css";

export default function Home() {
  return (
    <div className={style["home"]}>
      <Hero />
      <Collections />
      <Journey />
    </div>
  );
}

function Collections() {
  const { t, locale } = useWords();
  const collections = useQuery({
    queryKey: ["collections"],
    queryFn: () => got(api.GET("/api/v1/collections", { params: { query: { limit: 100 } } })),
  });
  return (
    <section className={style["collections"]} id="collections" aria-labelledby="wanted">
      <h2 id="wanted">{t("home.wanted")}</h2>
      {collections.isPending && <Waiting />}
      {collections.isError && <Missing asked={collections} />}
      {collections.data?.items.length === 0 && <Empty title={t("home.none")}><p>{t("home.none_help")}</p></Empty>}
      {collections.data !== undefined && collections.data.items.length > 0 && (
        <ul className={style["cards"]}>
          {nearestFirst(collections.data.items, locale).map((one) => <li key={one.id}><CollectionCard collection={one} /></li>)}
        </ul>
      )}
    </section>
  );
}

/** What the reader probably speaks stands first. */
function nearestFirst(collections: readonly Message<"CollectionMessage">[], locale: string): Message<"CollectionMessage">[] {
  const far = (one: Message<"CollectionMessage">): number => (one.language.split("-")[0] === locale ? 0 : 1);
  return [...collections].sort((one, other) => far(one) - far(other));
}

/** Some installations show their collections to members alone: then the way in is shown in their place. */
function Missing({ asked }: { asked: Asked }) {
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  const { error: problem } = asked;
  if (!loggedIn && problem instanceof ApiProblem && problem.status === 401) {
    return (
      <Note title={t("home.join_title")}>
        <p>{t("home.join_help")}</p>
        <div className={style["ways"]}>
          <ButtonLink look="main" to="/account/join">{t("home.join")}</ButtonLink>
          <ButtonLink to="/account">{t("home.log_in")}</ButtonLink>
        </div>
      </Note>
    );
  }
  return <NotLoaded asked={asked} />;
}
