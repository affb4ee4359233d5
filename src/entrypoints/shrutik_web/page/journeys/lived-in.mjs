/** A house in which people have worked: recordings, texts that differ, a case decided, a dataset, words about it all. */
import { join } from "node:path";
import { until } from "./house.mjs";
import { noiseFile } from "./scene.mjs";

const TYPED = { one: "আমি বাংলায় ১২টি গান গাই না", two: "আমি বাংলায় ১২ টা গান গাই", three: "আমি বাংলায় বারোটি গান গাইনি" };
const ABOUT = {
  bn: "নদীর ধারের গ্রামের মানুষের কণ্ঠ, যাতে ফোন ও যন্ত্র আমাদের ভাষা বুঝতে শেখে।",
  en: "Voices of the villages along the river, so that phones and machines learn to understand our language.",
};
const GUIDELINES = {
  bn: "যা শোনেন ঠিক তা-ই লিখুন।\nসংখ্যা অঙ্কে লিখুন।\nশব্দ বোঝা না গেলে [unclear] লিখুন।",
  en: "Write what you hear, word for word.\nWrite numbers as digits.\nWhere a word cannot be understood, write [unclear].",
};
const LONG = "এক দেশে এক নদী ছিল, সেই নদীর ধারে এক গ্রাম, আর সেই গ্রামে থাকত এক মাঝি, যে রোজ ভোরবেলা নৌকা নিয়ে ওপারে যেত আর সন্ধ্যা হলে গান গাইতে গাইতে ফিরে আসত।";
const FREE = [
  { text: "আপনার গ্রামের সবচেয়ে পুরোনো গাছটির কথা বলুন।", kind: "question", longest: 60 },
  { text: LONG },
  { text: "আজ আকাশ পরিষ্কার।" },
];

export async function liveIn(house) {
  await house.furnish({ policies: { consensus: { fewest: 3, most: 3 }, lending: { gold_share: 0 }, voters: { scrutiny: "none" } } });
  await house.ask("admin", "PATCH", "/collections/bn-read", { about: ABOUT, guidelines: GUIDELINES, goal_hours: 2 });
  await house.ask("admin", "POST", "/prompts", { collection: "bn-read", items: FREE });
  await house.record("mina", noiseFile(join(house.data, "mina.wav"), 40));
  await transcribe(house);
  await decide(house);
  await publish(house);
  await house.record("mina", noiseFile(join(house.data, "more.wav"), 30, 21));
}

/** All take their clips before the first text comes: numbers that contradict each other go to review at once. */
async function transcribe(house) {
  const taken = [];
  for (const [name, text] of Object.entries(TYPED)) {
    const { items } = await house.ask(name, "POST", "/tasks", { collection: "bn-read", count: 5 });
    taken.push({ name, texts: items.map((task) => ({ task_id: task.id, text })) });
  }
  for (const { name, texts } of taken) await house.ask(name, "POST", "/transcriptions", { items: texts });
}

/** All cases but two: those are what a reviewer finds. */
async function decide(house) {
  const cases = await until(async () => {
    const { items } = await house.ask("admin", "GET", "/reviews/queue");
    return items.length > 2 ? items : null;
  });
  for (const one of cases.slice(2)) await house.ask("admin", "POST", "/reviews", { chunk_id: one.chunk_id, decision: "edit", text: TYPED.one });
}

async function publish(house) {
  const { id } = await house.ask("admin", "POST", "/releases", { name: "river", collections: ["bn-read"], formats: ["csv", "jsonl", "common_voice"] });
  await until(async () => (await house.ask("admin", "GET", `/releases/${id}`)).status === "ready");
}

/** Thirty days of what the installation was asked, and what waited: by day and by night, with an hour that failed. */
export function beat(house) {
  const turn = (hours) => `sin(extract(epoch from at) / ${hours * 3_600} * 2 * pi())`;
  const columns = [
    "at",
    `900 + 700 * ${turn(24)}`,
    "case when extract(hour from at) = 5 and extract(day from at)::int % 9 = 0 then 4 else 0 end",
    `greatest(0, 30 * ${turn(24)})`,
    `greatest(0, 40 * ${turn(16)})`,
    `greatest(0, 900 * ${turn(16)})`,
    "2",
  ];
  const now = "date_bin('5 minutes', now(), 'epoch')";
  house.sql(`insert into pulses (begins, requests, failed, decided, waiting, oldest, dead) select ${columns.join(", ")} from generate_series(${now} - interval '30 days', ${now} - interval '5 minutes', interval '5 minutes') at on conflict do nothing`);
}
