/** A person without an account agrees aloud: who they are, what they are read, and their word for it, recorded. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Message } from "../../api/client.ts";
import { newSpeaker } from "../../outbox/newcomers.ts";
import { lendPrompts } from "../../outbox/prompts.ts";
import type { SpokenConsent } from "../../outbox/records.ts";
import type { About } from "../../outbox/takes.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox, TextField } from "../../parts/field.tsx";
import { Form } from "../../parts/form.tsx";
import { Note } from "../../parts/note.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { ConsentDocument, ConsentText, firstPurposes, Purposes, type Document } from "./consent-text.tsx";
import { Dock } from "./dock.tsx";
import { limitsOf } from "./limits.ts";
import type { Player } from "./playback.tsx";
import { usePreferences } from "./preferences.ts";
import { TroubleNote } from "./trouble-note.tsx";
import { useRecorder } from "./use-recorder.ts";
import style from "./record.module.css";

/** So many seconds are enough to say that one agrees. */
const LONGEST = 120;
const LONGEST_NAME = 120;

/** Who is asked; `newcomer`: the server does not know them. */
export type Person = { id: string; name: string; guardian: string } & Pick<SpokenConsent, "newcomer">;
type Given = { owner: string; collection: Message<"CollectionMessage">; onAgreed: (speaker: string) => void };

/** `known` is null for somebody who is yet to be added. */
export default function Spoken({ known, onClose, ...given }: Given & { known: Person | null; onClose: () => void }) {
  const { t } = useWords();
  const [person, setPerson] = useState(known);
  return (
    <Sheet title={person === null ? t("spoken.add") : t("spoken.title", { name: person.name })} lead={t(person === null ? "spoken.add_lead" : "spoken.lead")} actions={<Button look="quiet" onClick={onClose}>{t("spoken.back")}</Button>}>
      {person === null ? <Newcomer onNamed={setPerson} /> : <ConsentText collection={given.collection}>{(document) => <Word key={document.hash} {...given} person={person} document={document} />}</ConsentText>}
    </Sheet>
  );
}

function Newcomer({ onNamed }: { onNamed: (person: Person) => void }) {
  const { t } = useWords();
  const [minor, setMinor] = useState(false);
  const named = (entries: FormData): void => {
    const said = (name: string): string => {
      const entry = entries.get(name);
      return typeof entry === "string" ? entry.trim() : "";
    };
    const guardian = minor ? said("guardian") : "";
    onNamed({ id: newSpeaker(), name: said("name"), guardian, newcomer: { minor, guardian } });
  };
  const line = { required: true, maxLength: LONGEST_NAME, pattern: "[^<>]*[^<>\\s][^<>]*", autoComplete: "off" };
  return (
    <Form submit={t("spoken.next")} busy={false} problem={null} onSubmit={named}>
      <TextField label={t("spoken.name")} help={t("spoken.name_help")} name="name" {...line} />
      <Checkbox label={t("spoken.minor")} help={t("spoken.minor_help")} checked={minor} onChange={(event) => { setMinor(event.target.checked); }} />
      {minor && <TextField label={t("spoken.guardian")} name="guardian" {...line} />}
    </Form>
  );
}

function Word({ owner, collection, person, document, onAgreed }: Given & { person: Person; document: Document }) {
  const { t } = useWords();
  const [purposes, setPurposes] = useState(() => firstPurposes(document));
  const [preferences] = usePreferences();
  const recorder = useRecorder(preferences.microphone, limitsOf(collection.policies.quality));
  const player = useRef<Player>(null);
  const keep = useKeep(owner, collection.slug, person, onAgreed);
  const { stage } = recorder;
  const { version, language, hash } = document;
  const about: About = {
    owner, collection: collection.slug, collectionName: collection.name, language: collection.language, prompt: null,
    speaker: person.id, speakerName: person.name,
    agreed: { version, purposes: [...purposes], language, hash, newcomer: person.newcomer },
  };
  const big = (): void => {
    if (stage.name === "ready" || stage.name === "trouble") void recorder.start(about, LONGEST);
    else if (stage.name === "recording") void recorder.finish();
    else if (stage.name === "listening") void recorder.keep().then(keep);
  };
  const again = (): void => void (stage.name === "recording" ? recorder.drop() : recorder.discard());
  const who = person.guardian === "" ? person.name : person.guardian;
  return (
    <div className={style["agreement"]}>
      <ConsentDocument document={document} />
      {/* What was agreed to stands in the take from its beginning. */}
      <Purposes document={document} purposes={purposes} disabled={stage.name !== "ready" && stage.name !== "trouble"} onChange={setPurposes} />
      <Note title={t("spoken.say", { name: who })}><p>{t("spoken.say_help")}</p></Note>
      {stage.name === "trouble" && <TroubleNote trouble={stage.trouble} wanted={preferences.microphone} onRetry={big} />}
      {stage.name !== "trouble" && <Dock recorder={recorder} longest={LONGEST} keys={false} player={player} onBig={big} onAgain={again} />}
    </div>
  );
}

/** Their word is on the device: from now on they may be recorded here, whatever the network does. */
function useKeep(owner: string, collection: string, person: Person, onAgreed: (speaker: string) => void): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    if (person.newcomer !== undefined) await lendPrompts(owner, collection, person.id);
    await queries.invalidateQueries({ queryKey: ["speakers", owner] });
    onAgreed(person.id);
  };
}
