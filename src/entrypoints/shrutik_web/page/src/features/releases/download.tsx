/** Bringing a dataset home: all of it, one split, or one clip. */
import { useState } from "react";
import type { Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/field.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { curlList, splitOf, splitsIn } from "./file-groups.ts";
import { Line } from "./line.tsx";
import { useSizes } from "./sizes.ts";
import style from "./releases.module.css";

type Release = Message<"ReleaseMessage">;
/** Milliseconds after which no browser still begins to save a file. */
const SAVED_AFTER = 60_000;

export function Download({ release }: { release: Release }) {
  const { t } = useWords();
  const { bytes } = useSizes();
  const [split, setSplit] = useState("");
  const splits = splitsIn(release.files);
  const folder = `${release.name}-v${release.version}`;
  const files = release.files.filter((file) => split === "" || [null, split].includes(splitOf(file.name, splits)));
  const list = `${folder}${split === "" ? "" : `-${split}`}.curl`;
  return (
    <Card title={t("releases.download")}>
      {splits.length > 1 && (
        <Select label={t("releases.which_split")} value={split} onChange={(event) => { setSplit(event.currentTarget.value); }}>
          <option value="">{t("releases.all_splits")}</option>
          {splits.map((one) => <option key={one} value={one}>{t(`releases.split_${one}`)}</option>)}
        </Select>
      )}
      <p>{t("releases.list_help")}</p>
      <Row>
        <Button look="main" onClick={() => { save(new Blob([curlList(files, folder, location.origin)], { type: "text/plain" }), list); }}>{t("releases.save_list")}</Button>
        <span className={style["soft"]}>{t("releases.file_count", { count: files.length })} · {bytes(files.reduce((sum, file) => sum + file.bytes, 0))}</span>
      </Row>
      <Line title={t("releases.run_list")} line={`curl --fail --create-dirs --continue-at - --config ${list}`} />
      <OneClip release={release} />
    </Card>
  );
}

/** A clip is some bytes of an archive; the manifest says which. */
function OneClip({ release }: { release: Release }) {
  const { t } = useWords();
  const shard = release.files.find((file) => file.name.startsWith("shards/"));
  if (shard === undefined) return null;
  return (
    <details className={style["group"]}>
      <summary><strong>{t("releases.one_clip")}</strong></summary>
      <Line title={t("releases.one_clip_help")} line={`offset_bytes=…; size_bytes=…\ncurl -r $offset_bytes-$((offset_bytes + size_bytes - 1)) -o clip.flac '${new URL(shard.url, location.origin).href}'`} />
    </details>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, SAVED_AFTER);
}
