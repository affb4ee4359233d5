/** All versions that were in force, from the audit: when each was put in force, and by whom. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../../../api/client.ts";
import { Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { usePersonName, type Collection } from "../lookups.ts";

const MOST = 100;

export function Versions({ collection }: { collection: Collection }) {
  const { t, date } = useWords();
  const nameOf = usePersonName();
  const found = useQuery({
    queryKey: ["admin", "consent-versions", collection.id],
    queryFn: () => got(api.GET("/api/v1/admin/audit", { params: { query: { subject: collection.id, action: "collection.consent_published", limit: MOST } } })),
  });
  return (
    <Card title={t("admin.consent_versions")}>
      {found.isPending && <Waiting rows={1} />}
      {found.isError && <NotLoaded asked={found} />}
      {found.data?.items.length === 0 && <p className={style["soft"]}>{t("admin.consent_first")}</p>}
      <ul className={style["rows"]}>
        {found.data?.items.map((one) => (
          <li key={one.id} className={style["line"]}>
            <strong dir="ltr">{typeof one.facts["version"] === "string" ? one.facts["version"] : "?"}</strong>
            <span className={style["soft"]}>{date(one.at, { dateStyle: "long", timeStyle: "short" })}{one.actor_id !== null && ` · ${nameOf(one.actor_id)}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
