/** Recording: a collection, a consent, then one prompt after the other. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useLocation, useParams } from "react-router";
import { api, got, type Message } from "../../api/client.ts";
import { useLoggedIn } from "../../api/session.ts";
import { collectionsAhead } from "../../outbox/ahead.ts";
import { useOwner } from "../../outbox/owner.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty, Waiting } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Choose } from "./choose.tsx";
import { Consent } from "./consent.tsx";
import { Desk } from "./desk.tsx";
import { TroubleNote } from "./trouble-note.tsx";

type Collection = Message<"CollectionMessage">;

export default function Record() {
  const { collection: wanted } = useParams();
  const { pathname } = useLocation();
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  const collections = useQuery({ queryKey: ["collections-ahead"], queryFn: collectionsAhead, enabled: loggedIn });
  if (!globalThis.isSecureContext) return <Sheet title={t("record.title")}><TroubleNote trouble="insecure" /></Sheet>;
  if (!loggedIn) return <Navigate to={`/account/log-in?to=${encodeURIComponent(pathname)}`} replace />;
  if (collections.isError) return <Sheet title={t("record.title")}><ProblemNote problem={collections.error} /></Sheet>;
  if (collections.data === undefined) return <Sheet title={t("record.title")}><Waiting /></Sheet>;
  const [only] = collections.data;
  const found = collections.data.find((one) => one.slug === wanted || one.id === wanted);
  if (wanted === undefined) return collections.data.length === 1 && only !== undefined ? <Navigate to={`/record/${only.slug}`} replace /> : <Choose collections={collections.data} />;
  if (found === undefined) {
    return <Sheet title={t("record.title")}><Empty title={t("record.unknown_collection")}><p>{t("record.unknown_collection_help")}</p><ButtonLink to="/record">{t("record.all_collections")}</ButtonLink></Empty></Sheet>;
  }
  return <Agreed collection={found} />;
}

/** Nothing is recorded before the speaker agreed to the text in force. */
function Agreed({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const owner = useOwner();
  const queries = useQueryClient();
  const key = ["consents", collection.id];
  const given = useQuery({ queryKey: key, queryFn: () => latestConsent(collection.id), networkMode: "offlineFirst" });
  if (owner === null || (given.isPending && given.fetchStatus !== "paused")) return <Sheet title={t("record.title")}><Waiting /></Sheet>;
  // Without a network the server judges when the recording arrives; an agreement that was seen on this device stands.
  const agreed = given.data === undefined ? localStorage.getItem(remembered(collection)) !== null : isInForce(given.data, collection);
  if (!agreed && given.isError) return <Sheet title={t("record.title")}><ProblemNote problem={given.error} /></Sheet>;
  if (agreed) return <Desk key={collection.id} collection={collection} owner={owner} />;
  const onAgreed = (): void => {
    localStorage.setItem(remembered(collection), "1");
    void queries.invalidateQueries({ queryKey: key });
  };
  return <Consent collection={collection} changed={given.data !== undefined && given.data !== null} onAgreed={onAgreed} />;
}

async function latestConsent(collection: string): Promise<Message<"ConsentMessage"> | null> {
  const page = await got(api.GET("/api/v1/me/consents", { params: { query: { limit: 100 } } }));
  return page.items.find((one) => one.collection_id === collection && one.status === "given") ?? null;
}

function isInForce(given: Message<"ConsentMessage"> | null, collection: Collection): boolean {
  return given?.version === collection.consent.version && given.purposes.includes("record");
}

function remembered(collection: Collection): string {
  return `shrutik-agreed-${collection.id}-${collection.consent.version}`;
}
