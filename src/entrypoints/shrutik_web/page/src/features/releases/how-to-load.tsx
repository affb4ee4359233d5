/** How a dataset is checked and loaded: one line for each tool, to be run beside its files. */
import type { Message } from "../../api/client.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./releases.module.css";

type Release = Message<"ReleaseMessage">;

export function HowToLoad({ release }: { release: Release }) {
  const { t } = useWords();
  return (
    <>
      <Card title={t("releases.check")}>
        <Line title={t("releases.check_help")} line="sha256sum -c SHA256SUMS" />
        <Line title={t("releases.with_shrutik")} line={withShrutik(release)} />
      </Card>
      <Card title={t("releases.load")}>
        <p>{t("releases.load_help")}</p>
        {lines().map(([title, line]) => <Line key={title} title={t(title)} line={line} />)}
      </Card>
    </>
  );
}

function withShrutik(release: Release): string {
  const folder = `${release.name}-v${release.version}`;
  return `shrutik release export ${release.id} --out ${folder} && shrutik release verify ${folder}`;
}

/** All read the manifest, which every dataset has. */
function lines(): [string, string][] {
  return [
    ["releases.unpack", "tar -xf clips.tar"],
    ["releases.plain_python", `python3 -c 'import json; lines = [json.loads(line) for line in open("manifest.jsonl", encoding="utf-8")]; print(len(lines), lines[0]["path"], lines[0]["text"])'`],
    ["pandas", `python3 -c 'import pandas; print(pandas.read_json("manifest.jsonl", lines=True)[["path", "text", "split"]])'`],
    ["releases.load_datasets", `python3 -c 'from datasets import load_dataset; print(load_dataset("json", data_files="manifest.jsonl"))'`],
  ];
}

function Line({ title, line }: { title: string; line: string }) {
  return <figure className={style["way"]}><figcaption>{title}</figcaption><pre className={style["code"]} dir="ltr"><code>{line}</code></pre></figure>;
}
