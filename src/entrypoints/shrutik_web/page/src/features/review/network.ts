/** The confusion network as a screen shows it: columns of choices, and each text with what differs in it. */
import type { Message } from "../../api/client.ts";

type Consensus = Message<"ConsensusMessage">;
export type Choice = { text: string; probability: number; voters: number };
/** One place in the clip: the chosen word first, then what else was heard. */
export type Column = readonly Choice[];
export type Piece = { text: string; differs: boolean };
export type Typed = { text: string; prompt: boolean; pieces: readonly Piece[] };

/** From the whole network for those who see it, else from the words of the record. */
export function columnsOf(consensus: Consensus): Column[] {
  if (consensus.network !== null) {
    return consensus.network.map((slot) => [slot.chosen, ...slot.rivals].map(({ text, probability, voters }) => ({ text, probability, voters: voters.length })));
  }
  return consensus.words.map((word) => [word, ...rivalsOf(word)].map((one) => ({ text: typeof one["text"] === "string" ? one["text"] : "", probability: Number(one["probability"] ?? 0), voters: 0 })));
}

/** Each text in the order of the network's voters, cut where it differs from what was chosen; empty without a network. */
export function typedOf(consensus: Consensus): Typed[] {
  const { network, transcriptions } = consensus;
  if (network === null || transcriptions === null) return [];
  return transcriptions.map((vote, place) => {
    const pieces = network.flatMap((slot) => {
      if (slot.chosen.voters.includes(place)) return slot.chosen.text === "" ? [] : [{ text: slot.chosen.text, differs: false }];
      const heard = slot.rivals.find((rival) => rival.voters.includes(place));
      if (heard === undefined) return [];
      return [{ text: heard.text === "" ? "∅" : heard.text, differs: true }];
    });
    return { text: vote.text, prompt: vote.witness, pieces };
  });
}

/** The text with another choice at one place; the words that the reviewer changed elsewhere stay. */
export function withChoice(picked: readonly string[], place: number, word: string): string[] {
  return picked.map((one, at) => (at === place ? word : one));
}

export function joined(words: readonly string[], unspaced: boolean): string {
  return words.filter((word) => word !== "").join(unspaced ? "" : " ");
}

function rivalsOf(word: Record<string, unknown>): Record<string, unknown>[] {
  const rivals = word["rivals"];
  return Array.isArray(rivals) ? (rivals as Record<string, unknown>[]) : [];
}
