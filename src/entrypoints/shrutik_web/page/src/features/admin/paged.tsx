/** A list of the API that comes page by page: waiting, refused, empty, and more on request. */
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./admin.module.css";

export type Page<Item> = { items: Item[]; next_cursor: string | null };
type Pages<Item> = UseInfiniteQueryResult<{ pages: Page<Item>[] }>;

/** For `useInfiniteQuery`: where a list begins and how it goes on. */
export const BY_PAGE = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor,
};

/** The part of a query that says from where on. */
export function from(cursor: string | null): { cursor?: string } {
  return cursor === null ? {} : { cursor };
}

type Shape<Item> = { pages: Pages<Item>; empty: string; emptyHelp?: string; idOf: (item: Item) => string; children: (item: Item) => ReactNode };

export function Paged<Item>({ pages, empty, emptyHelp, idOf, children }: Shape<Item>) {
  const { t } = useWords();
  const found = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {pages.isPending && <Waiting />}
      {pages.isError && <NotLoaded asked={pages} />}
      {pages.isSuccess && found.length === 0 && <Empty title={empty}>{emptyHelp !== undefined && <p>{emptyHelp}</p>}</Empty>}
      {found.length > 0 && <ul className={style["rows"]}>{found.map((item) => <li key={idOf(item)}>{children(item)}</li>)}</ul>}
      {pages.hasNextPage && <Row><Button onClick={() => { void pages.fetchNextPage(); }} busy={pages.isFetchingNextPage}>{t("admin.more")}</Button></Row>}
    </>
  );
}
