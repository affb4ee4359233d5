/** What a speaker says of themselves, and which of it may go out in datasets. */
import { useState } from "react";
import { Checkbox, Select, TextField } from "../../parts/field.tsx";
import { Form, fieldErrors } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import { AGES, changeOf, GENDERS, isShared, NAMES, WORDS } from "./trait-names.ts";
import { useChangeOfMe, type Me } from "./use-me.ts";

export function Traits({ me }: { me: Me }) {
  const { t } = useWords();
  const sent = useChangeOfMe();
  return (
    <Card title={t("account.traits")}>
      <p>{t("account.traits_lead")}</p>
      <Form submit={t("account.save")} busy={sent.isPending} problem={sent.error} fields={[]} onSubmit={(entries) => { sent.mutate(changeOf(entries)); }}>
        <Own me={me} problem={sent.error} />
        <Shared me={me} />
        {sent.isSuccess && <Note kind="good"><p>{t("account.saved")}</p></Note>}
      </Form>
    </Card>
  );
}

function Own({ me, problem }: { me: Me; problem: unknown }) {
  const { t, number } = useWords();
  const wrong = fieldErrors(problem);
  return (
    <div className={style["pair"]}>
      <Select label={t("account.trait_age")} name="age" defaultValue={me.traits.age ?? ""}>
        <option value="">{t("account.not_said")}</option>
        {AGES.map((age, place) => <option key={age} value={age}>{t("account.age_band", { from: number(10 * (place + 1)), to: number(10 * (place + 1) + 9) })}</option>)}
      </Select>
      <Select label={t("account.trait_gender")} name="gender" defaultValue={me.traits.gender ?? ""}>
        <option value="">{t("account.not_said")}</option>
        {GENDERS.map((gender) => <option key={gender} value={gender}>{t(`account.gender_${gender}`)}</option>)}
      </Select>
      {WORDS.map((name) => <TextField key={name} label={t(`account.trait_${name}`)} help={t(`account.trait_${name}_help`)} name={name} defaultValue={me.traits[name] ?? ""} maxLength={100} error={wrong(`traits.${name}`)} />)}
    </div>
  );
}

function Shared({ me }: { me: Me }) {
  const { t } = useWords();
  const [open, setOpen] = useState(me.traits_in_releases !== true);
  return (
    <fieldset>
      <Checkbox label={t("account.share_all")} help={t("account.share_all_help")} name="share_all" checked={!open} onChange={(event) => { setOpen(!event.target.checked); }} />
      {open && (
        <fieldset className={style["choices"]}>
          <legend>{t("account.share_some")}</legend>
          {NAMES.map((name) => <Checkbox key={name} label={t(`account.trait_${name}`)} name={`share_${name}`} defaultChecked={isShared(me, name)} />)}
        </fieldset>
      )}
    </fieldset>
  );
}
