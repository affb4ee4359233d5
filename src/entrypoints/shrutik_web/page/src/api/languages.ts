/** Names and directions of languages, as the server tells them; until it does, as the browser knows them. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "./client.ts";

export type Language = { endonym: string; direction: "ltr" | "rtl" };

/** From a BCP 47 tag to its language. */
export function useLanguages(): (tag: string) => Language {
  const languages = useQuery({ queryKey: ["languages"], queryFn: () => got(api.GET("/api/v1/languages")), staleTime: Infinity });
  return (tag) => {
    const found = languages.data?.items.find((one) => one.tag === tag) ?? languages.data?.items.find((one) => one.tag === tag.split("-")[0]);
    if (found === undefined) return { endonym: ownName(tag), direction: ownDirection(tag) };
    return { endonym: found.endonym, direction: found.direction === "rtl" ? "rtl" : "ltr" };
  };
}

function ownName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Thaa", "Nkoo", "Syrc", "Adlm", "Rohg", "Mand"]);

function ownDirection(tag: string): "ltr" | "rtl" {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
}
