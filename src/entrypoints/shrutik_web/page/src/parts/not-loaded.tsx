/** In place of what could not be loaded: what happened, and a button that asks for it again. */
import type { ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import { useFocusAgain } from "./focus.ts";
import { ProblemNote } from "./problem-note.tsx";
import { Row } from "./sheet.tsx";

/** What was asked of the server, as `useQuery` tells it. */
export type Asked = { error: unknown; isFetching: boolean; /** How often it failed. */ errorUpdateCount: number; refetch: () => unknown };

export function NotLoaded({ asked, children }: { asked: Asked; /** Where else one may go. */ children?: ReactNode }) {
  const { t } = useWords();
  // The button goes while it is asked again: whoever pressed it finds it under their fingers if that fails too.
  const again = useFocusAgain<HTMLDivElement>(asked.isFetching, asked.errorUpdateCount > 1);
  const action = <Row><Button small busy={asked.isFetching} onClick={() => { asked.refetch(); }}>{t("parts.try_again")}</Button>{children}</Row>;
  return <div ref={again}><ProblemNote problem={asked.error} action={action} /></div>;
}
