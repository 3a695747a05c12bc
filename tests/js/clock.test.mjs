import assert from "node:assert/strict";
import { test } from "node:test";
import { heard, left, NO_PROBES, offset, probed, spoken } from "../../static/js/live/clock.js";

test("the device is believed until the server was heard", () => {
  assert.equal(offset(NO_PROBES), 0);
});

test("a state gives a first estimate, and any answered question a better one", () => {
  const first = heard(NO_PROBES, 10_500, 10_000);
  assert.equal(offset(first), 500);
  const better = probed(first, 20_000, 20_430, 20_060);
  assert.equal(offset(better), 400);
  assert.deepEqual(heard(better, 99_999, 0), better);
});

test("the quickest of the last eight questions decides", () => {
  const slow = probed(NO_PROBES, 0, 1_500, 2_000);
  const quick = probed(slow, 3_000, 3_440, 3_040);
  assert.equal(offset(probed(quick, 4_000, 4_800, 4_900)), 420);
  let probes = quick;
  for (let at = 5_000; at < 13_000; at += 1_000) probes = probed(probes, at, at + 450 + 410, at + 900);
  assert.equal(probes.length, 8);
  assert.equal(offset(probes), 410);
});

test("a clock that was set throws away what contradicts it", () => {
  const before = probed(NO_PROBES, 0, 420, 40);
  const after = probed(before, 100_000, 160_020, 100_040);
  assert.equal(after.length, 1);
  assert.equal(offset(after), 60_000);
});

test("whatever the journey, the estimate is at most half of it wrong", () => {
  for (const truth of [-86_400_000, -700, 0, 900, 3_600_000]) {
    for (const [out, back] of [[0, 0], [10, 300], [300, 10], [90, 90]]) {
      const sent = 1_000_000;
      const probes = probed(NO_PROBES, sent, sent + out + truth, sent + out + back);
      assert.ok(Math.abs(offset(probes) - truth) <= (out + back) / 2);
    }
  }
});

test("the time left is counted on the server's clock and never falls below zero", () => {
  assert.equal(left(10_000, 7_000, 500), 2_500);
  assert.equal(left(10_000, 12_000, 0), 0);
});

test("the time is spoken at 30, 10, 5 and 0 seconds, once each", () => {
  const said = [];
  for (let seconds = 40; seconds > 0; seconds -= 1) {
    const mark = spoken(seconds, seconds - 1);
    if (mark !== null) said.push([seconds - 1, mark]);
  }
  assert.deepEqual(said, [[30, 30], [10, 10], [5, 5], [0, 0]]);
});

test("after a pause of the page only the nearest mark is spoken", () => {
  assert.equal(spoken(40, 4), 5);
  assert.equal(spoken(12, 12), null);
  assert.equal(spoken(5, 20), null);
});
