/** Dates and times as they are said; of Bengali, browsers know no time but "AM" and "PM". */

type Options = Intl.DateTimeFormatOptions;

/** "সকাল ৯:২৭": the part of the day stands first, and is said in Bengali. */
export function saidTime(locale: string, value: Date, options: Options = {}): string {
  const { timeStyle, dateStyle, timeZone } = options;
  if (locale !== "bn" || timeStyle === undefined) return new Intl.DateTimeFormat(locale, options).format(value);
  const zone = timeZone === undefined ? {} : { timeZone };
  const exact: Options = timeStyle === "short" ? {} : { second: "2-digit" };
  const parts = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", dayPeriod: "short", hour12: true, ...exact, ...zone }).formatToParts(value);
  const period = parts.find(({ type }) => type === "dayPeriod")?.value ?? "";
  const time = parts.filter(({ type }) => type !== "dayPeriod").map((part) => part.value).join("").trim();
  const day = dateStyle === undefined ? "" : `${new Intl.DateTimeFormat(locale, { dateStyle, ...zone }).format(value)}, `;
  return `${day}${period} ${time}`;
}
