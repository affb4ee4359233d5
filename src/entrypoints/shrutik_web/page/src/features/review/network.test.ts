import { expect, test } from "vitest";
import type { Message } from "../../api/client.ts";
import { guarded } from "./guarded-words.ts";
import { columnsOf, joined, typedOf, withChoice } from "./network.ts";

const choice = (text: string, probability: number, voters: number[]) => ({ text, probability, support: voters.length, voters, weights: voters.map(() => 1) });
const vote = (text: string, witness = false) => ({ letter: "a", text, accuracy: 1, agreement: 1, counted: true, witness });
const CONSENSUS: Message<"ConsensusMessage"> = {
  chunk_id: "c", status: "in_review", decision: "review", text: "আমি যাব না", confidence: 0.6, expected_wer: 0.2, rate: "WER", votes: 2, reasons: ["negation_differs"],
  words: [], settled_by: null, consensus_text: "আমি যাব না", method: "em", computed_at: null,
  network: [
    { chosen: choice("আমি", 1, [0, 1]), why: "unanimous", rivals: [] },
    { chosen: choice("যাব", 0.7, [0]), why: "most_weight", rivals: [choice("যাবো", 0.3, [1])] },
    { chosen: choice("না", 0.6, [0]), why: "most_weight", rivals: [choice("", 0.4, [1])] },
  ],
  transcriptions: [vote("আমি যাব না"), vote("আমি যাবো")],
};

test("each text is cut where it differs from the best", () => {
  const [first, second] = typedOf(CONSENSUS);
  expect(first?.pieces.some((piece) => piece.differs)).toBe(false);
  expect(second?.pieces).toEqual([{ text: "আমি", differs: false }, { text: "যাবো", differs: true }, { text: "∅", differs: true }]);
});

test("a choice changes one place of the text", () => {
  const chosen = columnsOf(CONSENSUS).map((column) => column[0]?.text ?? "");
  expect(joined(withChoice(chosen, 1, "যাবো"), false)).toBe("আমি যাবো না");
  expect(joined(withChoice(chosen, 2, ""), false)).toBe("আমি যাব");
});

test("without a network the words of the record are the columns", () => {
  const plain = { ...CONSENSUS, network: null, words: [{ text: "a", probability: 0.9, rivals: [{ text: "b", probability: 0.1 }] }] };
  expect(columnsOf(plain)).toEqual([[{ text: "a", probability: 0.9, voters: 0 }, { text: "b", probability: 0.1, voters: 0 }]]);
});

test("numbers and negations are known, also beside punctuation", () => {
  expect(guarded("না।", "bn")).toBe("negation");
  expect(guarded("৩৫", "bn-BD")).toBe("number");
  expect(guarded("don't", "en")).toBe("negation");
  expect(guarded("দুই ঘণ্টা", "bn")).toBe("number");
  expect(guarded("নদী", "bn")).toBe(null);
});
