/** The account of who is logged in, and a change of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";

export type Me = Message<"ProfileMessage">;
type Change = Partial<Omit<Message<"ProfileRequest">, "traits">> & { traits?: Partial<Message<"TraitsRequest">> };

export function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: () => got(api.GET("/api/v1/me")), staleTime: 300_000 });
}

/** What is left out of a change stays as it is, though the document's types ask for all of it. */
export function useChangeOfMe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => got(api.PATCH("/api/v1/me", { body: change as Message<"ProfileRequest"> })),
    onSuccess: (me) => {
      queries.setQueryData(["me"], me);
    },
  });
}
