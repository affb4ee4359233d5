/** Asking for a dataset: of which collections, in which forms, how sure its texts must be. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Checkbox, Select, TextField } from "../../parts/field.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Sheet, Stack } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

type Format = Message<"ReleaseFormat">;
const FORMATS: readonly Format[] = ["csv", "jsonl", "common_voice", "parquet", "kaldi", "nemo", "lhotse", "webdataset", "ljspeech"];
const USUAL: readonly Format[] = ["csv", "jsonl", "common_voice"];
const CONFIDENCES = [0, 0.5, 0.8, 0.9, 0.95];

export function AskForRelease() {
  const { t } = useWords();
  const collections = useQuery({
    queryKey: ["collections"],
    queryFn: () => got(api.GET("/api/v1/collections", { params: { query: { limit: 100 } } })),
  });
  return (
    <Sheet title={t("releases.new")} lead={t("releases.new_lead")} actions={<ButtonLink to="/releases" look="quiet">{t("releases.all")}</ButtonLink>}>
      {collections.isPending && <Waiting />}
      {collections.isError && <NotLoaded asked={collections} />}
      {collections.data !== undefined && <Wish collections={collections.data.items} />}
    </Sheet>
  );
}

/** What narrows nothing. */
const EVERYTHING = { max_expected_wer: null, seconds: { low: null, high: null }, recorded: { first: null, last: null }, split_by: "speaker", parted: false } as const;

function Wish({ collections }: { collections: readonly Message<"CollectionMessage">[] }) {
  const { t, number } = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(collections.slice(0, 1).map((one) => one.slug)));
  const [formats, setFormats] = useState<ReadonlySet<Format>>(new Set(USUAL));
  const [confidence, setConfidence] = useState(0);
  const [name, setName] = useState(collections[0]?.slug ?? "");
  const ask = useAsk();
  const wish = { ...EVERYTHING, name, collections: [...chosen], formats: [...formats], min_confidence: confidence };
  return (
    <form onSubmit={(event) => { event.preventDefault(); ask.mutate(wish); }}>
      <Card>
        <TextField label={t("releases.its_name")} help={t("releases.its_name_help")} value={name} required pattern="[a-z0-9][a-z0-9._\-]*" dir="ltr" onChange={(event) => { setName(event.target.value); }} />
        <fieldset>
          <legend>{t("releases.of_collections")}</legend>
          <Stack>{collections.map((one) => <Checkbox key={one.slug} label={one.name} help={one.licence} checked={chosen.has(one.slug)} onChange={() => { setChosen(toggled(chosen, one.slug)); }} />)}</Stack>
        </fieldset>
        <fieldset>
          <legend>{t("releases.in_formats")}</legend>
          <Stack>{FORMATS.map((one) => <Checkbox key={one} label={t(`releases.format_${one}`)} help={t(`releases.format_${one}_help`)} checked={formats.has(one)} onChange={() => { setFormats(toggled(formats, one)); }} />)}</Stack>
        </fieldset>
        <Select label={t("releases.confidence")} help={t("releases.confidence_help")} value={confidence} onChange={(event) => { setConfidence(Number(event.target.value)); }}>
          {CONFIDENCES.map((one) => <option key={one} value={one}>{number(one, { style: "percent" })}</option>)}
        </Select>
        {ask.isError && <ProblemNote problem={ask.error} />}
        <Row><Button type="submit" look="main" busy={ask.isPending} disabled={chosen.size === 0 || formats.size === 0}>{t("releases.build")}</Button></Row>
      </Card>
    </form>
  );
}

function useAsk() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Message<"ReleaseRequest">) => got(api.POST("/api/v1/releases", { body })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["releases"] });
      await navigate(`/releases/${made.id}`);
    },
  });
}

function toggled<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const changed = new Set(all);
  if (!changed.delete(one)) changed.add(one);
  return changed;
}
