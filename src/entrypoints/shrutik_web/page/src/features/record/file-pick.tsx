/** A file that was recorded elsewhere, handed in instead. */
import { useState } from "react";
import { handIn, type About } from "../../outbox/takes.ts";
import { troubleOf } from "./stage.ts";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

export function FilePick({ about, onHandedIn }: { about: About; onHandedIn: () => void }) {
  const { t } = useWords();
  const [told, setTold] = useState("");
  const take = async (file: File): Promise<void> => {
    if (!/^(audio|video)\//.test(file.type)) {
      setTold(t("record.file_wrong"));
      return;
    }
    try {
      await handIn(about, file);
    } catch (error) {
      setTold(t(troubleOf(error) === "full" ? "record.trouble_full" : "record.file_failed"));
      return;
    }
    onHandedIn();
    setTold(t("record.file_added", { name: file.name }));
  };
  return (
    <label className={style["filepick"]}>
      <span className={style["soft"]}>{t("record.file")}</span>
      <input type="file" accept="audio/*,video/webm,video/mp4" onChange={(event) => {
        const [file] = event.target.files ?? [];
        if (file !== undefined) void take(file);
        event.target.value = "";
      }} />
      <span role="status" className={style["soft"]}>{told}</span>
    </label>
  );
}
