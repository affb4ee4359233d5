/** Words in which a mistake changes what is said: numbers and negations, by language. It only guides the eye. */

type Lists = { numbers: ReadonlySet<string>; negations: ReadonlySet<string> };
const lists = (numbers: string, negations: string): Lists => ({ numbers: new Set(numbers.split(" ")), negations: new Set(negations.split(" ")) });

const BY_LANGUAGE: Readonly<Record<string, Lists>> = {
  bn: lists(
    "শূন্য এক দুই তিন চার পাঁচ ছয় ছয় সাত আট নয় নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ বিশ কুড়ি পঁচিশ ত্রিশ চল্লিশ পঞ্চাশ ষাট সত্তর আশি নব্বই শ শত একশ একশো দুইশ হাজার লাখ লক্ষ কোটি আধ আধা দেড় দেড় আড়াই আড়াই সাড়ে সাড়ে পৌনে সোয়া",
    "না নয় নয় নেই নাই নি নহে নন নয়তো নাহি কখনোই",
  ),
  en: lists(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half quarter dozen",
    "no not never none nothing nobody nowhere neither nor without cannot",
  ),
};

export type Guarded = "number" | "negation" | null;

/** What a word is, or the first guarded one of several; null for an ordinary one, and in a language that has no list here. */
export function guarded(words: string, language: string): Guarded {
  const kinds = words.split(/\s+/u).map((word) => guardedWord(word, language));
  return kinds.find((kind) => kind !== null) ?? null;
}

function guardedWord(word: string, language: string): Guarded {
  const plain = word.normalize("NFC").toLowerCase().replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
  const known = BY_LANGUAGE[language.toLowerCase().split("-")[0] ?? ""];
  if (known?.negations.has(plain) === true || /n['’]t$/.test(plain)) return "negation";
  if (/\p{N}/u.test(plain) || known?.numbers.has(plain) === true) return "number";
  return null;
}
