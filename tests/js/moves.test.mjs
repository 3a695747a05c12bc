import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { mainMove, moveOfKey, otherMoves, stepPlace } from "../../static/js/host/moves.js";
import { grouped } from "../../static/js/door/page.js";
import { PHASES } from "../../static/js/live/protocol.js";
import { oldSlots } from "../../static/js/wall/boards.js";

test("the loud button is the next act of the show", () => {
  const cases = [
    ["door", ["lock", "ready"], "ready"],
    ["ready", ["lock", "open", "skip"], "open"],
    ["read", ["close", "lock", "pause", "skip"], "close"],
    ["answer", ["close", "extend", "lock", "pause", "skip"], "close"],
    ["answer", ["close", "lock", "resume", "skip"], "resume"],
    ["closed", ["ready", "reveal", "standing"], "reveal"],
    ["closed", ["ready", "standing"], "standing"],
    ["reveal", ["podium", "standing"], "standing"],
    ["standing", ["ready"], "ready"],
    ["standing", ["podium"], "podium"],
    ["podium", ["finish", "lock"], "finish"],
    ["finished", [], null],
  ];
  for (const [phase, moves, main] of cases) assert.equal(mainMove(phase, moves), main, `${phase} ${moves}`);
});

test("every allowed move has exactly one button", () => {
  const moves = ["close", "extend", "finish", "lock", "open", "pause", "podium", "ready", "resume", "reveal", "skip", "standing", "unlock"];
  for (const phase of PHASES) {
    const { acts, aside } = otherMoves(phase, moves);
    const shown = [mainMove(phase, moves), ...acts, ...aside].filter(Boolean);
    assert.deepEqual([...shown].sort(), moves, phase);
  }
});

test("every phase of a room is known to the pages", () => {
  const rules = readFileSync(new URL("../../contests/rules/room.py", import.meta.url), "utf8");
  const phases = [.../class Phase\(StrEnum\):\n((?: {4}\w+ = "\w+"\n)+)/.exec(rules)[1].matchAll(/"(\w+)"/g)].map((found) => found[1]);
  assert.deepEqual(PHASES, phases);
});

test("keys make the moves that are allowed and no others", () => {
  const open = ["close", "extend", "pause", "skip"];
  assert.deepEqual([" ", "p", "P", "+", "=", "x"].map((key) => moveOfKey(key, "answer", open)), ["close", "pause", "pause", "extend", "extend", null]);
  assert.deepEqual([" ", "p", "+"].map((key) => moveOfKey(key, "answer", ["close", "resume"])), ["resume", "resume", null]);
  assert.deepEqual([" ", "p", "+"].map((key) => moveOfKey(key, "finished", [])), [null, null, null]);
});

test("the run of show knows what is done, on and to come", () => {
  assert.deepEqual([1, 2, 3].map((number) => stepPlace(number, 2, "answer")), ["done", "now", "next"]);
  assert.deepEqual([1, 2, 3].map((number) => stepPlace(number, 3, "finished")), ["done", "done", "done"]);
});

test("rows start from where they stood, and new ones from nowhere", () => {
  assert.deepEqual(oldSlots([{ was: 2 }, { was: 1 }, { was: 0 }, { was: 9 }]), [1, 0, null, 2]);
  assert.deepEqual(oldSlots([{ was: 1 }, { was: 1 }]), [0, 1]);
});

test("a code is grouped as it stands on the wall, however it was typed", () => {
  assert.deepEqual(["a", "abc", "ABCD", "abc-defg", " a b c d e f g h"].map(grouped), ["a", "abc", "abc d", "abc defg", "abc defg"]);
});
