/** The microphone and how one works: chosen between takes, remembered on this device. */
import { Dialog } from "../../parts/dialog.tsx";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Note } from "../../parts/note.tsx";
import { useWords } from "../../words/words.ts";
import type { Choice } from "../../capture/microphones.ts";
import { KEYS } from "./keys.ts";
import type { Preferences } from "./preferences.ts";
import style from "./record.module.css";

type Given = {
  microphones: readonly Choice[];
  preferences: Preferences;
  change: (some: Partial<Preferences>) => void;
  onClose: () => void;
};

export default function Settings({ microphones, preferences, change, onClose }: Given) {
  const { t } = useWords();
  const wanted = preferences.microphone;
  const missing = wanted !== null && microphones.length > 0 && !microphones.some((one) => one.id === wanted.id || one.label === wanted.label);
  const chosen = microphones.find((one) => one.id === wanted?.id) ?? microphones.find((one) => one.label === wanted?.label);
  return (
    <Dialog title={t("record.settings")} onClose={onClose}>
      {missing && <Note kind="warn" title={t("record.microphone_missing", { name: wanted.label })}><p>{t("record.microphone_missing_help")}</p></Note>}
      <Select
        label={t("record.microphone")}
        help={t("record.microphone_help")}
        value={chosen?.id ?? ""}
        onChange={(event) => {
          const one = microphones.find((each) => each.id === event.target.value);
          change({ microphone: one === undefined ? null : { id: one.id, label: one.label } });
        }}
      >
        <option value="">{t("record.microphone_any")}</option>
        {microphones.map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}
      </Select>
      <Checkbox label={t("record.listen_first")} help={t("record.listen_first_help")} checked={preferences.listenFirst} onChange={(event) => { change({ listenFirst: event.target.checked }); }} />
      <Checkbox label={t("record.keys")} help={t("record.keys_help")} checked={preferences.keys} onChange={(event) => { change({ keys: event.target.checked }); }} />
      {preferences.keys && (
        <dl className={style["keys"]}>
          {Object.entries(KEYS).map(([action, key]) => (
            <div key={action}><dt><kbd className={style["key"]}>{key.toUpperCase()}</kbd></dt><dd>{t(`record.key_${action}`)}</dd></div>
          ))}
        </dl>
      )}
    </Dialog>
  );
}
