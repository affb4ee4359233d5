/** An address that leads nowhere. */
import { ButtonLink } from "../../parts/button.tsx";
import { Row, Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export default function NotFound() {
  const { t } = useWords();
  return (
    <Sheet title={t("home.not_found")} lead={t("home.not_found_help")}>
      <Row><ButtonLink look="main" to="/">{t("home.to_start")}</ButtonLink></Row>
    </Sheet>
  );
}
