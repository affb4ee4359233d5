/** All recordings of a person, newest first, each with the place that it has reached. */
import { Link } from "react-router";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";
import { useCollectionNames, useRecordings, type Recording } from "./questions.ts";
import { lengthOf, STATUS_KINDS } from "./way.ts";

export function Recordings() {
  const { t } = useWords();
  const recordings = useRecordings();
  const nameOf = useCollectionNames();
  if (recordings.isPending) return <Waiting />;
  if (recordings.isError) return <NotLoaded asked={recordings} />;
  const items = recordings.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t("mine.none")}><p>{t("mine.none_help")}</p><ButtonLink look="main" to="/record">{t("mine.record")}</ButtonLink></Empty>;
  return (
    <>
      <ul className={style["list"]}>{items.map((one) => <li key={one.id}><Line recording={one} collection={nameOf(one.collection_id)} /></li>)}</ul>
      {recordings.hasNextPage && <Row><Button busy={recordings.isFetchingNextPage} onClick={() => { void recordings.fetchNextPage(); }}>{t("mine.more")}</Button></Row>}
    </>
  );
}

function Line({ recording, collection }: { recording: Recording; collection: string }) {
  const { t, date, number } = useWords();
  return (
    <Link className={style["one"]} to={`/mine/recordings/${recording.id}`}>
      <span>
        <strong>{collection}</strong>
        <span className={style["soft"]}>
          {date(recording.created_at, { dateStyle: "medium", timeStyle: "short" })}
          {recording.duration !== null && ` · ${lengthOf(recording.duration, number)}`}
        </span>
      </span>
      <Tag kind={STATUS_KINDS[recording.status]}>{t(`mine.status_${recording.status}`, { clips: recording.chunk_count })}</Tag>
    </Link>
  );
}
