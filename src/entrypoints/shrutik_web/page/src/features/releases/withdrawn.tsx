/** What speakers took back since a dataset was made: whoever holds a copy removes it. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Line } from "./line.tsx";
import style from "./releases.module.css";

const SHOWN = 20;

export function Withdrawn({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t, date } = useWords();
  const feed = useQuery({
    queryKey: ["release", release.id, "withdrawals"],
    queryFn: () => got(api.GET("/api/v1/releases/{release_id}/withdrawals", { params: { path: { release_id: release.id }, query: { limit: SHOWN } } })),
  });
  return (
    <Card title={t("releases.withdrawn")}>
      {feed.isPending && <Waiting rows={1} />}
      {feed.isError && <NotLoaded asked={feed} />}
      {feed.data?.items.length === 0 && <p>{t("releases.withdrawn_none")}</p>}
      {feed.data !== undefined && feed.data.items.length > 0 && (
        <>
          <p>{t("releases.withdrawn_help")} {t("releases.withdrawn_what")}</p>
          <Line title={t("releases.take_out")} line={takeOut(release)} />
          <ul className={style["list"]}>
            {feed.data.items.map((one) => (
              <li key={one.number}><code className={style["hash"]}>{one.clip}</code> {one.reason === "undone" && <em>{t("releases.withdrawn_undone")} </em>}<span className={style["soft"]}>{date(one.at, { dateStyle: "medium" })}</span></li>
            ))}
          </ul>
        </>
      )}
      <p className={style["soft"]}>{t("releases.withdrawn_feed")} <code className={style["hash"]} dir="ltr">{release.withdrawals}</code></p>
    </Card>
  );
}

/** The key is told where the release is checked. */
function takeOut({ name, version }: Message<"ReleaseMessage">): string {
  return `shrutik release apply-withdrawals ${name}-v${version} --key release.pub --feed ${location.origin}/api/v1/series/${name}/withdrawals`;
}
