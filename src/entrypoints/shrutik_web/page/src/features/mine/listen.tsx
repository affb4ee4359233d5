/** The sound of a recording, fetched when it is asked for: it takes a token that no link can carry. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, got } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";
import type { Recording } from "./questions.ts";

export function Listen({ recording }: { recording: Recording }) {
  const { t } = useWords();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => () => {
    if (source !== null) URL.revokeObjectURL(source);
  }, [source]);
  const fetched = useMutation({
    mutationFn: () => got<unknown>(api.GET("/api/v1/recordings/{recording_id}/audio", { params: { path: { recording_id: recording.id } }, parseAs: "blob" })),
    onSuccess: (sound) => {
      setSource(URL.createObjectURL(sound as Blob));
    },
  });
  return (
    <>
      {source === null && <Row><Button look="main" busy={fetched.isPending} onClick={() => { fetched.mutate(); }}>{t("mine.listen")}</Button></Row>}
      {fetched.isError && <ProblemNote problem={fetched.error} />}
      {/* What a speaker said has no captions before it is transcribed; its text stands below. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      {source !== null && <audio className={style["player"]} src={source} controls autoPlay aria-label={t("mine.recording")} />}
    </>
  );
}
