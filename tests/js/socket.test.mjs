import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Outbox } from "../../static/js/live/outbox.js";
import { answer, draft, move } from "../../static/js/live/protocol.js";
import { Line } from "../../static/js/live/socket.js";

/** The server's side of a line: what it was sent, and what it sends. */
class Wire {
  readyState = 0;
  frames = [];

  open() {
    this.readyState = 1;
    this.onopen();
  }

  send(frame) {
    this.frames.push(JSON.parse(frame));
  }

  close(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }

  says(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  last(t) {
    return this.frames.findLast((frame) => frame.t === t);
  }

  all(t) {
    return this.frames.filter((frame) => frame.t === t);
  }

  welcome() {
    this.open();
    this.says({ t: "ack", id: this.last("hello").id, at: 1 });
  }
}

class Storage {
  #items = new Map();
  get length() {
    return this.#items.size;
  }
  key(index) {
    return [...this.#items.keys()][index];
  }
  getItem(key) {
    return this.#items.get(key) ?? null;
  }
  setItem(key, value) {
    this.#items.set(key, value);
  }
  removeItem(key) {
    this.#items.delete(key);
  }
}

function setUp(t, { storage = new Storage(), renew = async () => "new" } = {}) {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  t.after(() => mock.timers.reset());
  const wires = [];
  const lines = [];
  const heard = [];
  const box = new Outbox(() => storage);
  const its = {
    token: "first",
    box,
    renew,
    version: () => 3,
    open: () => wires[wires.push(new Wire()) - 1],
    onMessage: (message, about) => heard.push([message, about]),
    onLine: (line) => lines.push(line),
  };
  const line = new Line(its);
  line.start();
  return { line, box, wires, lines, heard, storage, wire: () => wires.at(-1) };
}

// In small steps: a timer that is due within one long step would read the time of its end.
function pass(ms) {
  for (let done = 0; done < ms; done += 50) mock.timers.tick(Math.min(50, ms - done));
  if (ms === 0) mock.timers.tick(0);
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a line says hello first and is online when that is answered", (t) => {
  const { wire, lines } = setUp(t);
  wire().open();
  assert.deepEqual(wire().frames, [{ t: "hello", token: "first", id: 1 }]);
  wire().says({ t: "ack", id: 1, at: 1 });
  assert.deepEqual(lines, ["connecting", "online"]);
  assert.deepEqual(wire().last("ping"), { t: "ping", version: 3, id: 2 });
});

test("every message has a number of its own, also across lines", (t) => {
  const { line, wire, wires } = setUp(t);
  wire().welcome();
  line.keep(answer(7, 1, ["a"]));
  wire().close();
  pass(10_000);
  wire().welcome();
  const ids = wires.flatMap((one) => one.frames.map((frame) => frame.id));
  assert.equal(new Set(ids).size, ids.length);
});

test("an answer given without a line is sent when there is one", (t) => {
  const { line, wire } = setUp(t);
  line.keep(answer(7, 1, ["a"]));
  wire().welcome();
  assert.deepEqual(wire().all("answer").map(({ id, ...rest }) => rest), [answer(7, 1, ["a"])]);
});

test("an answer without its ack is sent again on the next line, and not after it", (t) => {
  const { line, wire } = setUp(t);
  wire().welcome();
  line.keep(answer(7, 1, ["a"]));
  wire().close();
  pass(10_000);
  wire().welcome();
  assert.equal(wire().all("answer").length, 1);
  wire().says({ t: "ack", id: wire().last("answer").id, at: 2, attempt: 1, choice: ["a"] });
  wire().close();
  pass(10_000);
  wire().welcome();
  assert.equal(wire().all("answer").length, 0);
});

test("of two choices for a run only the later one is sent again", (t) => {
  const { line, wire } = setUp(t);
  wire().welcome();
  line.keep(answer(7, 1, ["a"]));
  line.keep(answer(7, 2, ["b"]));
  assert.equal(wire().all("answer").length, 2);
  wire().close();
  pass(10_000);
  wire().welcome();
  assert.deepEqual(wire().all("answer").map((frame) => frame.attempt), [2]);
});

test("of a run's drafts one is under way, and the newest follows", (t) => {
  const { line, wire } = setUp(t);
  wire().welcome();
  for (const revision of [1, 2, 3]) line.keep(draft(7, revision, "x".repeat(revision)));
  assert.deepEqual(wire().all("draft").map((frame) => frame.revision), [1]);
  wire().says({ t: "ack", id: wire().last("draft").id, at: 2, revision: 1 });
  assert.deepEqual(wire().all("draft").map((frame) => frame.revision), [1, 3]);
  wire().says({ t: "ack", id: wire().last("draft").id, at: 3, revision: 3 });
  assert.equal(wire().all("draft").length, 2);
});

test("what may be tried again is sent again after the time given", (t) => {
  const { line, wire } = setUp(t);
  wire().welcome();
  line.keep(answer(7, 1, ["a"]));
  wire().says({ t: "error", id: wire().last("answer").id, code: "try_again", words: "Bận.", retry_ms: 700 });
  pass(699);
  assert.equal(wire().all("answer").length, 1);
  pass(1);
  assert.equal(wire().all("answer").length, 2);
});

test("what is refused is told and dropped", (t) => {
  const { line, wire, box, heard } = setUp(t);
  wire().welcome();
  line.keep(answer(7, 1, ["a"]));
  wire().says({ t: "error", id: wire().last("answer").id, code: "too_late", words: "Hết giờ." });
  assert.deepEqual(box.all(), []);
  assert.equal(heard.at(-1)[1].attempt, 1);
});

test("a page opened again sends what the last one could not, for the same seat only", (t) => {
  const storage = new Storage();
  const old = new Outbox(() => storage);
  old.open("abcdefg", 4);
  old.keep(draft(7, 5, "viết dở"));
  old.keep(answer(8, 1, ["a"]));
  const { box, line, wire } = setUp(t, { storage });
  wire().welcome();
  assert.deepEqual(box.open("abcdefg", 5), []);
  assert.deepEqual(box.open("abcdefg", 4), [draft(7, 5, "viết dở"), answer(8, 1, ["a"])]);
  line.flush();
  assert.deepEqual(wire().frames.slice(-2).map((frame) => frame.t), ["draft", "answer"]);
  wire().says({ t: "ack", id: wire().last("draft").id, at: 2, revision: 5 });
  assert.equal(storage.length, 1);
});

test("a device that keeps nothing still answers", () => {
  const quiet = mock.method(console, "warn", () => {});
  const box = new Outbox(() => {
    throw new Error("forbidden");
  });
  box.open("abcdefg", 4);
  box.keep(answer(7, 1, ["a"]));
  assert.deepEqual(box.all(), [answer(7, 1, ["a"])]);
  quiet.mock.restore();
});

test("a cut line comes back within the wait that doubles, ten seconds at most", (t) => {
  const { wires, wire, lines } = setUp(t);
  wire().welcome();
  const waits = [];
  const random = mock.method(Math, "random", () => 1);
  for (let cut = 0; cut < 8; cut += 1) {
    const before = wires.length;
    const from = Date.now();
    wire().close();
    while (wires.length === before) pass(100);
    waits.push(Date.now() - from);
  }
  random.mock.restore();
  assert.deepEqual(waits, [300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000]);
  assert.deepEqual(lines.slice(0, 3), ["connecting", "online", "offline"]);
});

test("somebody who looks again does not wait", (t) => {
  const { line, wires, wire } = setUp(t);
  wire().welcome();
  wire().close();
  line.ask();
  assert.equal(wires.length, 2);
  pass(10_000);
  assert.equal(wires.length, 2);
});

test("a room that moved on is asked for whole, on the same line", (t) => {
  const { wire, wires } = setUp(t);
  wire().welcome();
  wire().says({ t: "pong", id: wire().last("ping").id, now: 1, version: 3 });
  assert.equal(wire().all("hello").length, 1);
  pass(5_000);
  wire().says({ t: "pong", id: wire().last("ping").id, now: 1, version: 4 });
  assert.equal(wire().all("hello").length, 2);
  assert.equal(wires.length, 1);
});

test("a line on which nothing comes for twelve seconds is given up", (t) => {
  const { wire, wires, lines } = setUp(t);
  wire().welcome();
  wire().says({ t: "pong", id: wire().last("ping").id, now: 1, version: 3 });
  pass(12_000);
  assert.equal(lines.at(-1), "online");
  pass(1_000);
  assert.equal(lines.at(-1), "offline");
  pass(1_000);
  assert.equal(wires.length, 2);
});

test("a line that never opens is given up too", (t) => {
  const { wires } = setUp(t);
  pass(14_000);
  assert.equal(wires.length, 2);
});

test("an expired token is renewed at once", async (t) => {
  const { wire, wires } = setUp(t);
  wire().open();
  wire().close(4401);
  pass(0);
  await settled();
  assert.equal(wires.length, 2);
  wire().open();
  assert.equal(wire().last("hello").token, "new");
});

test("a line ends, and stays ended, when the page is sent out, has no room or no right", async (t) => {
  for (const [code, end] of [[4403, "out"], [4404, "gone"]]) {
    const { wire, wires, lines, line } = setUp(t);
    wire().welcome();
    wire().close(code);
    line.ask();
    pass(60_000);
    assert.deepEqual([lines.at(-1), wires.length], [end, 1]);
    mock.timers.reset();
  }
  for (const [status, end] of [[403, "stale"], [404, "gone"]]) {
    const { wire, lines } = setUp(t, { renew: async () => Promise.reject(Object.assign(new Error("no"), { status })) });
    wire().open();
    wire().close(4401);
    pass(0);
    await settled();
    assert.equal(lines.at(-1), end);
    mock.timers.reset();
  }
});

test("a server that cannot give a token now is asked again", async (t) => {
  let asked = 0;
  const { wire } = setUp(t, { renew: async () => Promise.reject(Object.assign(new Error("no"), { status: asked++ ? 503 : 500 })) });
  wire().open();
  wire().close(4401);
  pass(0);
  await settled();
  pass(10_000);
  await settled();
  assert.equal(asked, 2);
});

test("a host's move is sent once or not at all", (t) => {
  const { line, wire } = setUp(t);
  assert.equal(line.send(move("open", 3)), null);
  wire().welcome();
  assert.equal(line.send(move("open", 3)), wire().last("move").id);
  wire().close();
  pass(10_000);
  wire().welcome();
  assert.equal(wire().all("move").length, 0);
});
