// Draws what phone, wall and console have in common: options, the ring, bars, icons, a quoted passage.

import { h, say, set, svg } from "./dom.js";

const LETTERS = "ABCDEFGHIJKL";
const SHAPES = 8;

export const letter = (index) => LETTERS[index];

export function icon(name, tone = "") {
  return svg("svg", { class: `ico ${tone}`.trim(), viewBox: "0 0 24 24", "aria-hidden": "true" }, use(name));
}

/** The mark of an option: letter and shape together. */
export function optionKey(index) {
  const shape = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, use(`shape-${LETTERS[index % SHAPES].toLowerCase()}`));
  return h("span", { class: "key" }, h("span", {}, letter(index)), shape);
}

export const optionClass = (index) => `opt ${letter(index).toLowerCase()}`;

/** An option that is only read. `tags` stand after its text, `end` at its right, `under` below it; `marks` are classes. */
export function option(index, text, { tags = [], end = null, under = null, marks = [] } = {}) {
  const classes = [optionClass(index), ...marks].filter(Boolean).join(" ");
  const right = end && h("span", { class: "end" }, end);
  return h("li", { class: classes }, optionKey(index), h("span", { class: "txt" }, text, tags), right, under);
}

export function bar(value, max, label, own = false) {
  return h("progress", { class: own ? "acc" : null, value, max: Math.max(max, 1), "aria-label": label });
}

export function note(tone, sign, ...children) {
  return h("div", { class: `note ${tone}` }, icon(sign, tone), h("div", {}, children));
}

/** A row of a board of people. */
export function boardRow(t, row, isOwn = false) {
  const name = h("span", { class: "nm" }, row.name, isOwn && h("span", { class: "sr" }, " ", t("you")), row.group && h("small", {}, row.group));
  const attrs = { class: isOwn ? "own" : null, "aria-current": isOwn ? "true" : null, "data-subject": row.subject };
  return h("li", attrs, h("span", { class: "rk" }, row.rank), move(t, row), name, h("span", { class: "pt" }, t.number(row.points)));
}

function move(t, row) {
  const by = row.was ? row.was - row.rank : 0;
  if (by === 0) return h("span", { class: "mv dim" }, sign("move-same"), h("span", { class: "sr" }, t(row.was ? "move_same" : "move_new")));
  const words = h("span", { class: "sr" }, " ", t(by > 0 ? "move_up" : "move_down"));
  return h("span", { class: by > 0 ? "mv ok" : "mv dim" }, sign(by > 0 ? "move-up" : "move-down"), String(Math.abs(by)), words);
}

export function quote(reveal) {
  if (!reveal.quote) return null;
  return h("figure", { class: "passage" }, h("blockquote", {}, reveal.quote), reveal.source && h("cite", {}, reveal.source));
}

/** A clock as ring and number: silent, a status beside it speaks. `turn(leftMs, limitMs, isStill)` moves it. */
export function ring(t) {
  const arc = svg("circle", { class: "left", cx: 32, cy: 32, r: 28, pathLength: 100, "stroke-dasharray": "100 100" });
  const number = svg("text", { x: 32, y: 40.5 });
  const face = svg("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" }, svg("circle", { cx: 32, cy: 32, r: 28 }), arc, number);
  const element = h("div", { class: "ring", role: "timer", "aria-live": "off" }, face);
  function turn(leftMs, limitMs, isStill = false) {
    const seconds = Math.ceil(leftMs / 1000);
    const share = limitMs > 0 ? Math.min(100, Math.round((leftMs / limitMs) * 1000) / 10) : 0;
    const isLong = seconds >= 100;
    set(arc, { "stroke-dasharray": `${share} 100`, class: share > 0 ? "left" : "left none" });
    set(number, { transform: isLong ? "translate(9.6 11.4) scale(.7)" : null });
    say(number, isLong ? minutes(seconds) : String(seconds));
    set(element, { class: isStill ? "ring still" : "ring", "aria-label": t("left", { n: seconds }) });
  }
  return { element, turn };
}

export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function sign(name) {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, use(name));
}

function use(name) {
  return svg("use", { href: `${document.body.dataset.sprite ?? ""}#${name}` });
}
