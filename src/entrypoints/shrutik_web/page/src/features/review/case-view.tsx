/** One clip in doubt: why it is here, its sound, its words and texts, and what the reviewer makes of it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, got } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { bytesAt } from "../../api/uploads.ts";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { PlayerBar, steer } from "../../parts/player-bar.tsx";
import { useChords, type KeySettings } from "../../parts/player-keys.ts";
import { usePlayer } from "../../parts/player.ts";
import { Card, Row, Tag } from "../../parts/sheet.tsx";
import { usePeaks } from "../../parts/waveform-peaks.ts";
import { useWords } from "../../words/words.ts";
import { TAKES, type Action } from "./actions.ts";
import { Decide } from "./decide.tsx";
import { columnsOf, joined, typedOf, withChoice } from "./network.ts";
import style from "./review.module.css";
import { Texts } from "./texts.tsx";
import type { Case, Ruling } from "./use-queue.ts";
import { WordGrid } from "./word-grid.tsx";

/** Addresses of the clip's pictures, if the server draws them. */
type Drawn = { id: string; peaks_url?: string; spectrogram_url?: string };
type Given = { of: Case; language: string; settings: KeySettings<Action>; decide: (of: Case, ruling: Ruling) => void; later: (of: Case) => void };

export function CaseView({ of, language, settings, decide, later }: Given) {
  const { t } = useWords();
  const drawn: Drawn = of.chunk;
  const dir = useLanguages()(language).direction;
  const audio = useQuery({ queryKey: ["clip", of.chunk_id], queryFn: () => bytesAt(of.chunk.audio_url), staleTime: Infinity });
  const whole = useQuery({ queryKey: ["consensus", of.chunk_id], queryFn: () => got(api.GET("/api/v1/chunks/{chunk_id}/consensus", { params: { path: { chunk_id: of.chunk_id } } })) });
  const clip = audio.data ?? null;
  const [player, state] = usePlayer(clip, settings.playAtOnce);
  const { peaks_url: outline } = drawn;
  const peaks = usePeaks(clip, outline === undefined ? null : () => bytesAt(outline));
  const [pictured, setPictured] = useState(false);
  const consensus = whole.data ?? of.consensus;
  const best = of.chunk.text ?? consensus.text ?? "";
  const columns = columnsOf(consensus);
  const [text, setText] = useState(best);
  const [choices, setChoices] = useState<readonly string[] | null>(null);
  const picked = choices ?? columns.map((column) => column[0]?.text ?? "");
  const [rejecting, setRejecting] = useState(false);
  const own = typedOf(consensus);
  const texts = own.length > 0 ? own : of.transcriptions.map((one) => ({ text: one.text, prompt: false, pieces: [] }));
  const chords = settings.on ? settings.chords : null;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => { top.current?.focus({ preventScroll: true }); }, []);
  const take = (taken: string): void => { setChoices(null); setText(taken); };
  const accept = (): void => {
    const said = text.trim();
    if (said !== "") decide(of, said === best.trim() ? { decision: "accept", text: null, reason: "" } : { decision: "edit", text: said, reason: "" });
  };
  // Undo is the desk's: it works also when no clip is left.
  useChords<Action>({ on: settings.on, chords: { ...settings.chords, undo: undefined } }, (action) => {
    const place = TAKES.findIndex((one) => one === action);
    const taken = texts[place]?.text;
    if (action === "accept") accept();
    else if (action === "reject") setRejecting(!rejecting);
    else if (action === "later") later(of);
    else if (action === "picture") setPictured(!pictured);
    else if (taken !== undefined && taken !== "") take(taken);
    else steer(player, action);
  });
  return (
    <div ref={top} tabIndex={-1} className={style["case"]}>
      <Row><strong>{t("review.why")}</strong>{of.reasons.map((reason) => <Tag key={reason} kind="warn">{known(t(`review.reason_${reason}`), reason)}</Tag>)}</Row>
      <Reports of={of} />
      {audio.isError && <NotLoaded asked={audio} />}
      <PlayerBar player={player} state={state} peaks={peaks} chords={chords} picture={drawn.spectrogram_url ?? null} pictured={pictured} onPicture={() => { setPictured(!pictured); }} />
      <Decide text={text} best={best} language={language} dir={dir} confidence={consensus.confidence} chords={chords} rejecting={rejecting} onText={setText} onReset={() => { take(best); }}
        onAccept={accept} onRejecting={setRejecting} onReject={(reason) => { decide(of, { decision: "reject", text: null, reason }); }} onLater={() => { later(of); }} />
      {columns.length > 0 && (
        <Card title={t("review.network")}>
          <p className={style["soft"]}>{t("review.network_help")}</p>
          <WordGrid columns={columns} picked={picked} language={language} dir={dir}
            onPick={(place, word) => { const next = withChoice(picked, place, word); setChoices(next); setText(joined(next, consensus.rate === "CER")); }} />
        </Card>
      )}
      <Card title={t("review.texts")}>
        <p className={style["soft"]}>{t("review.texts_help")}</p>
        <Texts texts={texts} language={language} dir={dir} chords={TAKES.map((one) => chords?.[one])} onTake={take} />
      </Card>
    </div>
  );
}

/** What people say is wrong with a clip that was settled before. */
function Reports({ of }: { of: Case }) {
  const { t } = useWords();
  if (of.reports.length === 0) return null;
  return <Card title={t("review.reports")}>{of.reports.map((one) => <p key={`${one.reported_at} ${one.reason}`} dir="auto">{one.reason}</p>)}</Card>;
}

/** A reason that has no words yet is told by its code. */
function known(words: string, reason: string): string {
  return words.startsWith("review.reason_") ? reason : words;
}
