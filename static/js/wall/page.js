// The wall: what everybody in the hall reads, large, and nothing that the phones may not yet know.

import { h, set, show } from "../live/dom.js";
import { ring } from "../live/pieces.js";
import { follow } from "../live/start.js";
import { isPaused, phase as phaseOf } from "../live/state.js";
import { Boards } from "./boards.js";
import { bottom, middle } from "./stages.js";

const WITH_BOARDS = ["standing", "podium"];
const OVER = ["out", "gone", "stale"];

follow((room) => {
  const { t, place } = room;
  const clock = ring(t);
  const boards = new Boards(room);
  const parts = {
    top: h("header", { class: "wtop" }),
    words: h("div", { class: "words" }),
    middle: h("div", { class: "wmid" }),
    bottom: h("div"),
  };
  const body = h("div", { class: "wbody" }, parts.words, clock.element);
  place.replaceChildren(parts.top, body, parts.middle, parts.bottom);
  let phase = null;

  function draw(state) {
    if (OVER.includes(state.line) || !state.room) return drawWithout(state);
    phase = phaseOf(state, room.now());
    if (WITH_BOARDS.includes(phase)) return drawBoards(state);
    const hitch = hitchOf(state);
    show(parts.top, [...topOf(state.room), hitch], () => top(t, place, state.room, phase, hitch));
    const stage = middle(room, state.room, phase);
    set(body, { hidden: stage.words === null });
    show(parts.words, stage.words, () => stage.words && h("h1", { class: stage.words.size }, stage.words.text));
    show(parts.middle, stage.data, stage.build);
    const foot = bottom(room, state.room, phase);
    show(parts.bottom, foot.data, foot.build);
  }

  function topOf({ item_no: no, items, item, contest }) {
    return [phase, no, items, item?.points, contest];
  }

  function drawWithout(state) {
    set(body, { hidden: true });
    const key = OVER.includes(state.line) ? `line_${state.line}` : "connecting";
    show(parts.middle, key, () => h("div", { class: "wbreak" }, h("h1", {}, t(key))));
    for (const part of [parts.top, parts.bottom]) show(part, null, () => null);
  }

  function drawBoards(state) {
    set(body, { hidden: true });
    for (const part of [parts.top, parts.bottom]) show(part, null, () => null);
    boards.draw(parts.middle, state.room, phase, hitchOf(state));
  }

  function tick(state, ms, limitMs) {
    set(clock.element, { hidden: ms === null });
    if (!state.room || OVER.includes(state.line)) return;
    if (phaseOf(state, room.now()) !== phase) draw(state);
    if (ms !== null) clock.turn(ms, limitMs, isPaused(state));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !WITH_BOARDS.includes(phase)) return;
    boards.press(event.key);
  });

  return { draw, tick };
});

/** What is out of the ordinary: nobody can answer, or this screen may be behind. */
function hitchOf(state) {
  if (state.line === "offline") return "wall_offline";
  return isPaused(state) ? "paused" : null;
}

function top(t, place, { item_no: no, items, item, contest }, phase, hitch) {
  const sign = hitch && h("span", { class: "tag warn" }, t(hitch));
  if (phase === "door" || phase === "finished") return [h("p", {}, h("b", {}, contest)), sign && h("p", {}, sign)];
  const where = h("p", { class: "dim" }, sign ?? [place.dataset.address, " · ", t("code"), " ", h("b", { class: "code" }, place.dataset.grouped)]);
  return [h("p", {}, h("b", {}, t("item_of", { no, items })), item && [" · ", t("points", { n: item.points })]), where];
}
