/** The files of a dataset by what they are for; the browser takes a broken download up where it ended. */
import type { Message } from "../../api/client.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { type File, GROUPS, groupOf, type GroupName } from "./file-groups.ts";
import { useSizes } from "./sizes.ts";
import style from "./releases.module.css";

/** More are told by number: a large dataset has thousands of archives, which nobody fetches one by one. */
const SHOWN = 100;

export function Files({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  return (
    <Card title={t("releases.files")}>
      <div>{GROUPS.map((group) => <Group key={group} group={group} files={release.files.filter((file) => groupOf(file.name) === group)} />)}</div>
      <p className={style["soft"]}>{t("releases.files_help")}</p>
    </Card>
  );
}

function Group({ group, files }: { group: GroupName; files: readonly File[] }) {
  const { t, number } = useWords();
  const { bytes } = useSizes();
  if (files.length === 0) return null;
  return (
    <details className={style["group"]} open={group === "sound"}>
      <summary>
        <strong>{t(`releases.files_${group}`)}</strong>
        <span className={style["soft"]}>{t("releases.file_count", { count: files.length })} · {bytes(files.reduce((sum, file) => sum + file.bytes, 0))}</span>
      </summary>
      <p className={style["soft"]}>{t(`releases.files_${group}_help`)}</p>
      <ul className={style["list"]}>{files.slice(0, SHOWN).map((file) => <li key={file.name} className={style["file"]}><OneFile file={file} /></li>)}</ul>
      {files.length > SHOWN && <p className={style["soft"]}>{t("releases.files_more", { more: number(files.length - SHOWN) })}</p>}
    </details>
  );
}

function OneFile({ file }: { file: File }) {
  const { t } = useWords();
  const { bytes } = useSizes();
  const short = file.name.slice(file.name.lastIndexOf("/") + 1);
  return (
    <>
      <a href={file.url} download={short} dir="ltr">{file.name}</a>
      <span className={style["soft"]}>{bytes(file.bytes)}</span>
      <details>
        <summary>{t("releases.checksum")}</summary>
        <p dir="ltr">SHA-256 <code className={style["hash"]}>{file.sha256}</code></p>
        <p>{t("releases.resume_help")}</p>
        <pre className={style["code"]} dir="ltr"><code>{`curl -C - -o ${short} '${new URL(file.url, location.origin).href}'`}</code></pre>
      </details>
    </>
  );
}
