/** Names and directions of languages, as the server tells them; until it does, the browser's. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../../api/client.ts";

type Language = { endonym: string; direction: "ltr" | "rtl" };

export function useLanguages(): (tag: string) => Language {
  const languages = useQuery({ queryKey: ["languages"], queryFn: () => got(api.GET("/api/v1/languages")), staleTime: Infinity });
  return (tag) => {
    const found = languages.data?.items.find((one) => one.tag === tag || one.tag === tag.split("-")[0]);
    return { endonym: found?.endonym ?? ownName(tag), direction: found?.direction === "rtl" ? "rtl" : "ltr" };
  };
}

function ownName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language", fallback: "code" }).of(tag) ?? tag;
}
