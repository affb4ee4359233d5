/** How a dataset is checked and loaded: some lines for each tool, to be run beside its folder. */
import type { Message } from "../../api/client.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { splitsIn } from "./file-groups.ts";
import { Line } from "./line.tsx";

type Release = Message<"ReleaseMessage">;

export function HowToLoad({ release }: { release: Release }) {
  const { t } = useWords();
  const folder = `${release.name}-v${release.version}`;
  return (
    <>
      <Card title={t("releases.check")}>
        <Line title={t("releases.check_help")} line={`cd ${folder} && sha256sum --check --quiet SHA256SUMS && cd ..`} />
        <Line title={t("releases.verify_help")} line={`curl -o release.pub ${location.origin}/api/v1/keys/releases\nshrutik release verify ${folder} --key release.pub`} />
        <Line title={t("releases.export_help")} line={`shrutik release export ${release.id} --out ${folder}`} />
      </Card>
      <Card title={t("releases.load")}>
        <p>{t("releases.load_help")}</p>
        {linesFor(release, folder).map(([title, line]) => <Line key={title} title={t(title)} line={line} />)}
      </Card>
    </>
  );
}

/** What every dataset has comes first; then the views that were asked for. */
function linesFor(release: Release, folder: string): [string, string][] {
  const splits = splitsIn(release.files);
  const split = splits.includes("train") ? "train" : (splits[0] ?? "all");
  const views: Partial<Record<Message<"ReleaseFormat">, [string, string]>> = {
    csv: ["pandas", `import pandas\n\nclips = pandas.read_csv("${folder}/views/csv/metadata.csv")\nprint(clips.groupby("split").duration_s.sum() / 3600)`],
    jsonl: ["releases.plain_python", `import json\n\nwith open("${folder}/views/jsonl/${split}.jsonl", encoding="utf-8") as file:\n    clips = [json.loads(line) for line in file]\nprint(len(clips), clips[0]["text"])`],
    parquet: ["polars", `import polars\n\nprint(polars.read_parquet("${folder}/views/parquet/${split}.parquet").select("clip", "text", "confidence"))`],
    lhotse: ["Lhotse", lhotse(folder, split)],
  };
  return [
    ["releases.open_shrutik", `shrutik release open ${folder}`],
    ["releases.open_python", `from shrutik_datasets.opening import open_release\n\nfor clip in open_release("${folder}", split="${split}"):\n    print(clip.text, clip.samples.shape, clip.rate)`],
    ...release.formats.map((format) => views[format]).filter((lines) => lines !== undefined),
  ];
}

function lhotse(folder: string, split: string): string {
  return [
    "import json",
    "from pathlib import Path",
    "",
    "from lhotse import CutSet",
    "",
    `views = Path("${folder}/views/lhotse")`,
    `fields = json.loads((views / "shar_index.json").read_text("utf-8"))["${split}"]`,
    "cuts = CutSet.from_shar(fields={name: [str(views / path) for path in paths] for name, paths in fields.items()})",
    "for cut in cuts.filter(lambda cut: cut.supervisions):",
    "    samples, text = cut.load_audio(), cut.supervisions[0].text",
  ].join("\n");
}
