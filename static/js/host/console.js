// Draws the parts of the host's console: the run of show, the question with its key, the counts by cell.

import { h } from "../live/dom.js";
import { bar, icon, option, quote } from "../live/pieces.js";
import { stepPlace } from "./moves.js";

const LONG = 44;
const WITH_ITEM = ["read", "answer", "closed", "reveal"];

/** What happens now, in a few words. */
export function phaseWords(t, state, phase) {
  const isPaused = (state.left_ms ?? null) !== null;
  return t(isPaused ? "paused" : `phase_${phase}`);
}

export function runOfShow(t, { host, item_no: no, here }, phase) {
  const isBegun = phase !== "door";
  const door = line(isBegun ? "done" : "now", t("script_door"), t("people_short", { n: here }));
  const steps = host.script.map((step) => {
    const place = phase === "door" ? "next" : stepPlace(step.no, no, phase);
    return line(place, t("script_item", { no: step.no, text: shortened(step.text) }), stepEnd(t, step, place, phase));
  });
  const isOver = phase === "finished";
  return h("ol", {}, door, steps, line(isOver ? "done" : phase === "podium" ? "now" : "next", t("podium"), isOver ? t("phase_finished") : ""));
}

function shortened(text) {
  if (text.length <= LONG) return text;
  return `${text.slice(0, text.lastIndexOf(" ", LONG))}…`;
}

function stepEnd(t, step, place, phase) {
  if (step.is_void) return t("void");
  if (place === "now") return t(`phase_${phase}`);
  if (step.right_percent !== undefined && step.right_percent !== null) return t("right_percent", { n: step.right_percent });
  if (place === "done") return "";
  return step.seconds >= 120 ? t("minutes", { n: Math.round(step.seconds / 60) }) : t("seconds", { n: step.seconds });
}

function line(place, words, end) {
  const mark = place === "done" ? icon("check") : h("i", { "aria-hidden": "true" });
  return h("li", { class: place === "next" ? null : place, "aria-current": place === "now" ? "step" : null }, mark, h("span", {}, words), h("small", {}, end));
}

/** The headline: the question on stage, or what is shown instead. */
export function headline({ t }, { item, item_no: no, items, contest, limit_ms: limit, host }, phase) {
  const step = host.script.find((one) => one.no === no);
  const isOnStage = WITH_ITEM.includes(phase) || phase === "ready";
  if (!isOnStage) return [h("p", { class: "small dim" }, t(`phase_${phase}`)), h("h1", { id: "stage", tabindex: -1 }, contest)];
  const seconds = limit ? Math.round(limit / 1000) : step?.seconds;
  const facts = [t("item_of", { no, items }), item && t("points", { n: item.points }), seconds && t("seconds", { n: seconds }), t(`phase_${phase}`)];
  return [h("p", { class: "small dim" }, facts.filter(Boolean).join(" · ")), h("h1", { id: "stage", tabindex: -1 }, item?.text || step?.text || contest)];
}

export function options({ t }, { item, host, spread }, phase) {
  if (!item?.options?.length || !WITH_ITEM.includes(phase)) return null;
  return h("ol", { class: "opts two" }, item.options.map((one, index) => {
    const isKey = host.key.includes(one.id);
    const count = spread?.[one.id];
    return option(index, one.text, {
      tags: isKey ? [" ", h("span", { class: "tag ok" }, t("key"))] : [],
      end: count === undefined ? null : [h("b", {}, t.number(count)), h("span", { class: "sr" }, " ", t("chose_it"))],
    });
  }));
}

export function counted({ t }, { answered = 0, here, item }, phase) {
  if (!["answer", "closed", "reveal"].includes(phase)) return null;
  const words = item?.kind === "written" ? "of_saved" : "of_answered";
  return [h("p", {}, h("b", {}, t.number(answered)), "/", t(words, { of: here })), bar(answered, here, t("answered_of", { n: answered, of: here }), true)];
}

export function notes({ t }, { host, reveal }, phase) {
  if (!WITH_ITEM.includes(phase) && phase !== "ready") return null;
  const quoted = reveal && quote(reveal);
  if (!host.explanation && !quoted) return null;
  return h("section", { class: "hc-note", "aria-labelledby": "notes" }, h("h2", { id: "notes" }, t("host_notes")), h("p", {}, host.explanation), quoted);
}

export function presence({ t }, { here, cells, answered }) {
  const eligible = (cells ?? []).reduce((sum, cell) => sum + cell.eligible, 0);
  const isCounted = answered !== undefined && answered !== null;
  return [
    h("h2", { id: "people" }, eligible ? t("here_of", { n: here, of: eligible }) : t("people_short", { n: here })),
    cells?.length > 0 && h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("cell_head")), ["answered_head", "here_head", "absent_head"].filter((key) => isCounted || key !== "answered_head").map((key) => h("th", { scope: "col", class: "num" }, t(key))))),
      h("tbody", {}, cells.map((cell) => presenceRow(t, cell, isCounted)))),
  ];
}

function presenceRow(t, { cell, eligible, here, answered }, isCounted) {
  const absent = Math.max(0, eligible - here);
  const isBad = eligible > 0 && absent * 3 > eligible;
  return h("tr", {}, h("th", { scope: "row" }, cell), isCounted && h("td", { class: "num" }, t.number(answered)), h("td", { class: "num" }, t.number(here)),
    h("td", { class: isBad ? "num warn b" : "num dim" }, t.number(absent)));
}

export function standings({ t }, { board, cell_board: cells }, phase) {
  if (!["standing", "podium", "finished"].includes(phase)) return null;
  const people = (board ?? []).map((row) => h("li", {}, h("span", {}, h("b", {}, row.rank), " ", row.name, " ", h("small", { class: "dim" }, row.group)), h("b", { class: "nw" }, t("points", { n: row.points }))));
  const units = (cells ?? []).map((row) => h("li", {}, h("span", {}, h("b", {}, row.rank), " ", row.name), h("span", { class: "nw" }, t("took_part", { n: row.took_part, of: row.eligible }))));
  return h("div", { class: "cols even" },
    h("section", {}, h("h2", {}, t("top_ten")), people.length ? h("ol", { class: "list" }, people) : h("p", { class: "dim" }, t("nobody_yet"))),
    units.length > 0 && h("section", {}, h("h2", {}, t("cells_board")), h("ol", { class: "list" }, units)));
}
