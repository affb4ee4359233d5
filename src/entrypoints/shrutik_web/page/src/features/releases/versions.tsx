/** The versions of a dataset's name, and what changed from one to the next. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Changed } from "./changed.tsx";
import { useSizes } from "./sizes.ts";
import { ReleaseState } from "./state.tsx";
import style from "./releases.module.css";

type Release = Message<"ReleaseMessage">;
/** So many pages of a hundred datasets are looked through for other versions. */
const MOST_PAGES = 20;

export function Versions({ release }: { release: Release }) {
  const { t } = useWords();
  const found = useQuery({ queryKey: ["releases", "named", release.name], queryFn: () => versionsOf(release.name) });
  const before = found.data?.find((one) => one.version < release.version && one.files.length > 0);
  return (
    <Card title={t("releases.versions")}>
      {found.isPending && <Waiting rows={1} />}
      {found.isError && <NotLoaded asked={found} />}
      {found.data !== undefined && <ul className={style["list"]}>{found.data.map((one) => <li key={one.id}><Version release={one.id === release.id ? release : one} here={one.id === release.id} /></li>)}</ul>}
      {found.data !== undefined && before === undefined && <p className={style["soft"]}>{t("releases.first_version")}</p>}
      {before !== undefined && release.files.length > 0 && <Changed key={release.id} release={release} before={before} />}
    </Card>
  );
}

/** All versions, newest first. */
async function versionsOf(name: string): Promise<Release[]> {
  const found: Release[] = [];
  let cursor: string | null = "";
  for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
    const query: { limit: number; cursor?: string } = cursor === "" ? { limit: 100 } : { limit: 100, cursor };
    const told: Message<"ReleasePage"> = await got(api.GET("/api/v1/releases", { params: { query } }));
    found.push(...told.items.filter((one) => one.name === name));
    cursor = found.some((one) => one.version === 1) ? null : told.next_cursor;
  }
  return found.sort((one, other) => other.version - one.version);
}

function Version({ release, here }: { release: Release; here: boolean }) {
  const { t, date } = useWords();
  const { clips, spoken } = useSizes();
  const name = t("releases.version", { version: release.version });
  return (
    <div className={style["version"]}>
      {here ? <strong aria-current="page">{name}</strong> : <Link to={`/releases/${release.id}`}>{name}</Link>}
      <ReleaseState release={release} />
      <span className={style["soft"]}>{clips(release.clips)} · {spoken(release.seconds)} · {date(release.created_at, { dateStyle: "medium" })}</span>
    </div>
  );
}
