/** A collection's prompts: those there are, and more of them by a file, by pictures and sounds, or one by one. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, got, type Message } from "../../../api/client.ts";
import { Select } from "../../../parts/field.tsx";
import { Card } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Collection } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { Import } from "./import.tsx";
import { Facts, Medium } from "./shown.tsx";
import { Skips } from "./skips.tsx";

const PAGE = 30;

export function Prompts({ collection }: { collection: Collection }) {
  const { t, number } = useWords();
  const [aside, setAside] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ["admin", "prompts", collection.slug, aside],
    queryFn: ({ pageParam }) =>
      got(api.GET("/api/v1/prompts", { params: { query: { collection: collection.slug, limit: PAGE, total: pageParam === null, ...(aside ? { state: "set_aside" } : {}), ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  const total = pages.data?.pages[0]?.total ?? null;
  const kind = aside ? "prompts_set_aside" : "prompts";
  return (
    <>
      <Import collection={collection} />
      <Card title={total === null ? t(`admin.${kind}`) : t(`admin.${kind}_total`, { count: total, shown: number(total) })}>
        <Select label={t("admin.prompts_shown")} help={t("admin.prompts_set_aside_help")} value={aside ? "aside" : "all"} onChange={(event) => { setAside(event.target.value === "aside"); }}>
          <option value="all">{t("admin.prompts_all")}</option>
          <option value="aside">{t("admin.prompts_set_aside")}</option>
        </Select>
        <Paged pages={pages} empty={t(`admin.${kind}_none`)} emptyHelp={t(`admin.${kind}${aside ? "" : "_none"}_help`)} idOf={(one) => one.id}>
          {(one) => <Prompt prompt={one} language={collection.language} />}
        </Paged>
      </Card>
    </>
  );
}

function Prompt({ prompt, language }: { prompt: Message<"ListedPromptMessage">; language: string }) {
  return (
    <div className={style["prompt"]}>
      <Medium kind={prompt.kind} address={prompt.media_url} text={prompt.text} />
      <div>
        <p lang={language} dir="auto">{prompt.text}</p>
        <Facts kind={prompt.kind} longest={prompt.longest} source={prompt.source} />
        <Skips prompt={prompt} />
      </div>
    </div>
  );
}
