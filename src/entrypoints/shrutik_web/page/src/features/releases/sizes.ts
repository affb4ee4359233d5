/** Sizes of datasets in the reader's figures. */
import { useWords } from "../../words/words.ts";

type Sizes = { hours: (seconds: number) => string; spoken: (seconds: number) => string; clips: (count: number) => string; bytes: (count: number) => string };

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function useSizes(): Sizes {
  const { t, number } = useWords();
  const hours = (seconds: number): string => t("releases.hours", { hours: number(seconds / 3600, { maximumFractionDigits: seconds < 36_000 ? 2 : 0 }) });
  return {
    hours,
    // Less than an hour is told in minutes, and less than a minute in seconds.
    spoken: (seconds) => {
      if (seconds >= 3600) return hours(seconds);
      if (seconds < 60) return number(seconds, { style: "unit", unit: "second", maximumFractionDigits: 0 });
      return t("releases.minutes", { minutes: number(seconds / 60, { maximumFractionDigits: 1 }) });
    },
    clips: (count) => t("releases.clips", { count }),
    bytes: (count) => {
      const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
      return number(count / 1000 ** step, { style: "unit", unit: UNITS[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short", maximumSignificantDigits: 3 });
    },
  };
}
