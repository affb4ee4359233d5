/** An address that leads nowhere. */
import { Sheet } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export default function NotFound() {
  const { t } = useWords();
  return <Sheet title={t("home.not_found")}>{null}</Sheet>;
}
