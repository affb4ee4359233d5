/** When all prompts were said: thanks, and what else there is to do. */
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty } from "../../parts/note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

export function NoPrompts({ collection, onFree }: { collection: string; onFree: () => void }) {
  const { t } = useWords();
  return (
    <Empty title={t("record.no_prompts")}>
      <p>{t("record.no_prompts_help")}</p>
      <Row>
        <Button look="main" onClick={onFree}>{t("record.kind_free")}</Button>
        <ButtonLink to={`/transcribe/${collection}`}>{t("record.transcribe")}</ButtonLink>
      </Row>
    </Empty>
  );
}
