/** A newer page is ready: offered when nobody records, in this tab or another. */
import { useEffect, useState } from "react";
import { onChange } from "./outbox/changes.ts";
import { runningTakes } from "./outbox/running-takes.ts";
import { Button } from "./parts/button.tsx";
import { useNewerPage } from "./register-worker.ts";
import { useWords } from "./words/words.ts";
import style from "./page-frame.module.css";

export function NewerPage() {
  const { t } = useWords();
  const letIn = useNewerPage();
  const quiet = useQuiet();
  if (letIn === null || !quiet) return null;
  const press = async (): Promise<void> => {
    if ((await runningTakes()).size === 0) await letIn();
  };
  return (
    <div className={style["newer"]} role="status">
      <span>{t("frame.newer")}</span>
      <Button small onClick={() => void press()}>{t("frame.newer_load")}</Button>
    </div>
  );
}

/** Whether no take runs in any tab. */
function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    let over = false;
    const look = (): void => {
      void runningTakes().then((running) => {
        if (!over) setQuiet(running.size === 0);
      });
    };
    look();
    const unsubscribe = onChange(look);
    return () => {
      over = true;
      unsubscribe();
    };
  }, []);
  return quiet;
}
