/** The licence under which clips are published: one of the usual ones, or another by its SPDX name. */
import { useState, type ReactNode } from "react";
import { Select, TextField } from "../../../parts/field.tsx";
import { useWords } from "../../../words/words.ts";

const USUAL = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"];
const OTHER = "other";

export function Licence({ error }: { error?: ReactNode }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState("CC0-1.0");
  return (
    <>
      <Select label={t("admin.licence")} help={t("admin.licence_help")} error={error} name={chosen === OTHER ? undefined : "licence"} value={chosen} onChange={(event) => { setChosen(event.target.value); }}>
        {USUAL.map((one) => <option key={one} value={one}>{t(`admin.licence_${one.replaceAll(/[-.]/g, "_")}`)}</option>)}
        <option value={OTHER}>{t("admin.licence_other")}</option>
      </Select>
      {chosen === OTHER && <TextField label={t("admin.licence_spdx")} name="licence" required maxLength={100} dir="ltr" placeholder="CC-BY-ND-4.0" />}
    </>
  );
}
