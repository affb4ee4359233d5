/** Which collection one records for, if the address does not say it. */
import { Link } from "react-router";
import type { Message } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { Empty } from "../../parts/note.tsx";
import { Sheet, Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

export function Choose({ collections }: { collections: readonly Message<"CollectionMessage">[] }) {
  const { t } = useWords();
  const languages = useLanguages();
  if (collections.length === 0) return <Sheet title={t("record.choose")}><Empty title={t("record.no_collections")}><p>{t("record.no_collections_help")}</p></Empty></Sheet>;
  return (
    <Sheet title={t("record.choose")}>
      <ul className={style["choices"]}>
        {collections.map((one) => (
          <li key={one.id}>
            <Link to={`/record/${one.slug}`} className={style["choice"]}>
              <bdi lang={one.language}>{one.name}</bdi>
              <Tag kind="good"><span lang={one.language}>{languages(one.language).endonym}</span></Tag>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
