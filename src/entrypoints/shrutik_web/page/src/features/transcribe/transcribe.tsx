/** The transcriber: choose a collection, then clip after clip by keyboard or by touch. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useLanguages } from "../../api/languages.ts";
import { collectionAhead, collectionsAhead } from "../../outbox/ahead.ts";
import { useOwner } from "../../outbox/owner.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty, Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./transcribe.module.css";
import { Work } from "./work.tsx";

export default function Transcribe() {
  const { collection } = useParams();
  const { t } = useWords();
  const owner = useOwner();
  if (owner === null) {
    return (
      <Sheet title={t("transcribe.title")}>
        <Note title={t("transcribe.log_in_title")} action={<Row><ButtonLink look="main" to="/account">{t("transcribe.log_in")}</ButtonLink><ButtonLink to="/account/join">{t("transcribe.join")}</ButtonLink></Row>}>
          <p>{t("transcribe.log_in_help")}</p>
        </Note>
      </Sheet>
    );
  }
  return collection === undefined ? <Choose /> : <In key={collection} owner={owner} slug={collection} />;
}

function Choose() {
  const { t } = useWords();
  const language = useLanguages();
  const all = useQuery({ queryKey: ["collections", "ahead"], queryFn: collectionsAhead });
  return (
    <Sheet title={t("transcribe.title")} lead={t("transcribe.lead")}>
      {all.isPending && <Waiting />}
      {all.isError && <NotLoaded asked={all} />}
      {all.data?.length === 0 && <Empty title={t("transcribe.no_collections")} />}
      <ul className={style["choices"]}>
        {all.data?.map((one) => (
          <li key={one.id}>
            <ButtonLink to={`/transcribe/${one.slug}`}>
              <span lang={one.language} dir={language(one.language).direction}>{one.name}</span>
              <span lang={one.language}>{language(one.language).endonym}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function In({ owner, slug }: { owner: string; slug: string }) {
  const { t } = useWords();
  const collection = useQuery({ queryKey: ["collection", slug], queryFn: () => collectionAhead(slug) });
  if (collection.isPending) return <Sheet title={t("transcribe.title")} wide><Waiting /></Sheet>;
  if (collection.isError) {
    return <Sheet title={t("transcribe.title")}><NotLoaded asked={collection}><ButtonLink small to="/transcribe">{t("transcribe.others")}</ButtonLink></NotLoaded></Sheet>;
  }
  return <Work owner={owner} collection={collection.data} />;
}
