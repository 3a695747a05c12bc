// The contestant's phone: a frame that stays, and in it what the phase of the room asks for.

import { spoken } from "../live/clock.js";
import { h, say, set, show } from "../live/dom.js";
import { icon, note, ring } from "../live/pieces.js";
import { follow } from "../live/start.js";
import { isPaused, phase as phaseOf } from "../live/state.js";
import { outcome, placeWords } from "./outcomes.js";
import { questionView } from "./question.js";
import { writingView } from "./writing.js";

const WITH_ITEM = ["read", "answer", "closed"];
const OVER = ["out", "gone", "stale"];

follow((room) => {
  const { t, place } = room;
  const clock = ring(t);
  const parts = {
    title: h("h1", { class: "sr" }),
    head: h("p"),
    round: h("p", { class: "small dim" }),
    steps: h("ol", { class: "steps", "aria-hidden": "true" }),
    banner: h("div", { role: "alert" }),
    hold: h("div", { role: "status" }),
    body: h("div", { class: "body" }),
    count: h("p", { class: "hint" }),
    clockSays: h("p", { class: "sr", role: "status" }),
    newsSays: h("p", { class: "sr", role: "status" }),
    net: h("span", { class: "fact" }),
    who: h("span"),
  };
  place.replaceChildren(
    parts.banner,
    parts.title,
    h("header", {}, h("div", {}, parts.head, parts.round), clock.element),
    parts.steps, parts.hold, parts.body, parts.count, parts.clockSays, parts.newsSays,
    h("footer", {}, parts.net, parts.who),
  );
  let state = null;
  let view = null;
  let viewKey = null;
  let phase = null;
  let seconds = null;

  function draw(newState) {
    state = newState;
    drawLine();
    if (OVER.includes(state.line)) return drawOver();
    if (!state.room) return show(parts.body, state.line, () => h("p", { class: "hint" }, t(state.line === "offline" ? "no_line_yet" : "connecting")));
    phase = phaseOf(state, room.now());
    drawHead();
    drawBody();
    drawCount();
    say(parts.newsSays, news());
  }

  function drawLine() {
    const isCut = state.line === "offline" && state.room !== null;
    show(parts.banner, isCut, () => isCut && h("div", { class: "offline" }, icon("wifi-off"), h("p", {}, h("b", {}, t("offline")), " ", t("offline_more"))));
    const isHeld = isPaused(state) && !OVER.includes(state.line);
    show(parts.hold, isHeld, () => isHeld && note("warn", "pause", h("strong", {}, t("paused")), t("paused_more")));
    const isOn = state.line === "online";
    show(parts.net, state.line, () => [h("span", { class: isOn ? "ok" : "bad" }, icon(isOn ? "wifi" : "wifi-off")), t(isOn ? "connected" : "not_connected")]);
    say(parts.who, [state.you?.name, state.you?.cell].filter(Boolean).join(" · "));
  }

  function drawOver() {
    view?.close?.();
    view = viewKey = null;
    set(clock.element, { hidden: true });
    show(parts.body, state.line, () => [
      h("h2", { tabindex: -1 }, t(`line_${state.line}`)),
      h("p", {}, t(`line_${state.line}_more`)),
      state.line === "stale" && h("p", {}, h("a", { class: "btn main big", href: location.href }, t("reload"))),
    ]);
    for (const part of [parts.head, parts.round, parts.count]) say(part, "");
    parts.steps.replaceChildren();
  }

  function drawHead() {
    const { item_no: no, items, item, contest, round } = state.room;
    const isAtDoor = phase === "door" || no === 0;
    say(parts.title, contest);
    const of = t("item_of", { no, items });
    say(parts.head, isAtDoor ? t("waiting_room") : item ? [of, t("points", { n: item.points })].join(" · ") : of);
    say(parts.round, round ? [round, contest].join(" · ") : contest);
    show(parts.steps, [no, items, phase], () => Array.from({ length: isAtDoor ? 0 : items }, (_, index) => h("li", { class: stepClass(index + 1, no) })));
    document.title = isAtDoor ? contest : [of, contest].join(" · ");
  }

  function drawBody() {
    const { item } = state.room;
    const key = item && WITH_ITEM.includes(phase) ? `run:${item.run}` : null;
    if (key !== viewKey) changeView(key, item);
    if (view) view.update(state, phase);
    else {
      const { data, build } = outcome(room, state, phase);
      show(parts.body, data, build);
    }
  }

  function changeView(key, item) {
    view?.close?.();
    viewKey = key;
    view = key && (item.kind === "written" ? writingView : questionView)(room, item);
    if (!view) return;
    show(parts.body, key, () => view.element);
    view.update(state, phase);
    view.heading.focus();
  }

  function drawCount() {
    const { answered, here, item } = state.room;
    const isCounted = (phase === "answer" || phase === "closed") && answered !== undefined && answered !== null;
    const words = isCounted ? t(item?.kind === "written" ? "saved_of" : "answered_of", { n: answered, of: here }) : "";
    say(parts.count, phase === "closed" && item ? [t("closed_wait"), words].filter(Boolean).join(" ") : words);
  }

  function news() {
    if (phase === "standing" || phase === "podium" || phase === "finished") return placeWords(t, state.you?.place);
    if (phase === "reveal") {
      const points = state.you?.points?.run === state.room.item?.run ? state.you.points : null;
      return points ? [t(points.is_right ? "right" : "wrong"), t("points_plus", { n: points.points })].join(" ") : "";
    }
    return view ? view.news(state) : "";
  }

  function tick(newState, ms, limitMs) {
    set(clock.element, { hidden: ms === null || OVER.includes(newState.line) });
    if (!newState.room || OVER.includes(newState.line)) return;
    if (phaseOf(newState, room.now()) !== phase) draw(newState);
    view?.tick?.(ms);
    if (ms === null) return void (seconds = null);
    clock.turn(ms, limitMs, isPaused(newState));
    const now = Math.ceil(ms / 1000);
    const mark = seconds === null || phase === "read" ? null : spoken(seconds, now);
    if (mark !== null) say(parts.clockSays, mark === 0 ? t("time_up") : t("left", { n: mark }));
    seconds = now;
  }

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("textarea, input, select");
    if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    parts.clockSays.textContent = "";
    say(parts.clockSays, seconds === null ? t("no_clock") : t("left", { n: seconds }));
  });

  return { draw, tick };
});

function stepClass(number, no) {
  if (number === no) return "now";
  return number < no ? "done" : null;
}
