/** What the server tells a person about their account and voice; asked for again now and then, and kept for when it cannot be. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../api/client.ts";
import { freshOrKept } from "./kept.ts";
import { useOwner } from "./owner.ts";

export type Notice = Message<"NoticeMessage">;
type NoticePage = Message<"NoticePage">;
export const NOTICES = ["notices"];

const PAGE = 20;
const AGAIN = 120_000;

/** In this language, the newest first, page by page; without a network the newest page as it was when it was last read. */
export function useNotices(language: string) {
  const owner = useOwner();
  return useInfiniteQuery({
    queryKey: [...NOTICES, owner, language],
    queryFn: ({ pageParam }) => (pageParam === null ? freshOrKept("profile", `notices:${owner ?? ""}`, () => asked({ language })) : asked({ language, cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: owner !== null,
    refetchInterval: AGAIN,
  });
}

/** How many were not read yet. */
export function useUnread(language: string): number {
  return useNotices(language).data?.pages[0]?.unread ?? 0;
}

/** Say that all up to this one were read. */
export function markRead(newest: Notice): Promise<unknown> {
  return got(api.POST("/api/v1/me/notices/read", { body: { up_to: newest.id, only: null } }));
}

function asked(where: { language: string; cursor?: string }): Promise<NoticePage> {
  return got(api.GET("/api/v1/me/notices", { params: { query: { limit: PAGE, ...where } } }));
}
