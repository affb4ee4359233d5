/** How long the clip is still lent; it is renewed by itself while somebody types. */
import { useEffect, useRef, useState } from "react";
import { ApiProblem } from "../../api/problems.ts";
import { Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";

const MINUTE = 60_000;
/** A lease that ends sooner is renewed at the next letter. */
const RENEWED_BELOW = 10 * MINUTE;
const SHORT = 3 * MINUTE;

export function Lease({ until, typed, renew }: { until: string; typed: string | null; renew: () => Promise<void> }) {
  const { t } = useWords();
  const [now, setNow] = useState(Date.now);
  const [refused, setRefused] = useState(false);
  const asked = useRef(0);
  const first = useRef<string | null>(null);
  useEffect(() => {
    const clock = setInterval(() => { setNow(Date.now()); }, 5_000);
    return () => { clearInterval(clock); };
  }, []);
  const left = Date.parse(until) - now;
  useEffect(() => {
    if (typed === null) return;
    const untouched = first.current === null || first.current === typed;
    first.current ??= typed;
    if (untouched || refused || Date.parse(until) - Date.now() > RENEWED_BELOW || Date.now() - asked.current < MINUTE) return;
    asked.current = Date.now();
    renew().catch((error: unknown) => { setRefused(error instanceof ApiProblem && !error.passes); });
  }, [typed, until, refused, renew]);
  if (left <= 0) return <Tag kind="warn">{t("transcribe.lease_over")}</Tag>;
  return <Tag kind={left < SHORT ? "warn" : "info"}>{t("transcribe.lease", { minutes: Math.max(1, Math.round(left / MINUTE)) })}</Tag>;
}
