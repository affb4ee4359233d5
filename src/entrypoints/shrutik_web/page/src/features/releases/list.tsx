/** All datasets, newest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { ReleaseState } from "./state.tsx";
import { useSizes } from "./sizes.ts";
import style from "./releases.module.css";

export function ReleaseList() {
  const { t } = useWords();
  const pages = useInfiniteQuery({
    queryKey: ["releases"],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/releases", { params: { query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
  const found = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={t("releases.title")} lead={t("releases.lead")} actions={<ButtonLink to="new" look="main">{t("releases.new")}</ButtonLink>}>
      {pages.isPending && <Waiting />}
      {pages.isError && <NotLoaded asked={pages} />}
      {pages.isSuccess && found.length === 0 && <Empty title={t("releases.none")}><p>{t("releases.none_help")}</p></Empty>}
      <ul className={style["list"]}>
        {found.map((one) => <li key={one.id}><Line release={one} /></li>)}
      </ul>
      {pages.hasNextPage && <Row><Button onClick={() => void pages.fetchNextPage()} busy={pages.isFetchingNextPage}>{t("releases.more")}</Button></Row>}
    </Sheet>
  );
}

function Line({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t, date } = useWords();
  const { spoken, clips } = useSizes();
  return (
    <Link to={release.id} className={style["line"]}>
      <strong className={style["name"]}>{t("releases.name", { name: release.name, version: release.version })}</strong>
      <ReleaseState release={release} />
      <span className={style["soft"]}>{clips(release.clips)} · {spoken(release.seconds)} · {date(release.created_at, { dateStyle: "medium" })}</span>
    </Link>
  );
}
