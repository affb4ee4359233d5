/** Invitations: cards for new people with a QR code each, and what became of earlier ones. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Select, TextField } from "../../../parts/field.tsx";
import { Form, fieldErrors } from "../../../parts/form.tsx";
import { Note } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { figure, line } from "../entries.ts";
import { useCollections } from "../lookups.ts";
import { BY_PAGE, from, Paged } from "../paged.tsx";
import { changed } from "./filters.ts";
import { Cards } from "./cards.tsx";
import { OneInvitation } from "./invitation.tsx";

const DAY = 86_400;
const LIVES = [1, 7, 30, 90, 365] as const;
const MOST_CARDS = 200;
const PAGE = 50;
const STATES = ["open", "used", "expired", "revoked"] as const;

export function Invitations() {
  const { t } = useWords();
  const [asked] = useSearchParams();
  const [made, setMade] = useState<readonly Message<"IssuedInvitationMessage">[] | null>(null);
  if (made !== null) return <Cards made={made} onDone={() => { setMade(null); }} />;
  return (
    <Sheet wide title={t("admin.way_invitations")} lead={t("admin.invitations_lead")}>
      <NewCards first={asked.get("collection") ?? ""} onMade={setMade} />
      <Earlier />
    </Sheet>
  );
}

function NewCards({ first, onMade }: { first: string; onMade: (made: readonly Message<"IssuedInvitationMessage">[]) => void }) {
  const { t } = useWords();
  const collections = useCollections();
  const sent = useInvite(onMade);
  const wrong = fieldErrors(sent.error);
  const all = collections.data?.items ?? [];
  const chosen = all.some((one) => one.slug === first) ? first : (all[0]?.slug ?? "");
  return (
    <Card title={t("admin.invite")}>
      {collections.isError && <NotLoaded asked={collections} />}
      {collections.isSuccess && all.length === 0 ? <Note><p>{t("admin.collections_none_help")}</p></Note> : (
        <Form submit={t("admin.invite_make")} busy={sent.isPending} problem={sent.error} fields={["count", "name", "collection"]} onSubmit={sent.mutate}>
          <div className={style["filters"]}>
            <Select key={chosen} label={t("admin.collection")} name="collection" defaultValue={chosen} error={wrong("collection")}>
              {all.map((one) => <option key={one.slug} value={one.slug}>{one.name}</option>)}
            </Select>
            <TextField label={t("admin.invite_count")} help={t("admin.invite_count_help")} name="count" type="number" inputMode="numeric" min={1} max={MOST_CARDS} step={1} defaultValue={8} required error={wrong("count")} />
            <Select label={t("admin.invite_life")} help={t("admin.invite_life_help")} name="days" defaultValue={30}>
              {LIVES.map((days) => <option key={days} value={days}>{t("admin.days", { days })}</option>)}
            </Select>
          </div>
          <TextField label={t("admin.invite_name")} help={t("admin.invite_name_help")} name="name" maxLength={120} dir="auto" error={wrong("name")} />
        </Form>
      )}
    </Card>
  );
}

function useInvite(then: (made: readonly Message<"IssuedInvitationMessage">[]) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: FormData) => {
      const wish = { collection: line(entries, "collection"), name: line(entries, "name"), count: figure(entries, "count") ?? 1, expires_in: Number(line(entries, "days")) * DAY };
      return got(api.POST("/api/v1/invitations", { body: wish }));
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["admin", "invitations"] });
      then(made.items);
    },
  });
}

type Filter = { collection?: string; status?: Message<"InvitationState"> };

function Earlier() {
  const { t } = useWords();
  const collections = useCollections();
  const [filter, setFilter] = useState<Filter>({});
  const pages = useInfiniteQuery({
    queryKey: ["admin", "invitations", filter],
    queryFn: ({ pageParam }) => got(api.GET("/api/v1/invitations", { params: { query: { limit: PAGE, ...filter, ...from(pageParam) } } })),
    ...BY_PAGE,
  });
  return (
    <Card title={t("admin.invitations_earlier")}>
      <div className={style["filters"]}>
        <Select label={t("admin.collection")} value={filter.collection ?? ""} onChange={(event) => { setFilter(changed(filter, "collection", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {(collections.data?.items ?? []).map((one) => <option key={one.slug} value={one.slug} lang={one.language}>{one.name}</option>)}
        </Select>
        <Select label={t("admin.state")} value={filter.status ?? ""} onChange={(event) => { setFilter(changed(filter, "status", event.target.value)); }}>
          <option value="">{t("admin.all")}</option>
          {STATES.map((one) => <option key={one} value={one}>{t(`admin.invitation_${one}`)}</option>)}
        </Select>
      </div>
      <Paged pages={pages} empty={t(Object.keys(filter).length > 0 ? "admin.invitations_none_such" : "admin.invitations_none")} idOf={(one) => one.id}>{(one) => <OneInvitation invitation={one} />}</Paged>
    </Card>
  );
}
