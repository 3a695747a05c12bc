// Keeps one line to the room open: numbers what goes out, keeps it until it is answered, and comes back after a cut.

import { CLOSE_NO_ROOM, CLOSE_NO_TOKEN, CLOSE_SENT_OUT, hello, ping, read, write } from "./protocol.js";

const BEAT_MS = 1_000;
const PING_MS = 5_000;
const SILENCE_MS = 12_000;
const PATIENCE_MS = 2_000;
const BACKOFF_MS = { first: 300, most: 10_000 };
const OPEN = 1;

/**
 * A line to a room. `open()` gives a new socket, `renew()` promises a new token or fails with a `status`; `box` is an
 * Outbox; `onMessage(message, about)` hears every frame and, with it, the own message that it answers; `onLine(line)`
 * hears "connecting", "online", "offline", and at the end "out", "gone" or "stale".
 */
export class Line {
  #its;
  #socket = null;
  #lastId = 0;
  #sent = new Map();
  #isReady = false;
  #failures = 0;
  #heardAt = 0;
  #askedAt = 0;
  #waitingSince = null;
  #retry = null;
  #beat = null;
  #isOver = false;

  constructor(its) {
    this.#its = its;
  }

  start() {
    this.#its.onLine("connecting");
    this.#connect();
    this.#beat = setInterval(() => this.#heartbeat(), BEAT_MS);
  }

  /** Sends once, if the line is up. Returns the id, or null. */
  send(message) {
    return this.#isReady ? this.#write(message) : null;
  }

  /** Sends an answer or a draft until it is answered. */
  keep(message) {
    this.#its.box.keep(message);
    if (this.#isReady) this.#forward(message);
  }

  /** Sends what an earlier page left behind. */
  flush() {
    if (this.#isReady) for (const message of this.#its.box.all()) this.#forward(message);
  }

  /** Asks at once how far the room is; after a silence it looks for a new line. */
  ask() {
    if (this.#isOver) return;
    if (this.#socket) this.#ping();
    else this.#connect();
  }

  /** Asks for the whole state again. */
  sync() {
    this.send(hello(this.#its.token));
  }

  #connect() {
    clearTimeout(this.#retry);
    if (this.#socket) return;
    const socket = this.#its.open();
    this.#socket = socket;
    this.#heardAt = this.#waitingSince = Date.now();
    socket.onopen = () => this.#write(hello(this.#its.token));
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#hear(event.data);
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#lost(event.code);
    };
  }

  #write(message) {
    if (this.#socket?.readyState !== OPEN) return null;
    this.#lastId += 1;
    this.#sent.set(this.#lastId, { ...message, sentAt: Date.now() });
    this.#waitingSince ??= Date.now();
    this.#socket.send(write(message, this.#lastId));
    return this.#lastId;
  }

  // Of a run's drafts only one is under way; the newest follows when that one is answered.
  #forward(message) {
    const isUnderWay = (sent) => sent.t === "draft" && sent.run === message.run;
    if (message.t === "draft" && [...this.#sent.values()].some(isUnderWay)) return;
    this.#write(message);
  }

  #hear(frame) {
    this.#heardAt = Date.now();
    this.#waitingSince = null;
    const message = read(frame);
    if (message === null) return;
    const about = this.#sent.get(message.id) ?? null;
    this.#sent.delete(message.id);
    this.#its.onMessage(message, about);
    if (message.t === "pong" && message.version > this.#its.version()) this.sync();
    else if (message.t === "ack" && about?.t === "hello") this.#ready();
    else if (message.t === "ack" || message.t === "error") this.#settle(message, about);
  }

  #ready() {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#failures = 0;
    this.#its.onLine("online");
    this.#ping();
    this.flush();
  }

  #settle(message, about) {
    if (about?.t !== "answer" && about?.t !== "draft") return;
    if (message.t === "error" && message.retry_ms !== undefined) {
      setTimeout(() => this.#again(about), message.retry_ms);
    } else if (this.#its.box.settle(about) && about.t === "draft") {
      this.#again(about);
    }
  }

  #again(about) {
    const message = this.#its.box.newest(about);
    if (message && this.#isReady) this.#forward(message);
  }

  // Timers of a hidden page may rest for minutes: only a question without an answer makes a silence.
  #heartbeat() {
    if (!this.#socket) return;
    const now = Date.now();
    const isWaiting = this.#waitingSince !== null && now - this.#waitingSince > PATIENCE_MS;
    if (isWaiting && now - this.#heardAt > SILENCE_MS) this.#drop();
    else if (now - this.#askedAt >= PING_MS) this.#ping();
  }

  #ping() {
    if (this.send(ping(this.#its.version())) !== null) this.#askedAt = Date.now();
  }

  #drop() {
    const socket = this.#socket;
    this.#lost(1006);
    socket.close();
  }

  #lost(code) {
    this.#socket = null;
    this.#isReady = false;
    this.#sent.clear();
    if (code === CLOSE_SENT_OUT) this.#end("out");
    else if (code === CLOSE_NO_ROOM) this.#end("gone");
    else {
      this.#its.onLine("offline");
      const wait = this.#failures === 0 && code === CLOSE_NO_TOKEN ? 0 : this.#wait();
      this.#failures += 1;
      this.#retry = setTimeout(() => (code === CLOSE_NO_TOKEN ? this.#renew() : this.#connect()), wait);
    }
  }

  async #renew() {
    try {
      this.#its.token = await this.#its.renew();
    } catch (error) {
      if (error.status === undefined || error.status >= 500 || error.status === 429) this.#lost(CLOSE_NO_TOKEN);
      else this.#end(error.status === 404 ? "gone" : "stale");
      return;
    }
    this.#connect();
  }

  // Full jitter: a thousand phones that were cut off together do not come back together.
  #wait() {
    const most = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** this.#failures);
    return Math.random() * most;
  }

  #end(line) {
    this.#isOver = true;
    clearInterval(this.#beat);
    clearTimeout(this.#retry);
    this.#its.onLine(line);
  }
}
