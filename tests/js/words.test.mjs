import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS, words } from "../../static/js/live/words.js";

const SCRIPTS = new URL("../../static/js/", import.meta.url);
const sources = readdirSync(SCRIPTS, { recursive: true })
  .filter((name) => name.endsWith(".js") && !/live\/(vi|en)\.js$/.test(name))
  .map((name) => readFileSync(new URL(name, SCRIPTS), "utf8"));
const code = sources.join("\n");

const forms = (value) => (typeof value === "string" ? [value] : Object.values(value));
const slots = (value) => [...new Set(forms(value).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((found) => found[1])))].sort();

test("both languages say the same things, in the same order", () => {
  assert.deepEqual(Object.keys(WORDS.en), Object.keys(WORDS.vi));
});

test("both languages fill in the same places", () => {
  for (const key of Object.keys(WORDS.vi)) assert.deepEqual(slots(WORDS.en[key]), slots(WORDS.vi[key]), key);
});

test("no sentence is empty or left in the other language", () => {
  for (const key of Object.keys(WORDS.vi)) {
    for (const value of [...forms(WORDS.vi[key]), ...forms(WORDS.en[key])]) assert.ok(value.trim(), key);
    for (const value of forms(WORDS.en[key])) assert.doesNotMatch(value, /[à-ỹđ]/i, key);
  }
});

test("every sentence is used", () => {
  const patterns = [...code.matchAll(/`([a-z_]*)\$\{[^}]+\}([a-z_]*)`/g)].filter((found) => found[1].endsWith("_")).map((found) => new RegExp(`^${found[1]}\\w+${found[2]}$`));
  const isUsed = (key) => code.includes(`"${key}"`) || patterns.some((pattern) => pattern.test(key));
  assert.deepEqual(Object.keys(WORDS.vi).filter((key) => !isUsed(key)), []);
});

test("every sentence that is asked for exists", () => {
  const asked = [...code.matchAll(/\bt\("(\w+)"/g)].map((found) => found[1]);
  assert.deepEqual(asked.filter((key) => !(key in WORDS.vi)), []);
  assert.throws(() => words("vi")("nothing_like_this"), /no words/);
});

test("sentences are filled in, counted and written as the language does", () => {
  const [vi, en] = [words("vi"), words("en")];
  assert.equal(vi("points", { n: 1_234 }), "1.234 điểm");
  assert.equal(en("points", { n: 1 }), "1 point");
  assert.equal(en("points", { n: 1_234 }), "1,234 points");
  assert.equal(vi.hundredths(790), "7,9");
  assert.equal(en.hundredths(725), "7.25");
  assert.equal(vi.percent(10, 11), "90 %");
  assert.equal(vi.percent(0, 0), "0 %");
});

test("an unknown language is answered in Vietnamese", () => {
  assert.equal(words("fr")("send"), "Gửi");
});
