/** A change of a collection: what is left out of it stays as it is. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../../api/client.ts";
import type { Collection } from "../lookups.ts";

type Change = { policies?: Record<string, Record<string, unknown>>; about?: Record<string, string>; guidelines?: Record<string, string>; goal_hours?: number | null };

export function useChangeOf(collection: Collection) {
  const queries = useQueryClient();
  return useMutation({
    // The document's types ask for all of it.
    mutationFn: (change: Change) => got(api.PATCH("/api/v1/collections/{collection}", { params: { path: { collection: collection.slug } }, body: change as Message<"CollectionChange"> })),
    onSuccess: (changed) => {
      queries.setQueryData(["admin", "collection", collection.slug], changed);
      void queries.invalidateQueries({ queryKey: ["collections"] });
      void queries.invalidateQueries({ queryKey: ["admin", "collections"] });
    },
  });
}
