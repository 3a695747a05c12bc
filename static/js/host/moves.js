// Decides which move is the next act, which stand beside it, and which key makes which move.

const NEXT = {
  door: ["ready"],
  ready: ["open"],
  read: ["resume", "close"],
  answer: ["resume", "close"],
  closed: ["reveal", "standing", "ready", "podium"],
  reveal: ["standing", "ready", "podium"],
  standing: ["ready", "podium"],
  podium: ["finish"],
  finished: [],
};

/** Moves that cannot be taken back ask first. */
export const ASKED = ["skip", "finish"];
const ACTS = ["ready", "open", "close", "reveal", "standing", "podium", "finish"];
const ASIDE = ["pause", "resume", "extend", "lock", "unlock", "skip"];

/** The one loud move of a phase among those allowed, or null. */
export function mainMove(phase, moves) {
  return (NEXT[phase] ?? []).find((move) => moves.includes(move)) ?? null;
}

/** The other allowed moves: acts of the show, and what only holds or mends it. */
export function otherMoves(phase, moves) {
  const main = mainMove(phase, moves);
  const others = (order) => order.filter((move) => moves.includes(move) && move !== main);
  return { acts: others(ACTS), aside: others(ASIDE) };
}

/** The move a key asks for, or null. */
export function moveOfKey(key, phase, moves) {
  if (key === " ") return mainMove(phase, moves);
  if (key.toLowerCase() === "p") return ["resume", "pause"].find((move) => moves.includes(move)) ?? null;
  if (key === "+" || key === "=") return moves.includes("extend") ? "extend" : null;
  return null;
}

/** Where a line of the script stands: "done", "now" or "next". */
export function stepPlace(number, itemNo, phase) {
  if (number < itemNo || ["podium", "finished"].includes(phase)) return "done";
  return number === itemNo ? "now" : "next";
}
