/** How far second looks bear out what settled a collection's clips: Krippendorff's alpha, and what it means. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../../../api/client.ts";
import { Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { AlphaScale } from "./alpha-scale.tsx";
import { verdictOf } from "./alpha.ts";

const KINDS = { good: "good", fair: "warn", poor: "error" } as const;

export function Agreement({ collection }: { collection: string }) {
  const { t } = useWords();
  const found = useQuery({ queryKey: ["admin", "agreement", collection], queryFn: () => got(api.GET("/api/v1/admin/agreement", { params: { query: { collection } } })) });
  return (
    <Card title={t("admin.agreement")}>
      <p className={style["soft"]}>{t("admin.agreement_lead")}</p>
      {found.isPending && <Waiting rows={1} />}
      {found.isError && <NotLoaded asked={found} />}
      {found.data !== undefined && (found.data.clips === 0 ? <p>{t("admin.agreement_none")}</p> : (
        <>
          <p>{t("admin.agreement_rests", { clips: found.data.clips, same: found.data.same })}</p>
          <div className={style["plots"]}>
            <Alpha title={t("admin.alpha_texts")} alpha={found.data.alpha_texts} />
            <Alpha title={t("admin.alpha_words")} alpha={found.data.alpha_words} />
          </div>
        </>
      ))}
    </Card>
  );
}

function Alpha({ title, alpha }: { title: string; alpha: number | null }) {
  const { t, number } = useWords();
  if (alpha === null) return <p>{title}: –</p>;
  const verdict = verdictOf(alpha);
  const shown = number(alpha, { minimumFractionDigits: 2, maximumFractionDigits: 3 });
  return (
    <div className={style["stack"]}>
      <p className={style["line"]}><span>{title}</span> <strong>α = {shown}</strong> <Tag kind={KINDS[verdict]}>{t(`admin.alpha_${verdict}`)}</Tag></p>
      <AlphaScale alpha={alpha} label={`${title}: ${shown}`} />
    </div>
  );
}
