/** An import of prompts, looked at and then done. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got } from "../../../api/client.ts";
import { kindOf } from "./lines.ts";

export type Wish = { collection: string; source: string; file: string };

const sentAsItIs = ({ collection, source, file }: Wish) => ({
  params: { query: { collection, source } },
  headers: { "Content-Type": kindOf(file) },
  body: file,
  bodySerializer: (text: string) => text,
});

export function usePreview() {
  return useMutation({ mutationFn: (wish: Wish) => got(api.POST("/api/v1/prompts/import/preview", sentAsItIs(wish))) });
}

export function useImport(then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => got(api.POST("/api/v1/prompts/import", sentAsItIs(wish))),
    onSuccess: async (_, wish) => {
      then();
      await queries.invalidateQueries({ queryKey: ["admin", "prompts", wish.collection] });
    },
  });
}
