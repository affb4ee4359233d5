/** How a person is told: of each kind of notice on the page alone, by mail at once, in a letter of a day or a week, or not at all. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Select } from "../../parts/field.tsx";
import { Note, Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Refusal } from "../../parts/problem-note.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";
import type { Me } from "./use-me.ts";

type Preferences = Message<"PreferencesMessage">;
type Kind = Message<"KindMessage">;
const PREFERENCES = ["notice-preferences"];
const REVIEWERS: readonly string[] = ["reviewer", "admin"];
/** Who can have webhooks; nobody else is asked about a word that they never met. */
const WITH_WEBHOOKS: readonly string[] = ["reviewer", "researcher", "admin"];

export function HowTold({ me }: { me: Me }) {
  const { t } = useWords();
  const asked = useQuery({ queryKey: PREFERENCES, queryFn: () => got(api.GET("/api/v1/me/notices/preferences")) });
  if (asked.isPending) return <Waiting />;
  if (asked.isError) return <NotLoaded asked={asked} />;
  const { items, reached } = asked.data;
  const theirs = items.filter((one) => concerns(one, me.role));
  const fixed = theirs.filter((one) => one.choices.length === 1);
  return (
    <>
      {!reached && <Note action={<ButtonLink small to="/account/security">{t("account.tab_security")}</ButtonLink>}><p>{t("account.notices_no_mail")}</p></Note>}
      <Card title={t("account.notices_title")}>
        <p>{t("account.notices_lead")}</p>
        <Choices kinds={theirs.filter((one) => one.choices.length > 1)} />
      </Card>
      <Card title={t("account.notices_always")}>
        <p>{t("account.notices_always_help")}</p>
        <ul>{fixed.map((one) => <li key={one.kind}>{t(`account.notice_${one.kind}`)}</li>)}</ul>
      </Card>
    </>
  );
}

function concerns(one: Kind, role: string): boolean {
  if (one.kind === "webhook_off") return WITH_WEBHOOKS.includes(role);
  return one.audience !== "reviewer" || REVIEWERS.includes(role);
}

/** Each choice is kept as it is made; with it goes how far this device's clock is from UTC, for letters in the morning. */
function Choices({ kinds }: { kinds: readonly Kind[] }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: (choices: Record<string, Kind["channel"]>) => {
      const body = { choices, utc_offset: -new Date().getTimezoneOffset() } as Message<"PreferencesRequest">;
      return got(api.PUT("/api/v1/me/notices/preferences", { body }));
    },
    onSuccess: (kept) => { queries.setQueryData<Preferences>(PREFERENCES, kept); },
  });
  return (
    <>
      <div className={style["pair"]}>
        {kinds.map((one) => (
          <Select
            key={one.kind}
            label={t(`account.notice_${one.kind}`)}
            value={sent.isPending ? (sent.variables[one.kind] ?? one.channel) : one.channel}
            onChange={(event) => { sent.mutate({ [one.kind]: event.target.value as Kind["channel"] }); }}
            told={sent.isSuccess && one.kind in sent.variables ? `✓ ${t("account.saved")}` : ""}
            error={sent.isError && one.kind in sent.variables ? <Refusal problem={sent.error} /> : undefined}
          >
            {one.choices.map((channel) => <option key={channel} value={channel}>{t(`account.channel_${channel}`)}</option>)}
          </Select>
        ))}
      </div>
      <p role="status" className="unseen">{sent.isSuccess ? t("account.saved") : ""}</p>
    </>
  );
}
