import assert from "node:assert/strict";
import { test } from "node:test";
import { deadline, isPaused, limit, next, nextAttempt, ownAnswer, phase, START, version } from "../../static/js/live/state.js";

const ITEM = { run: 7, kind: "single", text: "Ở đâu?", points: 10, options: [{ id: "a", text: "A" }, { id: "b", text: "B" }] };
const room = (version, more = {}) => ({ t: "state", version, now: 1_000, phase: "answer", here: 3, item: ITEM, deadline: 21_000, limit_ms: 20_000, ...more });
const you = (version, more = {}) => ({ t: "you", version, seat: 4, name: "An", cell: "Tổ Sen", ...more });
const answer = (attempt, choice) => ({ t: "answer", run: 7, attempt, choice });
const draft = (revision) => ({ t: "draft", run: 7, revision, text: "x".repeat(revision) });
const after = (...steps) => steps.reduce((state, [message, about]) => next(state, message, about), START);
const answering = (attempt, choice) => [{ ...answer(attempt, choice), t: "answering" }];
const drafting = (revision) => [{ ...draft(revision), t: "drafting" }];

test("the state with the highest version stays", () => {
  const state = after([room(5)], [room(4, { phase: "read" })]);
  assert.deepEqual(state.room, room(5));
  assert.equal(version(state), 5);
  assert.equal(version(START), 0);
});

test("the same version sent again replaces what counts had changed", () => {
  const state = after([room(5)], [{ t: "tally", version: 5, here: 9, answered: 2 }], [room(5)]);
  assert.deepEqual(state.room, room(5));
});

test("any order of arrival ends in the same room", () => {
  const messages = [room(5), room(6, { phase: "closed" }), room(7, { phase: "reveal" })];
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1], [0, 2, 1], [1, 0, 2]]) {
    assert.deepEqual(after(...order.map((index) => [messages[index]])).room, messages[2]);
  }
});

test("a tally of the same version is merged, and any other is left out", () => {
  const state = after([room(5, { names: ["An"] })], [{ t: "tally", version: 5, here: 9, answered: 2 }]);
  assert.deepEqual(state.room, { ...room(5, { names: ["An"] }), here: 9, answered: 2 });
  for (const version of [4, 6]) assert.equal(next(state, { t: "tally", version, here: 1, answered: 1 }), state);
});

test("a tally before the first state changes nothing", () => {
  assert.equal(next(START, { t: "tally", version: 1, here: 1, answered: 0 }), START);
});

test("an older personal message is left out", () => {
  const state = after([room(5)], [you(5, { name: "Bình" })]);
  assert.equal(next(state, you(4)), state);
});

test("an own answer is pending until it is received, with the time the server gives", () => {
  const sent = after([room(5)], answering(1, ["a"]));
  assert.deepEqual(ownAnswer(sent), { run: 7, attempt: 1, choice: ["a"], at: null, status: "sending", before: null });
  const done = next(sent, { t: "ack", id: 3, at: 4_000, attempt: 1, choice: ["a"] }, answer(1, ["a"]));
  assert.deepEqual(ownAnswer(done), { run: 7, attempt: 1, choice: ["a"], at: 4_000, status: "received" });
});

test("an answer sent twice shows the one that was stored first", () => {
  const done = next(after([room(5)], answering(1, ["b"])), { t: "ack", id: 3, at: 4_000, attempt: 1, choice: ["a"] }, answer(1, ["b"]));
  assert.deepEqual(ownAnswer(done).choice, ["a"]);
});

test("the ack of an earlier choice does not undo a later one", () => {
  const sent = after([room(5)], answering(1, ["a"]), answering(2, ["b"]));
  assert.equal(next(sent, { t: "ack", id: 3, at: 4_000, attempt: 1, choice: ["a"] }, answer(1, ["a"])), sent);
});

test("a refused change falls back to the choice that was received, and says why", () => {
  const state = after(
    [room(5)], answering(1, ["a"]), [{ t: "ack", id: 1, at: 4_000, attempt: 1, choice: ["a"] }, answer(1, ["a"])],
    answering(2, ["b"]), [{ t: "error", id: 2, code: "too_late", words: "Hết giờ." }, answer(2, ["b"])],
  );
  assert.deepEqual(ownAnswer(state).choice, ["a"]);
  assert.equal(ownAnswer(state).status, "received");
  assert.deepEqual(state.refusal, { run: 7, words: "Hết giờ." });
});

