/** What the server tells a person about their account and voice; asked for again now and then. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, got, type Message } from "./client.ts";

export type Notice = Message<"NoticeMessage">;
export const NOTICES = ["notices"];

const PAGE = 20;
const AGAIN = 120_000;

/** The newest first, page by page. */
export function useNotices(loggedIn: boolean) {
  return useInfiniteQuery({
    queryKey: NOTICES,
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/me/notices", { params: { query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: loggedIn,
    refetchInterval: AGAIN,
  });
}

/** How many of the newest notices were not read yet. */
export function useUnread(loggedIn: boolean): number {
  const notices = useNotices(loggedIn);
  return notices.data?.pages[0]?.items.filter((one) => one.read_at === null).length ?? 0;
}

/** Say that all up to this one were read. */
export function markRead(newest: Notice): Promise<unknown> {
  return got(api.POST("/api/v1/me/notices/read", { body: { up_to: newest.id } }));
}
