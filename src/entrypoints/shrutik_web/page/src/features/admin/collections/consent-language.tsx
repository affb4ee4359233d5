/** A consent document in one of its languages, to be read and heard, and the sound that reads it aloud. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { api, got } from "../../../api/client.ts";
import { useLanguages } from "../../../api/languages.ts";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import type { Collection } from "../lookups.ts";

export function InLanguage({ collection, tag }: { collection: Collection; tag: string }) {
  const { t } = useWords();
  const { slug, consent } = collection;
  const language = useLanguages()(tag);
  const found = useQuery({
    queryKey: ["admin", "consent", slug, consent.version, tag],
    queryFn: () => got(api.GET("/api/v1/collections/{collection}/consent", { params: { path: { collection: slug }, query: { language: tag } } })),
  });
  const sound = consent.audio[tag];
  return (
    <div className={style["stack"]}>
      <div className={style["line"]}>
        <strong lang={tag}>{language.endonym}</strong>
        {tag === collection.language && <Tag>{t("admin.main_language")}</Tag>}
        {sound === undefined && <Tag kind="warn">{t("admin.not_read_aloud")}</Tag>}
      </div>
      {found.isError && <NotLoaded asked={found} />}
      <blockquote className={style["quote"]} lang={tag} dir={language.direction}>{found.data?.text ?? "…"}</blockquote>
      {sound !== undefined && (
        // What is heard is the text above it, word for word.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls preload="none" src={sound} aria-label={t("admin.read_aloud_in", { language: language.endonym })} />
      )}
      <SoundFile collection={collection} tag={tag} has={sound !== undefined} />
    </div>
  );
}

function SoundFile({ collection, tag, has }: { collection: Collection; tag: string; has: boolean }) {
  const { t } = useWords();
  const id = useId();
  const sent = useSound(collection, tag);
  return (
    <div className={style["file"]}>
      <label htmlFor={id}>{t(has ? "admin.sound_replace" : "admin.sound_add")}</label>
      <input id={id} type="file" accept="audio/*" disabled={sent.isPending} onChange={(event) => { const [file] = event.target.files ?? []; if (file !== undefined) sent.mutate(file); }} />
      {sent.isError && <ProblemNote problem={sent.error} />}
    </div>
  );
}

function useSound({ slug }: Collection, tag: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      got(
        api.PUT("/api/v1/collections/{collection}/consent/audio/{language}", {
          params: { path: { collection: slug, language: tag } },
          headers: { "Content-Type": "application/octet-stream" },
          body: "",
          bodySerializer: () => file,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["admin", "collection", slug] }),
  });
}
