/** Asking for a dataset: anew, or once more as it was asked for before. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api, got, type Message } from "../../api/client.ts";

export type Wish = Message<"ReleaseRequest">;
type Release = Message<"ReleaseMessage">;
type Bounds = Message<"Bounds">;

export function useAsk() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Wish) => got(api.POST("/api/v1/releases", { body })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["releases"] });
      await navigate(`/releases/${made.id}`);
    },
  });
}

/** The conditions that a release was made under, as they are asked for; without the reasons for what gates found. */
export function wishOf({ name, collection_ids, formats, selection }: Release): Wish {
  const { seconds, quality, recorded } = selection;
  const [first = null, last = null] = recorded;
  const bounds = Object.entries(quality).map(([figure, pair]) => [figure, boundsOf(pair)] as const);
  return { ...selection, name, collections: collection_ids, formats, seconds: boundsOf(seconds), quality: Object.fromEntries(bounds), recorded: { first, last }, accepted: {} };
}

function boundsOf([low = null, high = null]: readonly (number | null)[]): Bounds {
  return { low, high };
}
