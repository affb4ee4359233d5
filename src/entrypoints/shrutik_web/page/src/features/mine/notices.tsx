/** What a person was told about their account and voice, newest first; what is shown counts as read. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { markRead, NOTICES, useNotices, type Notice } from "../../outbox/notices.ts";
import { Button } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";

export function Notices() {
  const { t } = useWords();
  const notices = useNotices();
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const fresh = useFresh(items);
  if (notices.isPending) return <Waiting />;
  if (notices.isError) return <NotLoaded asked={notices} />;
  if (items.length === 0) return <Empty title={t("mine.notices_none")}><p>{t("mine.notices_none_help")}</p></Empty>;
  return (
    <>
      <ul className={style["list"]}>{items.map((one) => <li key={one.id}><One notice={one} fresh={fresh.has(one.id)} /></li>)}</ul>
      <p><Link to="/account/notices">{t("mine.notices_choose")}</Link></p>
      {notices.hasNextPage && <Row><Button busy={notices.isFetchingNextPage} onClick={() => { void notices.fetchNextPage(); }}>{t("mine.more")}</Button></Row>}
    </>
  );
}

function One({ notice, fresh }: { notice: Notice; fresh: boolean }) {
  const { t, date } = useWords();
  return (
    <article className={`${style["notice"]} ${fresh ? style["fresh"] : ""}`}>
      <p lang={notice.language} dir="auto">{notice.text}</p>
      <Row>
        <time className={style["soft"]} dateTime={notice.created_at}>{date(notice.created_at, { dateStyle: "medium", timeStyle: "short" })}</time>
        {notice.leads_to !== "/" && <Link to={notice.leads_to}>{t("mine.notice_look")}</Link>}
        {fresh && <Tag kind="good">{t("mine.notice_new")}</Tag>}
      </Row>
    </article>
  );
}

/** Those that were unread when the screen opened stay marked, while the server is told that they are read. */
function useFresh(items: readonly Notice[]): ReadonlySet<string> {
  const queries = useQueryClient();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const unread = items.filter((one) => one.read_at === null);
  const added = unread.filter((one) => !fresh.has(one.id));
  if (added.length > 0) setFresh(new Set([...fresh, ...added.map((one) => one.id)]));
  const newest = unread[0];
  const id = newest?.id;
  useEffect(() => {
    if (newest === undefined) return;
    markRead(newest).then(() => queries.invalidateQueries({ queryKey: NOTICES }), () => undefined);
    // Told once for each newest one, however often the list is asked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  return fresh;
}
