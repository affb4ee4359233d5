/** What the screens of a person's own things ask of the server, and what they tell it. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";

export type Recording = Message<"RecordingMessage">;
export type Chunk = Message<"ChunkMessage">;
export type Withdrawal = Message<"WithdrawalMessage">;
type Taken = { recording: string; account: false } | { collection: string; purpose: Message<"ConsentMessage">["purposes"][number]; account: false } | { account: true };

const PAGE = 30;
const MOST = 100;
/** While something is under way, it is asked for again after so many milliseconds. */
const SOON = 5_000;

export function useRecordings() {
  return useInfiniteQuery({
    queryKey: ["mine", "recordings"],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/recordings", { params: { query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isUnderWay)) ? SOON : false),
  });
}

export function useRecording(id: string) {
  return useQuery({
    queryKey: ["mine", "recordings", id],
    queryFn: () => got(api.GET("/api/v1/recordings/{recording_id}", { params: { path: { recording_id: id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? SOON : false),
  });
}

export function useChunks(id: string, wanted: boolean) {
  return useQuery({
    queryKey: ["mine", "chunks", id],
    queryFn: () => got(api.GET("/api/v1/recordings/{recording_id}/chunks", { params: { path: { recording_id: id }, query: { limit: MOST } } })),
    enabled: wanted,
  });
}

export function useCollections() {
  return useQuery({ queryKey: ["collections", "all"], queryFn: () => got(api.GET("/api/v1/collections", { params: { query: { limit: MOST } } })), staleTime: 300_000 });
}

/** The names of collections by their ids. */
export function useCollectionNames(): (id: string | null) => string {
  const collections = useCollections();
  return (id) => collections.data?.items.find((one) => one.id === id)?.name ?? "…";
}

export function useConsents() {
  return useQuery({ queryKey: ["mine", "consents"], queryFn: () => got(api.GET("/api/v1/me/consents", { params: { query: { limit: MOST } } })) });
}

export function useWithdrawals() {
  return useQuery({ queryKey: ["mine", "withdrawals"], queryFn: () => got(api.GET("/api/v1/me/withdrawals", { params: { query: { limit: MOST } } })) });
}

/** Takes back a recording, a purpose of a collection, or all. */
export function useWithdraw(then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (taken: Taken) => got(api.POST("/api/v1/me/withdrawals", { body: taken })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["mine"] });
      then();
    },
  });
}

export function useUndo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => got(api.POST("/api/v1/me/withdrawals/{withdrawal_id}/undo", { params: { path: { withdrawal_id: id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["mine"] }),
  });
}

function isUnderWay(recording: Recording): boolean {
  return recording.status === "uploaded" || recording.status === "processing";
}
