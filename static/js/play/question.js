// Draws a question with options, takes the choice, and says in words what became of it.

import { h, set, show } from "../live/dom.js";
import { icon, letter, note, optionClass, optionKey } from "../live/pieces.js";
import { answer } from "../live/protocol.js";
import { isPaused, nextAttempt, ownAnswer } from "../live/state.js";

const MOST_ATTEMPTS = 50;

/** The view of one question: `element`, `heading`, and `update(state, phase)` after every change. */
export function questionView(room, item) {
  const isSeveral = item.kind === "several";
  const heading = h("h2", { id: "question", tabindex: -1 }, item.text);
  const buttons = item.options.map((option, index) => optionButton(option, index, isSeveral, () => tap(option.id)));
  const role = isSeveral ? "group" : "radiogroup";
  const options = h("div", { class: "opts", role, "aria-labelledby": "question", onkeydown: walk }, buttons);
  const send = isSeveral ? h("button", { class: "btn main big send", type: "button", onclick: submit }, room.t("send")) : null;
  const outcome = h("div");
  const element = h("section", {}, heading, options, send, outcome);
  let state = null;
  let isOpen = false;
  let picked = null;

  function update(newState, phase) {
    state = newState;
    const own = ownAnswer(state);
    isOpen = phase === "answer" && !isPaused(state) && mayAnswer(own);
    const chosen = picked && isOpen ? [...picked] : (own?.choice ?? []);
    drawButtons(chosen);
    if (send) set(send, { hidden: phase !== "answer", disabled: !isOpen || chosen.length === 0 || isSame(own, chosen) });
    const data = outcomeOf(state, phase, own);
    show(outcome, data, () => outcomeNote(room, item, data));
  }

  function mayAnswer(own) {
    const mayChange = own === null || (state.room.may_change ?? true);
    return mayChange && nextAttempt(state, item.run) <= MOST_ATTEMPTS;
  }

  function drawButtons(chosen) {
    const current = chosen.length ? item.options.findIndex((option) => chosen.includes(option.id)) : 0;
    buttons.forEach((button, index) => {
      const isChosen = chosen.includes(item.options[index].id);
      const stop = isSeveral || index === current ? null : -1;
      set(button, { "aria-checked": String(isChosen), "aria-disabled": isOpen ? null : "true", tabindex: stop });
      show(button.lastElementChild, isChosen, () => (isChosen ? icon("check") : null));
    });
  }

  function tap(id) {
    if (!isOpen) return;
    if (!isSeveral) return choose([id]);
    picked ??= new Set(ownAnswer(state)?.choice);
    if (!picked.delete(id)) picked.add(id);
    update(state, "answer");
  }

  function submit() {
    if (isOpen && picked?.size) choose(item.options.map((option) => option.id).filter((id) => picked.has(id)));
  }

  function choose(choice) {
    if (isSame(ownAnswer(state), choice)) return;
    const message = answer(item.run, nextAttempt(state, item.run), choice);
    picked = null;
    room.change({ ...message, t: "answering" });
    room.line.keep(message);
  }

  function walk(event) {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const from = buttons.indexOf(document.activeElement);
    if (!by || from < 0 || isSeveral) return;
    event.preventDefault();
    buttons[(from + by + buttons.length) % buttons.length].focus();
  }

  return { element, heading, update, news: (now) => receivedNews(room, now) };
}

function optionButton(option, index, isSeveral, onclick) {
  const attrs = { class: optionClass(index), type: "button", role: isSeveral ? "checkbox" : "radio", onclick };
  return h("button", attrs, optionKey(index), h("span", { class: "txt" }, option.text), h("span", { class: "end" }));
}

function isSame(own, choice) {
  return own !== null && own.choice.length === choice.length && choice.every((id) => own.choice.includes(id));
}

function outcomeOf(state, phase, own) {
  const { run } = state.room.item;
  const refusal = state.refusal?.run === run ? state.refusal.words : null;
  const mayChange = phase === "answer" && (state.room.may_change ?? true);
  return { phase, own: own && { choice: own.choice, at: own.at, status: own.status }, refusal, mayChange, isOnline: state.line === "online" };
}

function outcomeNote(room, item, { phase, own, refusal, mayChange, isOnline }) {
  const { t } = room;
  const chose = own && t("you_chose", { letters: letters(item, own.choice) });
  if (refusal) return note("bad", "warning", h("strong", {}, refusal), own && t("earlier_counts", { letters: letters(item, own.choice) }));
  if (own === null) return hint(t, item, phase, mayChange);
  if (own.status === "received") {
    const more = mayChange ? t(item.kind === "several" ? "may_change_several" : "may_change") : null;
    return note("ok", "check", h("strong", {}, t("received", { time: t.time(own.at) })), chose, " ", more);
  }
  if (!isOnline) return note("warn", "wifi-off", h("strong", {}, t("not_sent")), chose, " ", t("kept_here"));
  return note("", "clock", h("strong", {}, t(own.status === "again" ? "sending_again" : "sending")), chose);
}

function hint(t, item, phase, mayChange) {
  if (phase === "closed") return note("", "clock", t("no_answer"));
  const key = phase === "read" ? "options_closed" : item.kind === "several" ? "pick_several" : "tap_to_send";
  return h("p", { class: "hint" }, t(key), " ", phase === "answer" && t(mayChange ? "change_until_close" : "no_change"));
}

export function letters(item, choice) {
  return item.options.flatMap((option, index) => (choice.includes(option.id) ? [letter(index)] : [])).join(", ");
}

/** What to announce about the own answer, or "". */
function receivedNews({ t }, state) {
  const own = ownAnswer(state);
  if (state.refusal && state.refusal.run === state.room.item?.run) return state.refusal.words;
  return own?.status === "received" ? t("received", { time: t.time(own.at) }) : "";
}
