/** Recording: a collection, a consent, then one prompt after the other. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useEffect } from "react";
import { Navigate, useLocation, useParams } from "react-router";
import type { Message } from "../../api/client.ts";
import { useLoggedIn } from "../../api/session.ts";
import { collectionsAhead, collectionsKept, profileAhead, wantAhead } from "../../outbox/ahead.ts";
import { agreementKept, agreementOf, type Agreement } from "../../outbox/consents.ts";
import { useAhead } from "../../outbox/use-ahead.ts";
import { useOwner } from "../../outbox/owner.ts";
import type { Voice } from "../../outbox/takes.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { bringWords, useWords } from "../../words/words.ts";
import { Choose } from "./choose.tsx";
import { Consent } from "./consent.tsx";
import { nearest } from "./consent-text.tsx";
import { Desk, type Whose } from "./desk.tsx";
import { TroubleNote } from "./trouble-note.tsx";

const ForWhom = lazy(() => Promise.all([import("./for-whom.tsx"), bringWords(["whom"])]).then(([module]) => module));

type Collection = Message<"CollectionMessage">;

export default function Record() {
  const { collection: wanted } = useParams();
  const { pathname } = useLocation();
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  const collections = useAhead({ key: ["collections-ahead"], before: collectionsKept, fresh: collectionsAhead, enabled: loggedIn });
  if (!globalThis.isSecureContext) return <Sheet title={t("record.title")}><TroubleNote trouble="insecure" /></Sheet>;
  if (!loggedIn) return <Navigate to={`/account/log-in?to=${encodeURIComponent(pathname)}`} replace />;
  if (collections.error !== null) return <Sheet title={t("record.title")}><NotLoaded asked={collections} /></Sheet>;
  if (collections.data === undefined) return <Sheet title={t("record.title")}><Waiting /></Sheet>;
  const [only] = collections.data;
  const found = collections.data.find((one) => one.slug === wanted || one.id === wanted);
  if (wanted === undefined) return collections.data.length === 1 && only !== undefined ? <Navigate to={`/record/${only.slug}`} replace /> : <Choose collections={collections.data} />;
  if (found === undefined) {
    return <Sheet title={t("record.title")}><Empty title={t("record.unknown_collection")}><p>{t("record.unknown_collection_help")}</p><ButtonLink to="/record">{t("record.all_collections")}</ButtonLink></Empty></Sheet>;
  }
  return <Chosen collection={found} />;
}

/** Some look after people for whom they record, and choose whose voice it is. */
function Chosen({ collection }: { collection: Collection }) {
  const owner = useOwner();
  const { t } = useWords();
  const me = useQuery({ queryKey: ["me"], queryFn: profileAhead, staleTime: 300_000 });
  if (me.isError && me.data === undefined) return <Sheet title={t("record.title")}><NotLoaded asked={me} /></Sheet>;
  if (owner === null || (me.data?.role !== "facilitator" && me.data?.role !== "admin")) return <Agreed collection={collection} voice={{}} />;
  return <ForWhom owner={owner} collection={collection} mayAdd={countsIn(me.data, collection.id)}>{(voice, whose) => <Agreed key={voice.speaker ?? ""} collection={collection} voice={voice} whose={whose} />}</ForWhom>;
}

/** A role counts in some collections, or in all. */
function countsIn({ role, collections }: Message<"AccountMessage">, collection: string): boolean {
  return role === "admin" || collections.length === 0 || collections.includes(collection);
}

/** Nothing is recorded before the speaker agreed to the text in force, on this device or before; another's voice is chosen only after that. */
function Agreed({ collection, voice, whose }: { collection: Collection; voice: Voice; whose?: Whose }) {
  const { t, locale } = useWords();
  const owner = useOwner();
  const queries = useQueryClient();
  const key = ["consents", owner, collection.id];
  const own = voice.speaker === undefined;
  const given = useAhead({ key, before: () => agreementKept(owner ?? "", collection.id), fresh: () => agreementOf(owner ?? "", collection.id), enabled: own && owner !== null });
  const language = nearest(collection.consent.languages, locale, collection.language);
  useEffect(() => {
    if (owner !== null) void wantAhead(owner, collection.slug, language);
  }, [owner, collection.slug, language]);
  if (given.error !== null) return <Sheet title={t("record.title")}><NotLoaded asked={given} /></Sheet>;
  if (owner === null || (own && given.data === undefined)) return <Sheet title={t("record.title")}><Waiting /></Sheet>;
  if (!own || isInForce(given.data, collection)) return <Desk key={collection.id} collection={collection} owner={owner} voice={voice} whose={whose} />;
  return <Consent collection={collection} owner={owner} whose={whose} changed={given.data !== null} onAgreed={() => void queries.invalidateQueries({ queryKey: key })} />;
}

function isInForce(given: Agreement | null | undefined, collection: Collection): boolean {
  return given?.version === collection.consent.version && given.purposes.includes("record");
}
