/** A sheet of cards to print and to cut: the codes are shown this once. */
import { useState } from "react";
import type { Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { Note } from "../../../parts/note.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import { useCollections } from "../lookups.ts";
import style from "./cards.module.css";
import { picture } from "./qr.ts";

type Made = Message<"IssuedInvitationMessage">;

export function Cards({ made, onDone }: { made: readonly Made[]; onDone: () => void }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const codes = made.map((one) => `${one.code}\t${one.url}`).join("\n");
  return (
    <Sheet wide title={t("admin.cards", { count: made.length })} actions={<Button look="quiet" onClick={onDone}>{t("admin.cards_done")}</Button>}>
      <div className={style["said"]}>
        <Note kind="warn" title={t("admin.cards_once")}>
          <p>{t("admin.cards_help")}</p>
          <div className={style["do"]}>
            <Button small look="main" onClick={() => { globalThis.print(); }}>{t("admin.print")}</Button>
            <Button small onClick={() => { void navigator.clipboard.writeText(codes).then(() => { setCopied(true); }); }}>{t(copied ? "admin.codes_copied" : "admin.copy_codes")}</Button>
          </div>
        </Note>
      </div>
      <ul className={style["cards"]}>{made.map((one) => <li key={one.id}><OneCard made={one} /></li>)}</ul>
    </Sheet>
  );
}

/** A card speaks both languages of the page, whoever gets it. */
function OneCard({ made }: { made: Made }) {
  const { t } = useWords();
  const collections = useCollections();
  const name = collections.data?.items.find((one) => one.slug === made.collection)?.name ?? made.collection;
  const site = made.url.replace(/^https?:\/\//, "").replace(/#.*$/, "");
  const day = (locale: string): string => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(made.expires_at));
  return (
    <article className={style["card"]}>
      <img src={picture(made.qr_svg)} alt={t("admin.qr_alt")} />
      <div>
        <h2 dir="auto">{name}</h2>
        {made.name !== "" && <p dir="auto">{made.name}</p>}
        <p className={style["code"]} dir="ltr">{made.code}</p>
        <p lang="en" dir="ltr">{t("admin.card_en", { site, day: day("en") })}</p>
        <p lang="bn" dir="ltr">{t("admin.card_bn", { site, day: day("bn") })}</p>
      </div>
    </article>
  );
}
