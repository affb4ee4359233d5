/** How a dataset is brought onto a disk, checked and loaded: lines to be copied. */
import type { Message } from "../../api/client.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./releases.module.css";

export function HowToLoad({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const folder = `${release.name}-${release.version}`;
  const lines = [
    `shrutik release export ${release.id} --out ${folder}`,
    `shrutik release verify ${folder}`,
    `python -c 'from datasets import load_dataset; print(load_dataset("audiofolder", data_dir="${folder}"))'`,
  ];
  return (
    <Card title={t("releases.load")}>
      <p>{t("releases.load_help")}</p>
      <pre className={style["code"]} dir="ltr"><code>{lines.join("\n")}</code></pre>
    </Card>
  );
}
