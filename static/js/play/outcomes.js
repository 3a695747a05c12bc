// Draws what a contestant sees between questions: the door, what comes, what was right, the own place, the end.

import { h } from "../live/dom.js";
import { boardRow, icon, note, option, quote } from "../live/pieces.js";
import { ownAnswer } from "../live/state.js";

/** The data a phase is drawn from, and how: drawn again only when the data changed. */
export function outcome(room, state, phase) {
  const draws = { door, ready, reveal, standing, podium, finished };
  return (draws[phase] ?? waiting)(room, state);
}

function door({ t }, { room, you }) {
  const data = { phase: "door", contest: room.contest, you: you && [you.name, you.cell], here: room.here, locked: room.is_locked };
  return { data, build: () => [
    h("h2", { tabindex: -1 }, room.contest),
    you && h("dl", { class: "kv" }, pair(t("your_name"), you.name), you.cell && pair(t("your_cell"), you.cell)),
    wait(h("p", { class: "figure" }, t.number(room.here)), h("p", {}, t("people_here", { n: room.here })), h("p", {}, t("wait_for_start"))),
    room.is_locked && h("p", { class: "hint" }, t("door_locked_in")),
  ] };
}

function ready({ t }, { room }) {
  const { item_no: no, item } = room;
  const how = item ? t(`kind_${item.kind}`) : "";
  return { data: { phase: "ready", no, how }, build: () => wait(h("h2", { tabindex: -1 }, t("get_ready", { no })), how && h("p", {}, how), h("p", {}, t("look_up"))) };
}

function waiting({ t }) {
  return { data: "waiting", build: () => wait(h("h2", { tabindex: -1 }, t("closed")), h("p", {}, t("wait_for_host"))) };
}

function reveal({ t }, state) {
  const { item, reveal: known } = state.room;
  const own = ownAnswer(state);
  const points = state.you?.points?.run === item?.run ? state.you.points : null;
  const choice = own?.status === "received" ? own.choice : null;
  return { data: { phase: "reveal", item, known, choice, points }, build: () => [
    h("h2", { tabindex: -1 }, item.text),
    verdict(t, choice, points),
    h("ol", { class: "opts" }, item.options.map((one, index) => revealed(t, one, index, known.key, choice ?? []))),
    why(t, known),
  ] };
}

function verdict(t, choice, points) {
  const [tone, sign, words] =
    points?.is_right ? ["right", "check", "right"]
    : choice === null ? ["", "clock", "no_answer"]
    : points === null ? ["", "clock", "marking"]
    : points.points > 0 ? ["part", "check", "part"]
    : ["wrong", "cross", "wrong"];
  const earned = points && h("span", { class: "pt" }, t(points.points ? "points_plus" : "points", { n: points.points }));
  return h("div", { class: `verdict ${tone}`.trim() }, icon(sign), h("b", {}, t(words)), earned);
}

function revealed(t, one, index, key, choice) {
  const isKey = key.includes(one.id);
  const isMine = choice.includes(one.id);
  const tags = [isKey && h("span", { class: "tag ok" }, t("key")), isMine && h("span", { class: "tag" }, t("your_choice"))];
  const marks = [isKey && "right", isMine && "mine", isMine && !isKey && "wrong"];
  return option(index, one.text, { marks, tags: tags.filter(Boolean).flatMap((tag) => [" ", tag]) });
}

function why(t, known) {
  if (!known.explanation && !known.quote) return null;
  return h("section", { class: "why" },
    known.explanation && [h("h3", {}, t("why")), h("p", {}, known.explanation)],
    known.quote && [h("h3", {}, t("passage")), quote(known)]);
}

function standing(room, state) {
  const { t } = room;
  const data = { phase: "standing", you: state.you?.place, board: state.room.board, cells: state.room.cell_board };
  return { data, build: () => [h("h2", { tabindex: -1 }, t("standing")), ownPlace(t, state.you), boards(t, state.room)] };
}

function podium({ t }, { room, you }) {
  const first = (room.board ?? []).filter((row) => row.rank <= 3);
  const data = { phase: "podium", board: room.board, cells: room.cell_board, place: you?.place };
  return { data, build: () => [
    h("h2", { tabindex: -1 }, t("podium")),
    first.length > 0 && rows(t, first, subject(you)),
    ownPlace(t, you, true),
    boards(t, room),
  ] };
}

function finished({ t, place }, { room, you }) {
  const data = { phase: "finished", place: you?.place, board: room.board, cells: room.cell_board };
  return { data, build: () => [
    h("h2", { tabindex: -1 }, t("finished")),
    ownPlace(t, you, true),
    place.dataset.contestUrl && h("p", {}, h("a", { class: "btn main big send", href: place.dataset.contestUrl }, t("to_contest"))),
    boards(t, room),
  ] };
}

/** Own rank in words, also what a screen reader is told. */
export function placeWords(t, place) {
  return place ? t("place_words", { rank: place.rank, of: place.of, points: t("points", { n: place.points }) }) : "";
}

function ownPlace(t, you, isOver = false) {
  const place = you?.place;
  if (!place) return note("", "clock", t("no_place"));
  const gap = place.rank === 1 ? t("you_lead") : t("gap", { points: t("points", { n: place.gap }) });
  return [
    h("div", { class: "place" },
      h("p", {}, h("b", {}, t("rank", { rank: place.rank }), h("small", {}, `/${t.number(place.of)}`))),
      h("p", {}, t("points", { n: place.points }), !isOver && [" · ", h("span", { class: "gap" }, gap)])),
    place.around.length > 1 && [h("h3", {}, t("around_you")), rows(t, place.around, subject(you))],
  ];
}

function rows(t, board, own) {
  return h("ol", { class: "board" }, board.map((row) => boardRow(t, row, row.subject === own)));
}

function boards(t, { board, cell_board: cells }) {
  return [
    board?.length > 0 && h("details", {}, h("summary", {}, t("top_people")), rows(t, board, null)),
    cells?.length > 0 && h("details", {}, h("summary", {}, t("top_cells")), h("ol", { class: "list" }, cells.map((row) => cellRow(t, row)))),
  ];
}

function cellRow(t, row) {
  const mean = row.mean === undefined || row.mean === null ? "" : t("mean", { mean: t.hundredths(row.mean) });
  const figures = [t("took_part", { n: row.took_part, of: row.eligible }), mean].filter(Boolean).join(" · ");
  return h("li", {}, h("span", {}, h("b", {}, row.rank), " ", row.name), h("small", {}, figures));
}

const subject = (you) => (you ? `seat-${you.seat}` : null);

function wait(...children) {
  return h("div", { class: "wait" }, children);
}

function pair(term, value) {
  return h("div", {}, h("dt", {}, term), h("dd", {}, value));
}
