/** The files of a dataset; the browser takes a broken download up where it ended. */
import type { Message } from "../../api/client.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useSizes } from "./sizes.ts";
import style from "./releases.module.css";

export function Files({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const { bytes } = useSizes();
  return (
    <Card title={t("releases.files")}>
      <ul className={style["list"]}>
        {release.files.map((file) => (
          <li key={file.name} className={style["file"]}>
            <a href={file.url} download={file.name}>{file.name}</a>
            <span className={style["soft"]}>{bytes(file.bytes)}</span>
            <details>
              <summary>{t("releases.checksum")}</summary>
              <p dir="ltr">SHA-256 <code className={style["hash"]}>{file.sha256}</code></p>
              <p>{t("releases.resume_help")}</p>
              <pre className={style["code"]} dir="ltr"><code>{`curl -C - -o ${file.name} '${new URL(file.url, location.origin).href}'`}</code></pre>
            </details>
          </li>
        ))}
      </ul>
      <p className={style["soft"]}>{t("releases.files_help")}</p>
    </Card>
  );
}
