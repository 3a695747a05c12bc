// The wall: what everybody in the hall reads, large, and nothing that the phones may not yet know.

import { h, say, set, show } from "../live/dom.js";
import { icon, note, ring } from "../live/pieces.js";
import { follow } from "../live/start.js";
import { phase as phaseOf } from "../live/state.js";
import { Boards } from "./boards.js";
import { bottom, middle } from "./stages.js";

const WITH_BOARDS = ["standing", "podium"];
const OVER = ["out", "gone", "stale"];

follow((room) => {
  const { t, place } = room;
  const clock = ring(t);
  const boards = new Boards(room);
  const parts = {
    banner: h("div", { role: "status" }),
    top: h("header", { class: "wtop" }),
    words: h("div", { class: "words" }),
    middle: h("div", { class: "wmid" }),
    bottom: h("div"),
  };
  const body = h("div", { class: "wbody" }, parts.words, clock.element);
  place.replaceChildren(parts.banner, parts.top, body, parts.middle, parts.bottom);
  let phase = null;

  function draw(state) {
    drawBanner(state);
    if (OVER.includes(state.line) || !state.room) return drawWithout(state);
    phase = phaseOf(state, room.now());
    show(parts.top, topOf(state.room), () => top(t, place, state.room, phase));
    if (WITH_BOARDS.includes(phase)) return drawBoards(state);
    const stage = middle(room, state.room, phase);
    set(body, { hidden: stage.words === null });
    show(parts.words, stage.words, () => stage.words && h("h1", { class: stage.words.size }, stage.words.text));
    show(parts.middle, stage.data, stage.build);
    const foot = bottom(room, state.room, phase);
    show(parts.bottom, foot.data, foot.build);
  }

  function topOf({ item_no: no, items, item, contest, round, code }) {
    return [phase, no, items, item?.points, contest, round, code];
  }

  function drawBanner(state) {
    const isPaused = (state.room?.left_ms ?? null) !== null;
    const key = state.line === "offline" ? "offline" : isPaused ? "paused" : null;
    show(parts.banner, key, () => key && note("warn", key === "paused" ? "pause" : "wifi-off", h("strong", {}, t(key === "paused" ? "paused" : "wall_offline"))));
  }

  function drawWithout(state) {
    set(body, { hidden: true });
    const key = OVER.includes(state.line) ? `line_${state.line}` : "connecting";
    show(parts.middle, key, () => h("div", { class: "wbreak" }, h("h1", {}, t(key))));
    for (const part of [parts.top, parts.bottom]) show(part, null, () => null);
  }

  function drawBoards(state) {
    set(body, { hidden: true });
    show(parts.bottom, null, () => null);
    boards.draw(parts.middle, state.room, phase);
  }

  function tick(state, ms, limitMs) {
    set(clock.element, { hidden: ms === null });
    if (!state.room || OVER.includes(state.line)) return;
    if (phaseOf(state, room.now()) !== phase) draw(state);
    if (ms !== null) clock.turn(ms, limitMs);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !WITH_BOARDS.includes(phase)) return;
    boards.press(event.key);
  });

  return { draw, tick };
});

function top(t, place, { item_no: no, items, item, contest, round }, phase) {
  const where = h("p", { class: "dim" }, place.dataset.address, " · ", t("code"), " ", h("b", { class: "code" }, place.dataset.grouped));
  if (phase === "door" || phase === "finished") return h("p", {}, h("b", {}, contest));
  if (WITH_BOARDS.includes(phase)) return [h("p", {}, h("b", {}, contest), round && [" · ", round]), where];
  return [h("p", {}, h("b", {}, t("item_of", { no, items })), item && [" · ", t("points", { n: item.points })]), where];
}