test("a refused first answer leaves none", () => {
  const state = after([room(5)], answering(1, ["a"]), [{ t: "error", id: 2, code: "too_late", words: "Hết giờ." }, answer(1, ["a"])]);
  assert.equal(ownAnswer(state), null);
});

test("an answer that may be sent later is shown as being sent again", () => {
  const state = after([room(5)], answering(1, ["a"]), [{ t: "error", id: 2, code: "try_again", words: "Bận.", retry_ms: 700 }, answer(1, ["a"])]);
  assert.equal(ownAnswer(state).status, "again");
  assert.equal(state.refusal, null);
});

test("what the server has stored comes back, unless a newer choice is on its way", () => {
  const stored = { run: 7, attempt: 2, choice: ["b"], at: 3_000 };
  assert.deepEqual(ownAnswer(after([room(5)], [you(5, { answer: stored })])), { ...stored, status: "received" });
  const newer = after([room(5)], answering(3, ["a"]), [you(5, { answer: stored })]);
  assert.deepEqual(ownAnswer(newer).choice, ["a"]);
  assert.equal(nextAttempt(newer, 7), 4);
});

test("the answer of another run is not the one on stage", () => {
  const state = after([room(5)], answering(1, ["a"]), [room(6, { item: { ...ITEM, run: 8 } })]);
  assert.equal(ownAnswer(state), null);
  assert.equal(nextAttempt(state, 8), 1);
});

test("a draft is saved when its newest revision is", () => {
  const sent = after([room(5)], drafting(1), drafting(2));
  const half = next(sent, { t: "ack", id: 1, at: 4_000, revision: 1 }, draft(1));
  assert.deepEqual(half.draft, { run: 7, revision: 2, at: 4_000, status: "sending" });
  const done = next(half, { t: "ack", id: 2, at: 5_000, revision: 2 }, draft(2));
  assert.deepEqual(done.draft, { run: 7, revision: 2, at: 5_000, status: "received" });
});

test("a refused draft says why", () => {
  const state = after([room(5)], drafting(1), [{ t: "error", id: 1, code: "too_late", words: "Hết giờ." }, draft(1)]);
  assert.deepEqual(state.draft, { run: 7, revision: 1, at: null, status: "refused", words: "Hết giờ." });
});

test("an open question is closed when the own deadline has passed, though nobody said so", () => {
  const state = after([room(5)]);
  assert.equal(phase(state, 20_999), "answer");
  assert.equal(phase(state, 21_000), "closed");
  assert.equal(phase(after([room(5, { phase: "read" })]), 99_000), "read");
});

test("extra time moves the own deadline and the own limit, and an old one does not", () => {
  const extra = after([room(5)], [you(5, { deadline: 26_000 })]);
  assert.deepEqual([deadline(extra), limit(extra), phase(extra, 25_000)], [26_000, 25_000, "answer"]);
  const later = next(extra, room(6, { deadline: 90_000 }));
  assert.deepEqual([deadline(later), limit(later)], [90_000, 20_000]);
});

test("no clock runs while paused", () => {
  const { deadline: _, ...paused } = room(6, { left_ms: 9_000 });
  const state = after([paused], [you(6, { deadline: 26_000 })]);
  assert.deepEqual([deadline(state), isPaused(state), phase(state, 99_000)], [null, true, "answer"]);
});

test("an unknown message and an answer to nothing change nothing", () => {
  const state = after([room(5)]);
  for (const message of [{ t: "pong", id: 1, now: 1, version: 5 }, { t: "ack", id: 1, at: 1 }, { t: "line", line: "connecting" }]) assert.equal(next(state, message), state);
});

test("the state given is never changed", () => {
  const frozen = Object.freeze({ ...START, room: Object.freeze(room(5)) });
  for (const message of [room(6), you(6), { t: "tally", version: 5, here: 1, answered: 1 }, answering(1, ["a"])[0], drafting(1)[0], { t: "line", line: "offline" }]) next(frozen, message);
  assert.deepEqual(frozen, { ...START, room: room(5) });
});
