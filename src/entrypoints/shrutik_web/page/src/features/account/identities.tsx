/** Institutions by whose log-in the account opens: linked, unlinked, and shown by name. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./account.module.css";

type Identity = Message<"IdentityMessage">;

/** Nothing is shown while there is neither an institution nor a link to one. */
export function Identities() {
  const { t } = useWords();
  const providers = useQuery({ queryKey: ["providers"], queryFn: () => got(api.GET("/api/v1/auth/openid")), staleTime: Infinity });
  const identities = useQuery({ queryKey: ["identities"], queryFn: () => got(api.GET("/api/v1/me/identities")) });
  const linked = useMutation({
    mutationFn: (provider: string) => got(api.POST("/api/v1/auth/openid/{provider}/link", { params: { path: { provider }, query: { to: "page" } } })),
    onSuccess: ({ url }) => {
      globalThis.location.assign(url);
    },
  });
  const offered = providers.data?.items ?? [];
  const own = identities.data?.items ?? [];
  if (identities.isError && offered.length > 0) return <Card title={t("account.institutions")}><NotLoaded asked={identities} /></Card>;
  if (offered.length + own.length === 0) return null;
  return (
    <Card title={t("account.institutions")}>
      <p>{t("account.institutions_lead")}</p>
      {own.length === 0 ? <Note><p>{t("account.institutions_none")}</p></Note> : <ul className={style["rows"]}>{own.map((one) => <Linked key={one.id} identity={one} />)}</ul>}
      {linked.isError && <ProblemNote problem={linked.error} />}
      <Row>{offered.map(({ name }) => <Button key={name} busy={linked.isPending} onClick={() => { linked.mutate(name); }}>{t("account.institution_link", { name })}</Button>)}</Row>
    </Card>
  );
}

function Linked({ identity }: { identity: Identity }) {
  const { t, date } = useWords();
  const queries = useQueryClient();
  const unlinked = useMutation({
    mutationFn: () => got(api.DELETE("/api/v1/me/identities/{identity_id}", { params: { path: { identity_id: identity.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["identities"] }),
  });
  const name = placeOf(identity.issuer);
  return (
    <li>
      <div>
        <strong dir="ltr">{name}</strong>
        <p className={style["soft"]}>{t("account.institution_since", { when: date(identity.created_at, { dateStyle: "medium" }) })}</p>
      </div>
      <Button small look="danger" busy={unlinked.isPending} aria-label={t("account.institution_unlink_name", { name })} onClick={() => { unlinked.mutate(); }}>{t("account.institution_unlink")}</Button>
      {unlinked.isError && <ProblemNote problem={unlinked.error} />}
    </li>
  );
}

/** An issuer is an address; its host is what a person knows. */
function placeOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
