// Draws the middle and the foot of the wall for every phase but the boards.

import { h } from "../live/dom.js";
import { bar, icon, note, option, quote } from "../live/pieces.js";

const WITH_ITEM = ["read", "answer", "closed", "reveal"];
const LONG = 90;
const LONGER = 220;
const MANY = 4;

/** `words` is the question or null, `data` what the middle is drawn from, `build` draws it. */
export function middle(room, state, phase) {
  if (phase === "door") return door(room, state);
  if (WITH_ITEM.includes(phase) && state.item) return question(room, state, phase);
  const key = phase === "finished" ? "finished" : phase === "ready" ? "get_ready" : "closed";
  const how = phase === "ready" && state.item ? room.t(`kind_${state.item.kind}`) : "";
  const data = [key, state.item_no, how];
  return { words: null, data, build: () => h("div", { class: "wbreak" },
    h("h1", {}, room.t(key, { no: state.item_no })),
    h("p", { class: "dim" }, how || (phase === "finished" ? state.contest : ""))) };
}

/** The foot: who has answered by cell, or who is in. */
export function bottom({ t }, state, phase) {
  if (phase === "door") return inside(t, state);
  if (!["answer", "closed"].includes(phase) || !state.item) return { data: null, build: () => null };
  const { answered = 0, here, cells } = state;
  const isWritten = state.item.kind === "written";
  return { data: [phase, isWritten, answered, here, cells], build: () => h("section", { class: "wfoot" },
    h("h2", {}, h("b", {}, t.number(answered)), "/", t(isWritten ? "of_saved" : "of_answered", { of: here })),
    phase === "answer" && cells?.length > 0 && h("ul", { class: "wcells" }, cells.filter((cell) => cell.here > 0).map((cell) => cellBar(t, cell)))) };
}

function door({ t, place }, state) {
  const { address, grouped, qr } = place.dataset;
  return { words: null, data: ["door", state.contest, state.is_locked], build: () => h("div", { class: "wdoor" },
    h("div", {},
      h("p", { class: "addr" }, t("go_to"), " ", h("b", {}, address)),
      h("h1", {}, h("span", { class: "sr" }, t("code"), " "), h("span", { class: "code" }, grouped)),
      state.is_locked ? note("warn", "lock", h("strong", {}, t("door_locked"))) : h("p", { class: "dim" }, t("or_scan"))),
    h("p", { class: "wqr" }, h("img", { src: qr, alt: t("qr_alt") }))) };
}

function inside(t, { here, names, cells }) {
  return { data: [here, names, names ? null : cells], build: () => h("section", {},
    h("h2", {}, h("b", {}, t.number(here)), " ", t("people_here", { n: here })),
    names ? h("ul", { class: "wpeople" }, names.map((name) => h("li", {}, name)))
      : h("ul", { class: "wcells" }, (cells ?? []).filter((cell) => cell.here > 0).map((cell) => cellHere(t, cell)))) };
}

function cellBar(t, { cell, here, answered }) {
  return h("li", {}, h("span", {}, h("b", {}, cell), h("span", {}, `${answered}/${here}`)), bar(answered, here, t("cell_answered", { cell, n: answered, of: here })));
}

function cellHere(t, { cell, here, eligible }) {
  const of = Math.max(eligible, here);
  return h("li", {}, h("span", {}, h("b", {}, cell), h("span", {}, `${here}/${of}`)), bar(here, of, t("cell_here", { cell, n: here, of })));
}

function question({ t }, { item, spread, reveal, here, may_change: mayChange = true, answered = 0 }, phase) {
  const isCounted = phase === "closed" || phase === "reveal";
  const counts = isCounted ? (spread ?? {}) : null;
  const known = phase === "reveal" ? reveal : null;
  const { options = [] } = item;
  // The key, its spread and the passage need room: the question, read long ago, gives way.
  const size = item.text.length > (known ? LONG : LONGER) ? "longer" : known || item.text.length > LONG ? "long" : null;
  const data = [item.run, phase === "read", counts, known, counts && answered];
  return { words: { text: item.text, size }, data, build: () => [
    options.length > 0 && h("ol", { class: known || options.length > MANY ? "opts many" : "opts" }, options.map((one, index) => option(index, one.text, {
      marks: [known?.key.includes(one.id) && "right"],
      tags: known?.key.includes(one.id) ? [" ", h("span", { class: "tag ok" }, t("key"))] : [],
      end: counts && [known?.key.includes(one.id) && icon("check", "ok"), h("b", {}, t.number(counts[one.id] ?? 0)), h("span", { class: "sr" }, " ", t("chose_it"))],
      under: counts && bar(counts[one.id] ?? 0, answered, t("chose_share", { n: counts[one.id] ?? 0, of: answered })),
    }))),
    phase === "read" && h("p", { class: "wsub" }, t("options_closed")),
    item.kind === "written" && item.word_limit && h("p", { class: "wsub" }, t("most_words", { n: item.word_limit })),
    known && (known.quote ? quote(known) : known.explanation && h("p", { class: "wsub" }, known.explanation)),
  ] };
}
