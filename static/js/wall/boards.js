// Draws the boards of the wall: people, cells and the podium, and changes between them only when asked.

import { h, show } from "../live/dom.js";
import { bar, boardRow } from "../live/pieces.js";

const MOVE_MS = 280;
const CHANGE_MS = 8_000;
const SETTLE_MS = 900;
const FEW = 5;
const KEYS = { 1: "people", 2: "cells", 3: "podium" };

export class Boards {
  #room;
  #tab = null;
  #place = null;
  #state = null;
  #phase = null;
  #timer = null;
  #hitch = null;
  #moved = null;

  constructor(room) {
    this.#room = room;
  }

  draw(place, state, phase, hitch) {
    if (phase !== this.#phase) this.#tab = phase === "podium" ? "podium" : "people";
    this.#place = place;
    this.#state = state;
    this.#phase = phase;
    this.#hitch = hitch;
    this.#show();
  }

  press(key) {
    const tab = KEYS[key];
    if (tab && this.#tabs().includes(tab)) this.#turn(tab);
  }

  #tabs() {
    return this.#phase === "podium" ? ["people", "cells", "podium"] : ["people", "cells"];
  }

  #turn(tab) {
    this.#tab = tab;
    this.#show();
  }

  // Boards move by themselves only after somebody asked for it, and stop at the next press.
  #toggle() {
    if (this.#timer) this.#timer = void clearInterval(this.#timer);
    else this.#timer = setInterval(() => this.#next(), CHANGE_MS);
    this.#show();
  }

  #next() {
    const tabs = this.#tabs();
    if (this.#place.isConnected) this.#turn(tabs[(tabs.indexOf(this.#tab) + 1) % tabs.length]);
  }

  #show() {
    const { board = [], cell_board: cells = [], version, item_no: no, items } = this.#state;
    const data = [this.#phase, this.#tab, Boolean(this.#timer), board, cells, no, items, this.#hitch];
    const isNew = show(this.#place, data, () => this.#build({ ...this.#state, board, cell_board: cells }));
    if (isNew && this.#tab === "people" && this.#phase === "standing" && this.#moved !== version) {
      this.#moved = version;
      this.#moveRows(board);
    }
  }

  #build({ board, cell_board: cells, item_no: no, items, contest }) {
    const { t } = this.#room;
    const title = { people: "top_ten", cells: "cells_board", podium: "podium" }[this.#tab];
    const after = this.#phase === "standing" ? t("after_item", { no, items }) : "";
    const sub = this.#tab === "cells" ? t("cells_rule") : this.#tab === "people" ? [after, t("same_rank")].filter(Boolean).join(" · ") : "";
    return [
      h("header", { class: "wtop" }, h("h1", {}, t(title)), this.#nav()),
      h("p", { class: "wsub" }, this.#tab === "cells" ? sub : [contest, sub].filter(Boolean).join(" · "), this.#hitch && [" ", h("span", { class: "tag warn" }, t(this.#hitch))]),
      this.#tab === "people" ? people(t, board) : this.#tab === "cells" ? cellTable(t, cells) : podium(t, board),
    ];
  }

  #nav() {
    const { t } = this.#room;
    const tabs = this.#tabs().map((tab, index) => h("button", {
      type: "button", id: `tab-${tab}`, "aria-current": tab === this.#tab ? "true" : null, onclick: () => this.#turn(tab),
    }, t(`tab_${tab}`), " ", h("kbd", {}, index + 1)));
    const isOn = Boolean(this.#timer);
    const auto = h("button", { type: "button", id: "tab-auto", "aria-pressed": String(isOn), onclick: () => this.#toggle() }, t(isOn ? "auto_stop" : "auto_start"));
    return h("nav", { class: "tabs", "aria-label": t("board_kind") }, tabs, auto);
  }

  // The old order stands for a moment, then every row goes to its new place.
  #moveRows(board) {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const rows = [...this.#place.querySelectorAll("[data-subject]")];
    const boxes = rows.map((row) => row.getBoundingClientRect());
    oldSlots(board).forEach((slot, index) => {
      const from = slot === null ? null : boxes[slot];
      const to = boxes[index];
      const first = from ? { transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` } : { opacity: 0 };
      const last = from ? { transform: "none" } : { opacity: 1 };
      rows[index].animate([first, last], { duration: MOVE_MS, delay: SETTLE_MS, fill: "backwards", easing: "cubic-bezier(.2, 0, 0, 1)" });
    });
  }
}

/** For every row the slot it stood in before, among the rows that are shown; null for one that is new here. */
export function oldSlots(board) {
  const order = board.map((_, index) => index).filter((index) => board[index].was > 0);
  order.sort((a, b) => board[a].was - board[b].was || a - b);
  return board.map((_, index) => (order.includes(index) ? order.indexOf(index) : null));
}

function people(t, board) {
  if (!board.length) return h("p", {}, t("nobody_yet"));
  return h("ol", { class: "board" }, board.map((row) => boardRow(t, row)));
}

function podium(t, board) {
  const first = board.filter((row) => row.rank <= 3);
  if (!first.length) return h("p", {}, t("nobody_yet"));
  return h("ol", { class: "podium" }, first.map((row) => h("li", { class: `p${row.rank}` },
    h("p", { class: "nm" }, row.name), row.group && h("p", { class: "dim" }, row.group),
    h("div", { class: "block" }, h("b", {}, row.rank), h("span", {}, t("points", { n: row.points }))))));
}

function cellTable(t, cells) {
  if (!cells.length) return h("p", {}, t("nobody_yet"));
  const isLong = cells.length > FEW;
  const head = h("tr", {}, h("th", { scope: "col" }, h("span", { class: "sr" }, t("rank_head"))),
    ["cell_head", "part_head", "mean_head"].map((key) => h("th", { scope: "col" }, t(key))));
  return h("table", { class: isLong ? "wtable many" : "wtable" }, h("thead", {}, head), h("tbody", {}, cells.map((row) => cellRow(t, row, isLong))));
}

function cellRow(t, { rank, name, took_part: part, eligible, mean = null }, isLong) {
  const shown = mean === null ? h("span", { class: "dim" }, t("too_few")) : h("b", {}, t.hundredths(mean));
  return h("tr", {}, h("td", { class: "rk" }, rank), h("th", { scope: "row" }, name),
    h("td", {}, h("span", { class: "pair" }, h("b", {}, t.percent(part, eligible)), h("span", { class: "dim" }, `${part}/${eligible}`)), !isLong && bar(part, eligible, t("took_part", { n: part, of: eligible }))),
    h("td", {}, shown));
}
