/** One dataset: what is in it, its files with checksums, how it is loaded, and what was withdrawn since. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Refusal } from "../../parts/problem-note.tsx";
import { ReportForm } from "../../parts/report-form.tsx";
import { Card, Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { useAsk, wishOf } from "./asking.ts";
import { Building } from "./building.tsx";
import { Datasheet } from "./datasheet.tsx";
import { Download } from "./download.tsx";
import { Files } from "./files.tsx";
import { HowToLoad } from "./how-to-load.tsx";
import { ReleaseState } from "./state.tsx";
import { useSizes } from "./sizes.ts";
import { hasStats } from "./stats.ts";
import { Stopped } from "./stopped.tsx";
import { Versions } from "./versions.tsx";
import { Withdrawn } from "./withdrawn.tsx";
import style from "./releases.module.css";

/** Milliseconds between two looks at a dataset that is being built. */
const AGAIN = 1_500;

export function OneRelease() {
  const { id = "" } = useParams();
  const { t } = useWords();
  const found = useQuery({
    queryKey: ["release", id],
    queryFn: () => got(api.GET("/api/v1/releases/{release_id}", { params: { path: { release_id: id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? AGAIN : false),
  });
  const release = found.data;
  return (
    <Sheet wide
      title={release === undefined ? t("releases.one") : t("releases.name", { name: release.name, version: release.version })}
      actions={<ButtonLink to="/releases" look="quiet">{t("releases.all")}</ButtonLink>}
    >
      {found.isPending && <Waiting />}
      {found.isError && <NotLoaded asked={found} />}
      {release !== undefined && <Whole release={release} at={found.dataUpdatedAt} />}
    </Sheet>
  );
}

function isUnderWay(release: Message<"ReleaseMessage">): boolean {
  return release.status === "requested" || release.status === "building";
}

function Whole({ release, at }: { release: Message<"ReleaseMessage">; at: number }) {
  const made = release.files.length > 0;
  return (
    <>
      {isUnderWay(release) && <Building key={release.id} release={release} at={at} />}
      {release.status === "failed" && (release.error_code === "release_stopped" ? <Stopped key={release.id} release={release} /> : <Failed key={release.id} release={release} />)}
      <Facts release={release} />
      {hasStats(release) && <Datasheet release={release} />}
      {made && <Download key={release.id} release={release} />}
      {made && <Files release={release} />}
      {made && <HowToLoad release={release} />}
      <Versions release={release} />
      <Withdrawn release={release} />
      {made && <Report key={release.id} id={release.id} />}
    </>
  );
}

function Failed({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const ask = useAsk();
  return (
    <Note kind="error" title={t("releases.failed")}>
      <p><Refusal problem={{ code: release.error_code ?? "", detail: release.error }} /></p>
      {ask.isError && <p><Refusal problem={ask.error} /></p>}
      <Row><Button busy={ask.isPending} onClick={() => { ask.mutate(wishOf(release)); }}>{t("releases.ask_again")}</Button></Row>
    </Note>
  );
}

function Report({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <Card title={t("report.title")} id="report">
      <p>{t("report.lead")}</p>
      <ReportForm which send={(said) => got(api.POST("/api/v1/releases/{release_id}/report", { params: { path: { release_id: id } }, body: said }))} />
    </Card>
  );
}

function Facts({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t, date, number } = useWords();
  const { spoken, clips } = useSizes();
  const facts: [string, React.ReactNode][] = [
    [t("releases.state"), <ReleaseState key="state" release={release} />],
    [t("releases.holds"), `${clips(release.clips)}, ${spoken(release.seconds)}`],
    [t("releases.confidence"), number(release.min_confidence, { style: "percent" })],
    [t("releases.made"), date(release.finished_at ?? release.created_at, { dateStyle: "long", timeStyle: "short" })],
  ];
  if (release.digest) facts.push([t("releases.digest"), <code key="digest" className={style["hash"]}>{release.digest}</code>]);
  return (
    <Card>
      <dl className={style["facts"]}>
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </Card>
  );
}
