/** What a person was told about their account and voice, newest first; what is shown counts as read. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { markRead, NOTICES, useNotices, type Notice } from "../../outbox/notices.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";

export function Notices() {
  const { t, locale } = useWords();
  const notices = useNotices(locale);
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const fresh = useFresh(items);
  if (notices.isPending) return <Waiting />;
  if (notices.isError) return <NotLoaded asked={notices} />;
  if (items.length === 0) return <Empty title={t("mine.notices_none")}><p>{t("mine.notices_none_help")}</p><HowTold /></Empty>;
  return (
    <>
      <ul className={style["list"]}>{items.map((one) => <li key={one.id}><One notice={one} fresh={fresh.has(one.id)} /></li>)}</ul>
      <Row>
        {notices.hasNextPage && <Button busy={notices.isFetchingNextPage} onClick={() => { void notices.fetchNextPage(); }}>{t("mine.more")}</Button>}
        <HowTold />
      </Row>
    </>
  );
}

function HowTold() {
  const { t } = useWords();
  return <ButtonLink to="/account/notices">{t("mine.notices_choose")}</ButtonLink>;
}

function One({ notice, fresh }: { notice: Notice; fresh: boolean }) {
  const { t, date } = useWords();
  return (
    <article className={`${style["notice"]} ${fresh ? style["fresh"] : ""}`}>
      <header>
        {fresh && <Tag kind="good">{t("mine.notice_new")}</Tag>}
        <time className={style["soft"]} dateTime={notice.created_at}>{date(notice.created_at, { dateStyle: "medium", timeStyle: "short" })}</time>
      </header>
      <p lang={notice.language} dir="auto">{notice.text}</p>
      {notice.leads_to !== "/" && <Row><ButtonLink small to={notice.leads_to}>{t("mine.notice_look")}</ButtonLink></Row>}
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
