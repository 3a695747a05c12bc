// The host's console: one loud button for the next act, everything else beside it, and a key for each.

import { h, say, set, show } from "../live/dom.js";
import { icon, note, ring } from "../live/pieces.js";
import { move } from "../live/protocol.js";
import { follow } from "../live/start.js";
import { isPaused } from "../live/state.js";
import { counted, headline, notes, options, phaseWords, presence, runOfShow, standings } from "./console.js";
import { ask } from "./dialog.js";
import { ASKED, mainMove, moveOfKey, otherMoves } from "./moves.js";
import { seatList } from "./seats.js";

const OVER = ["out", "gone", "stale"];
const SETTLE_MS = 700;
const KEYS = { pause: "P", resume: "P", extend: "+" };
const SIGNS = { pause: "pause", resume: "play", lock: "lock" };
const MOVED_ON = "room_moved_on";

follow((room) => {
  const { t, place } = room;
  const clock = ring(t);
  const seats = seatList(room, send);
  const top = { tag: document.getElementById("host-phase"), net: document.getElementById("host-net") };
  const parts = {
    banner: h("div", { role: "alert" }),
    head: h("div"), options: h("div"), count: h("div", { class: "hc-count" }), notes: h("div"), boards: h("div"),
    refusal: h("div", { role: "alert" }),
    controls: h("div", { class: "ctl-rows" }),
    presence: h("section", { "aria-labelledby": "people" }),
    run: h("div"),
  };
  const ctl = h("section", { class: "ctl", "aria-label": t("controls") }, parts.refusal, parts.controls);
  place.replaceChildren(
    h("div", { class: "hc-main" }, parts.banner, h("div", { class: "hc-q" }, parts.head, clock.element), parts.options, parts.count, parts.notes, parts.boards, ctl),
    h("aside", { class: "hc-side", "aria-label": t("people_and_net") }, parts.presence, seats.element),
    h("nav", { class: "hc-run", "aria-labelledby": "run" }, h("h2", { id: "run" }, t("run_of_show")), parts.run),
  );
  let state = null;
  let phase = null;
  let waiting = null;
  let refusal = null;
  let movedAt = 0;
  let trip = null;

  function draw(newState) {
    if (newState.line !== "online") waiting = null;
    if (state?.room?.version !== newState.room?.version) {
      movedAt = Date.now();
      refusal = null;
    }
    state = newState;
    drawLine();
    if (OVER.includes(state.line) || !state.room) return drawWithout();
    phase = state.room.phase;
    drawStage();
    drawControls();
  }

  function drawLine() {
    const isOn = state.line === "online";
    show(top.net, [state.line, trip], () => [
      h("span", { class: isOn ? "ok" : "bad" }, icon(isOn ? "wifi" : "wifi-off")),
      !isOn ? t("not_connected") : trip === null ? t("connected") : t("round_trip", { ms: trip }),
    ]);
    show(parts.banner, state.line, () => state.line === "offline" && h("div", { class: "offline" }, icon("wifi-off"), h("p", {}, h("b", {}, t("offline")), " ", t("host_offline_more"))));
  }

  function drawWithout() {
    const key = OVER.includes(state.line) ? `line_${state.line}` : "connecting";
    set(clock.element, { hidden: true });
    show(parts.head, key, () => h("h1", { id: "stage", tabindex: -1 }, t(key)));
    for (const part of [parts.options, parts.count, parts.notes, parts.boards, parts.controls]) show(part, null, () => null);
  }

  function drawStage() {
    const { item, item_no: no, host, spread, answered, here, cells, reveal, board, cell_board: cellBoard, limit_ms: limit } = state.room;
    const onStage = [phase, no, item, host.key, limit];
    say(top.tag, phaseWords(t, state.room, phase));
    show(parts.head, onStage, () => headline(room, state.room, phase));
    show(parts.options, [onStage, spread], () => options(room, state.room, phase));
    show(parts.count, [phase, answered, here, item?.kind], () => counted(room, state.room, phase));
    show(parts.notes, [onStage, host.explanation, reveal], () => notes(room, state.room, phase));
    show(parts.boards, [phase, board, cellBoard], () => standings(room, state.room, phase));
    show(parts.presence, [here, cells, answered ?? null], () => presence(room, state.room));
    show(parts.run, [host.script, no, phase, here], () => runOfShow(t, state.room, phase));
  }

  function drawControls() {
    const { moves } = state.room.host;
    const isAble = state.line === "online" && waiting === null;
    show(parts.controls, [phase, moves, isAble], () => controls(moves, isAble));
    show(parts.refusal, refusal, () => refusal && note("bad", "warning", h("strong", {}, refusal)));
  }

  function controls(moves, isAble) {
    const main = mainMove(phase, moves);
    const { acts, aside } = otherMoves(phase, moves);
    return [
      h("div", { class: "row" }, main && button(main, "btn big main", isAble, t("key_space")), acts.map((name) => button(name, "btn big", isAble))),
      h("div", { class: "row" }, aside.map((name) => button(name, name === "skip" ? "btn risk push" : "btn", isAble, KEYS[name]))),
    ];
  }

  function button(name, className, isAble, key = null) {
    const attrs = { id: `move-${name}`, class: className, type: "button", disabled: !isAble, onclick: () => make(name) };
    return h("button", attrs, SIGNS[name] && icon(SIGNS[name]), t(name === "ready" && phase === "door" ? "move_start" : `move_${name}`), key && [" ", h("kbd", {}, key)]);
  }

  async function make(name) {
    const { version } = state.room;
    if (ASKED.includes(name) && !(await ask(t, { title: t(`ask_${name}`), text: t(`ask_${name}_more`), yes: t(`move_${name}`) }))) return;
    send(move(name, version));
  }

  function send(message) {
    refusal = null;
    waiting = room.line.send(message);
    if (waiting === null) refusal = t("host_offline_more");
    drawControls();
  }

  function hear(message, about) {
    if (message.t === "pong" && about) trip = Math.max(0, Date.now() - about.sentAt);
    const isOwn = about && ["move", "kick", "rename", "extra"].includes(about.t) && ["ack", "error"].includes(message.t);
    if (isOwn) waiting = null;
    if (isOwn && message.t === "error") {
      if (message.code === MOVED_ON) room.line.sync();
      else refusal = message.words;
    }
    if (isOwn && about.t !== "move") seats.refresh();
    if (isOwn || message.t === "pong") draw(state);
  }

  function tick(newState, ms, limitMs) {
    set(clock.element, { hidden: ms === null || OVER.includes(newState.line) });
    if (ms !== null) clock.turn(ms, limitMs, isPaused(newState));
  }

  document.addEventListener("keydown", (event) => {
    const isBusy = event.repeat || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
    const isControl = event.target.closest?.("button, a, input, textarea, select, summary");
    if (!state?.room?.host || isBusy || (isControl && event.key === " ") || event.target.closest?.("input, textarea")) return;
    const name = moveOfKey(event.key, phase, state.room.host.moves);
    if (name === null) return;
    event.preventDefault();
    // A second touch of the key that opened a question must not close it.
    if (waiting === null && state.line === "online" && Date.now() - movedAt > SETTLE_MS) make(name);
  });

  return { draw, tick, hear };
});
