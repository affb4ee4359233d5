/** When all prompts were said: thanks, and what else there is to do. */
import { ButtonLink } from "../../parts/button.tsx";
import { Empty } from "../../parts/note.tsx";
import { useWords } from "../../words/words.ts";

export function NoPrompts({ collection }: { collection: string }) {
  const { t } = useWords();
  return (
    <Empty title={t("record.no_prompts")}>
      <p>{t("record.no_prompts_help")}</p>
      <ButtonLink to={`/transcribe/${collection}`} look="main">{t("record.transcribe")}</ButtonLink>
    </Empty>
  );
}
