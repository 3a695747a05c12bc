import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as protocol from "../../static/js/live/protocol.js";

const declared = readFileSync(new URL("../../contests/live/protocol.py", import.meta.url), "utf8");
const tags = (pattern) => [...declared.matchAll(pattern)].map((found) => found[1]);

test("the pages and the server name the same messages", () => {
  assert.deepEqual(protocol.CLIENT, tags(/class \w+\(_In, tag="(\w+)"/g));
  assert.deepEqual([...protocol.SERVER].sort(), tags(/class \w+\(Struct, tag_field="t", tag="(\w+)"/g).sort());
});

test("the pages and the server mean the same by a close code", () => {
  for (const name of ["CLOSE_NO_TOKEN", "CLOSE_SENT_OUT", "CLOSE_NO_ROOM"]) {
    assert.equal(protocol[name], Number(new RegExp(`^${name} = (\\d+)$`, "m").exec(declared)[1]), name);
  }
});

test("a frame that is no known message is not looked at", () => {
  for (const frame of ["", "{", "null", "[]", "3", "{}", '{"t":"hello"}', '{"t":"parcel"}']) assert.equal(protocol.read(frame), null, frame);
  assert.deepEqual(protocol.read('{"t":"pong","id":1,"now":2,"version":3}'), { t: "pong", id: 1, now: 2, version: 3 });
});

test("every message is written with its id and nothing undeclared", () => {
  const written = [
    protocol.hello("x"), protocol.answer(7, 1, ["a"]), protocol.draft(7, 1, "x"), protocol.move("open", 3),
    protocol.kick(4), protocol.rename(4, "An"), protocol.ping(3),
  ].map((message, index) => JSON.parse(protocol.write(message, index + 1)));
  assert.deepEqual(written, [
    { t: "hello", token: "x", id: 1 },
    { t: "answer", run: 7, attempt: 1, choice: ["a"], id: 2 },
    { t: "draft", run: 7, revision: 1, text: "x", id: 3 },
    { t: "move", move: "open", version: 3, id: 4 },
    { t: "kick", seat: 4, id: 5 },
    { t: "rename", seat: 4, name: "An", id: 6 },
    { t: "ping", version: 3, id: 7 },
  ]);
  assert.throws(() => protocol.write({ t: "parcel" }, 1), /no such message/);
});
