/** Why speakers skipped a prompt, how many of them each, and the way back for one that was set aside. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, got, type Message } from "../../../api/client.ts";
import { Button } from "../../../parts/button.tsx";
import { ProblemNote } from "../../../parts/problem-note.tsx";
import { Tag } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";

export function Skips({ prompt }: { prompt: Message<"ListedPromptMessage"> }) {
  const { t, number } = useWords();
  const queries = useQueryClient();
  const offered = useMutation({
    mutationFn: () => got(api.POST("/api/v1/prompts/{prompt_id}/offer-again", { params: { path: { prompt_id: prompt.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["admin", "prompts"] }),
  });
  const skips = Object.entries(prompt.skips ?? {}).sort(([, one], [, other]) => other - one);
  const aside = prompt.set_aside_at !== null;
  if (skips.length === 0 && !aside) return null;
  return (
    <>
      <div className={style["line"]}>
        {aside && <Tag kind="warn">{t("admin.prompts_set_aside")}</Tag>}
        {skips.map(([reason, speakers]) => <span key={reason} className={style["soft"]}>{t(`skip.${reason}`)}: {number(speakers)}</span>)}
        {aside && <Button small busy={offered.isPending} onClick={() => { offered.mutate(); }}>{t("admin.prompt_offer_again")}</Button>}
      </div>
      {offered.isError && <ProblemNote problem={offered.error} />}
    </>
  );
}
