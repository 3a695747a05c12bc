// Draws the place to write a long answer, saves it while it grows, and says when it was saved.

import { h, say, set, show } from "../live/dom.js";
import { bar, icon } from "../live/pieces.js";
import { draft } from "../live/protocol.js";

const REST_MS = 1_000;
const MOST_MS = 5_000;
const LAST_MS = 1_500;
const MOST_CHARACTERS = 20_000;

/** Words as Vietnamese counts them: syllables between spaces. */
export const countWords = (text) => text.split(/\s+/u).filter(Boolean).length;

/** The view of a written question: `update(state, phase)` after every change, `tick(ms)` four times a second. */
export function writingView(room, item) {
  const { t } = room;
  const heading = h("h2", { id: "question", tabindex: -1 }, item.text);
  const text = h("textarea", { id: "text", rows: 12, maxlength: MOST_CHARACTERS, spellcheck: "false", "aria-describedby": "count saved", oninput: typed });
  const count = h("div", { class: "wc", id: "count" });
  const saved = h("p", { class: "fact small", id: "saved" });
  const element = h("section", { class: "write" }, heading, h("label", { class: "sr", for: "text" }, t("your_text")), text, count, saved);
  let state = null;
  let phase = null;
  let shown = 0;
  let dirtySince = null;
  let typedAt = 0;

  function update(newState, newPhase) {
    if (phase === "answer" && newPhase !== "answer") save();
    state = newState;
    phase = newPhase;
    takeNewer();
    set(text, { readonly: phase !== "answer", disabled: phase === "read" });
    drawCount();
    drawSaved();
  }

  // What another device, or an earlier page, wrote later than what stands here.
  function takeNewer() {
    if (dirtySince !== null) return;
    const stored = state.you?.draft?.run === item.run ? state.you.draft : null;
    const newest = [stored, room.box.draftOf(item.run)].reduce((best, one) => (one && one.revision > best.revision ? one : best), { revision: shown });
    if (newest.revision === shown) return;
    shown = newest.revision;
    if (text.value !== newest.text) text.value = newest.text;
  }

  function typed() {
    typedAt = Date.now();
    dirtySince ??= typedAt;
    drawCount();
    drawSaved();
  }

  function tick(ms) {
    if (dirtySince === null) return;
    const now = Date.now();
    const isLast = ms !== null && ms < LAST_MS;
    if (isLast || now - typedAt >= REST_MS || now - dirtySince >= MOST_MS) save();
  }

  function save() {
    if (dirtySince === null) return;
    dirtySince = null;
    const stored = state.you?.draft?.run === item.run ? state.you.draft.revision : 0;
    shown = Math.max(shown, stored) + 1;
    const message = draft(item.run, shown, text.value);
    room.line.keep(message);
    room.change({ ...message, t: "drafting" });
  }

  function drawCount() {
    const words = countWords(text.value);
    const most = item.word_limit ?? null;
    show(count, [words, most], () => wordCount(t, words, most));
  }

  function drawSaved() {
    const own = state.draft?.run === item.run ? state.draft : null;
    const data = savedOf(own, dirtySince !== null, state.line === "online", phase);
    show(saved, data, () => savedFact(t, data));
  }

  function close() {
    document.removeEventListener("visibilitychange", save);
    window.removeEventListener("pagehide", save);
  }

  document.addEventListener("visibilitychange", save);
  window.addEventListener("pagehide", save);
  return { element, heading, update, tick, close, news: () => "" };
}

function wordCount(t, words, most) {
  if (most === null) return h("p", { class: "small" }, t("words", { n: words }));
  const isOver = words > most;
  const rest = isOver ? h("span", { class: "bad b" }, t("words_over", { n: words - most })) : h("span", { class: "dim" }, t("words_left", { n: most - words }));
  return [h("p", { class: "small" }, h("span", {}, t("words_of", { n: words, most })), " ", rest), bar(Math.min(words, most), most, t("words_of", { n: words, most }), true)];
}

function savedOf(own, isDirty, isOnline, phase) {
  const time = own?.at ?? null;
  if (own?.status === "refused") return { key: "draft_refused", tone: "bad", sign: "warning", words: own.words, time };
  if (!isOnline && (isDirty || own?.status !== "received")) return { key: "draft_kept", tone: "bad", sign: "wifi-off", time };
  if (isDirty) return { key: "draft_unsaved", tone: "dim", sign: "edit", time };
  if (own?.status === "again") return { key: "sending_again", tone: "warn", sign: "clock", time };
  if (own?.status === "sending") return { key: "saving", tone: "dim", sign: "clock", time };
  if (own?.status === "received") return { key: "saved", tone: "ok", sign: "check", time };
  return { key: phase === "closed" ? "nothing_written" : "saves_itself", tone: "dim", sign: "edit", time };
}

function savedFact(t, { key, tone, sign, words = "", time }) {
  return [h("span", { class: tone }, icon(sign)), h("span", {}, t(key, { time: time ? t.time(time) : "", words }))];
}
