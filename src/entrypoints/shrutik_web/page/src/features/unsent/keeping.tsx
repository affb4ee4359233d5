/** How safe things are on this device, and what makes them safer. */
import { useState } from "react";
import { keepForGood } from "../../outbox/quota.ts";
import { Button } from "../../parts/button.tsx";
import { Card, Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export function Keeping() {
  const { t } = useWords();
  const [told, setTold] = useState("");
  const ask = async (): Promise<void> => {
    setTold(t((await keepForGood()) ? "unsent.kept" : "unsent.not_kept"));
  };
  return (
    <Card title={t("unsent.keeping")}>
      <p>{t("unsent.keeping_help")}</p>
      <Row><Button onClick={() => void ask()}>{t("unsent.keep")}</Button><span role="status">{told}</span></Row>
    </Card>
  );
}
