/** Asking for a dataset: of which collections, in which forms, how sure its texts must be. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, got, type Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Checkbox, Select, TextField } from "../../parts/field.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row, Sheet, Stack } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useAsk, type Wish } from "./asking.ts";
import { Conditions } from "./conditions.tsx";
import { Preview } from "./preview.tsx";
import style from "./releases.module.css";

type Format = Message<"ReleaseFormat">;
type Collections = readonly Message<"CollectionMessage">[];
const FORMATS: readonly Format[] = ["csv", "jsonl", "common_voice", "parquet", "kaldi", "nemo", "lhotse", "webdataset", "ljspeech"];
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
      {collections.data !== undefined && <WishForm collections={collections.data.items} />}
    </Sheet>
  );
}

/** What is asked for if nobody changes anything. */
function usual([first]: Collections): Wish {
  return {
    name: first?.slug ?? "", collections: first === undefined ? [] : [first.slug], formats: ["csv", "jsonl", "common_voice"],
    min_confidence: 0, max_expected_wer: null, seconds: { low: null, high: null }, recorded: { first: null, last: null }, synthetic: false, reported: false, split_by: "speaker", parted: false,
  };
}

function WishForm({ collections }: { collections: Collections }) {
  const { t, number } = useWords();
  const [wish, setWish] = useState(() => usual(collections));
  const change = (changed: Partial<Wish>): void => { setWish((before) => ({ ...before, ...changed })); };
  const ask = useAsk();
  const complete = wish.collections.length > 0 && wish.formats.length > 0;
  return (
    <form className={style["form"]} onSubmit={(event) => { event.preventDefault(); ask.mutate(wish); }}>
      <Card title={t("releases.what")}>
        <TextField label={t("releases.its_name")} help={t("releases.its_name_help")} value={wish.name} required pattern="[a-z0-9][a-z0-9._\-]*" dir="ltr" onChange={(event) => { change({ name: event.currentTarget.value }); }} />
        <fieldset>
          <legend>{t("releases.of_collections")}</legend>
          <Stack>{collections.map((one) => <Checkbox key={one.slug} label={one.name} help={one.licence} checked={wish.collections.includes(one.slug)} onChange={() => { change({ collections: toggled(wish.collections, one.slug) }); }} />)}</Stack>
        </fieldset>
        <Select label={t("releases.confidence")} help={t("releases.confidence_help")} value={wish.min_confidence} onChange={(event) => { change({ min_confidence: Number(event.currentTarget.value) }); }}>
          {CONFIDENCES.map((one) => <option key={one} value={one}>{number(one, { style: "percent" })}</option>)}
        </Select>
      </Card>
      <Conditions wish={wish} change={change} languages={[...new Set(collections.map((one) => one.language))]} />
      <Splitting wish={wish} change={change} />
      <Card title={t("releases.in_formats")}>
        <p className={style["soft"]}>{t("releases.in_formats_help")}</p>
        <fieldset className={style["formats"]}>
          <legend className="unseen">{t("releases.in_formats")}</legend>
          {FORMATS.map((one) => <Checkbox key={one} label={t(`releases.format_${one}`)} help={t(`releases.format_${one}_help`)} checked={wish.formats.includes(one)} onChange={() => { change({ formats: toggled(wish.formats, one) }); }} />)}
        </fieldset>
      </Card>
      <Card><Preview wish={wish} complete={complete} /></Card>
      {ask.isError && <ProblemNote problem={ask.error} />}
      <Row><Button type="submit" look="main" busy={ask.isPending} disabled={!complete}>{t("releases.build")}</Button></Row>
    </form>
  );
}

function Splitting({ wish, change }: { wish: Wish; change: (changed: Partial<Wish>) => void }) {
  const { t } = useWords();
  return (
    <Card title={t("releases.splitting")}>
      <p className={style["soft"]}>{t("releases.by_split_help")}</p>
      <Checkbox label={t("releases.by_prompt")} help={t("releases.by_prompt_help")} checked={wish.split_by === "prompt"} onChange={(event) => { change({ split_by: event.currentTarget.checked ? "prompt" : "speaker" }); }} />
      <Checkbox label={t("releases.parted")} help={t("releases.parted_help")} checked={wish.parted} onChange={(event) => { change({ parted: event.currentTarget.checked }); }} />
    </Card>
  );
}

function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
