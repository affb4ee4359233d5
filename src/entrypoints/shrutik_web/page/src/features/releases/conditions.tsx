/** Which clips a dataset takes: by language, by day, by length, by how they sound. */
import { useLanguages } from "../../api/languages.ts";
import { Checkbox, TextField } from "../../parts/field.tsx";
import { Card, Stack } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import type { Wish } from "./asking.ts";
import { bound, bounded, type End, FACTS, withFact } from "./bounds.ts";
import style from "./releases.module.css";

type Changing = { wish: Wish; change: (changed: Partial<Wish>) => void };

export function Conditions({ wish, change, languages }: Changing & { languages: readonly string[] }) {
  const { t } = useWords();
  return (
    <Card title={t("releases.conditions")}>
      <p className={style["soft"]}>{t("releases.conditions_help")}</p>
      {languages.length > 1 && <Languages wish={wish} change={change} languages={languages} />}
      <Days wish={wish} change={change} />
      <Lengths wish={wish} change={change} />
      <Facts wish={wish} change={change} />
      <Checkbox label={t("releases.synthetic")} help={t("releases.synthetic_help")} checked={wish.synthetic} onChange={(event) => { change({ synthetic: event.currentTarget.checked }); }} />
      <Checkbox label={t("releases.reported")} help={t("releases.reported_help")} checked={wish.reported} onChange={(event) => { change({ reported: event.currentTarget.checked }); }} />
    </Card>
  );
}

function Languages({ wish, change, languages }: Changing & { languages: readonly string[] }) {
  const { t } = useWords();
  const languageOf = useLanguages();
  const chosen = wish.languages ?? [];
  const toggle = (tag: string, on: boolean): void => { change({ languages: on ? [...chosen, tag] : chosen.filter((one) => one !== tag) }); };
  return (
    <fieldset>
      <legend>{t("releases.of_languages")}</legend>
      <p className={style["soft"]}>{t("releases.of_languages_help")}</p>
      <Stack>{languages.map((tag) => <Checkbox key={tag} label={languageOf(tag).endonym} checked={chosen.includes(tag)} onChange={(event) => { toggle(tag, event.currentTarget.checked); }} />)}</Stack>
    </fieldset>
  );
}

function Days({ wish, change }: Changing) {
  const { t } = useWords();
  const { first, last } = wish.recorded;
  return (
    <fieldset className={style["bounds"]}>
      <legend>{t("releases.recorded")}</legend>
      <TextField type="date" label={t("releases.recorded_first")} value={first ?? ""} max={last ?? undefined} onChange={(event) => { change({ recorded: { first: event.currentTarget.value || null, last: last ?? null } }); }} />
      <TextField type="date" label={t("releases.recorded_last")} value={last ?? ""} min={first ?? undefined} onChange={(event) => { change({ recorded: { first: first ?? null, last: event.currentTarget.value || null } }); }} />
    </fieldset>
  );
}

function Lengths({ wish, change }: Changing) {
  const { t } = useWords();
  const { low, high } = wish.seconds;
  const set = (end: End, typed: string): void => { change({ seconds: bounded(wish.seconds, end, bound(typed)) }); };
  return (
    <fieldset className={style["bounds"]}>
      <legend>{t("releases.lengths")}</legend>
      <TextField type="number" label={t("releases.length_low")} step="any" min={0} max={high ?? undefined} defaultValue={low ?? ""} onChange={(event) => { set("low", event.currentTarget.value); }} />
      <TextField type="number" label={t("releases.length_high")} step="any" min={low ?? 0} defaultValue={high ?? ""} onChange={(event) => { set("high", event.currentTarget.value); }} />
    </fieldset>
  );
}

function Facts({ wish, change }: Changing) {
  const { t } = useWords();
  return (
    <fieldset className={style["bounds"]}>
      <legend>{t("releases.facts")}</legend>
      {FACTS.map(({ name, end }) => (
        <TextField key={name} type="number" step="any" label={t(`releases.fact_${name}`)} defaultValue={wish.quality?.[name]?.[end] ?? ""} onChange={(event) => { change({ quality: withFact(wish.quality, name, end, bound(event.currentTarget.value)) }); }} />
      ))}
    </fieldset>
  );
}
