/** A collection's prompts: those there are, and more of them by a file, by pictures and sounds, or one by one. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../../../api/client.ts";
import { Card } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Collection } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { Import } from "./import.tsx";
import { Facts, Medium } from "./shown.tsx";

const PAGE = 30;

export function Prompts({ collection }: { collection: Collection }) {
  const { t, number } = useWords();
  const pages = useInfiniteQuery({
    queryKey: ["admin", "prompts", collection.slug],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/prompts", { params: { query: { collection: collection.slug, limit: PAGE, total: pageParam === null, ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  const total = pages.data?.pages[0]?.total ?? null;
  return (
    <>
      <Import collection={collection} />
      <Card title={total === null ? t("admin.prompts") : t("admin.prompts_total", { count: total, shown: number(total) })}>
        <Paged pages={pages} empty={t("admin.prompts_none")} emptyHelp={t("admin.prompts_none_help")} idOf={(one) => one.id}>
          {(one) => <Prompt prompt={one} language={collection.language} />}
        </Paged>
      </Card>
    </>
  );
}

function Prompt({ prompt, language }: { prompt: Message<"PromptMessage">; language: string }) {
  return (
    <div className={style["prompt"]}>
      <Medium kind={prompt.kind} address={prompt.media_url} text={prompt.text} />
      <div>
        <p lang={language} dir="auto">{prompt.text}</p>
        <Facts kind={prompt.kind} longest={prompt.longest} source={prompt.source} />
      </div>
    </div>
  );
}
