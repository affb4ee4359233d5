/** What this device can do without a network. */
import { useOpensOffline, useReady } from "../../outbox/ready.ts";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export function WithoutNetwork({ owner }: { owner: string | null }) {
  const { t } = useWords();
  const opens = useOpensOffline();
  const ready = useReady(owner);
  return (
    <Card title={t("unsent.ready")}>
      <p>{t(opens ? "unsent.opens" : "unsent.opens_not")}</p>
      {ready !== null && <p>{t("unsent.ready_here", ready)}</p>}
      <p>{t("unsent.ready_help")}</p>
    </Card>
  );
}
