// Joins the parts of a page that follows a room: words, clock, state and line; the page only draws.

import { heard, left, NO_PROBES, offset, probed } from "./clock.js";
import { Line } from "./socket.js";
import { Outbox } from "./outbox.js";
import { deadline, isPaused, limit, next, START, version } from "./state.js";
import { words } from "./words.js";

const TICK_MS = 250;

/**
 * Follows the room of the element #live. `page(room)` is called once and returns `{ draw(state), tick(state) }`: `draw`
 * after every change, `tick` four times a second. Both may ask `room.now()`, the server's time, and `room.left()`.
 */
export function follow(page) {
  const place = document.getElementById("live");
  const { code, token, tokenUrl, socket, lang } = place.dataset;
  let state = START;
  let probes = NO_PROBES;
  const box = new Outbox(() => window.localStorage);
  const line = new Line({
    token,
    box,
    open: () => new WebSocket(new URL(socket, location.href.replace(/^http/, "ws"))),
    renew: () => fetchToken(tokenUrl),
    version: () => version(state),
    onMessage: hear,
    onLine: (name) => change({ t: "line", line: name }),
  });
  const room = { place, line, box, t: words(lang), lang, now: () => Date.now() + offset(probes), left: timeLeft, change };
  const view = page(room);

  function change(message, about = null) {
    const before = state;
    state = next(state, message, about);
    if (state !== before) view.draw(state);
  }

  function hear(message, about) {
    const received = Date.now();
    if (message.t === "pong" && about) probes = probed(probes, about.sentAt, message.now, received);
    if (message.t === "state") probes = heard(probes, message.now, received);
    change(message, about);
    if (message.t === "you") takeUp(box.open(code, message.seat));
    view.hear?.(message, about);
  }

  // What an earlier page of this seat could not send is on its way again, and shown as such.
  function takeUp(messages) {
    for (const message of messages) change({ ...message, t: message.t === "draft" ? "drafting" : "answering" });
    if (messages.length) line.flush();
  }

  function timeLeft() {
    if (!state.room) return null;
    if (isPaused(state)) return state.room.left_ms;
    const ends = deadline(state);
    return ends === null ? null : left(ends, Date.now(), offset(probes));
  }

  let wasRunning = false;
  function tick() {
    const ms = timeLeft();
    if (wasRunning && ms === 0) line.ask();
    wasRunning = ms !== null && ms > 0;
    view.tick(state, ms, limit(state));
  }

  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && line.ask());
  window.addEventListener("online", () => line.ask());
  view.draw(state);
  setInterval(tick, TICK_MS);
  line.start();
}

async function fetchToken(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
  if (!answer.ok || !isJson) throw Object.assign(new Error("no token"), { status: answer.ok ? 401 : answer.status });
  return (await answer.json()).token;
}
