// Chooses the sentences of a language and fills them in; Vietnamese where a language is not known.

import { en } from "./en.js";
import { vi } from "./vi.js";

export const WORDS = { vi, en };

/** The voice of a language: `t(key, params)`, and times and numbers as that language writes them. */
export function words(lang) {
  const known = WORDS[lang] ? lang : "vi";
  const plural = new Intl.PluralRules(known);
  const numbers = new Intl.NumberFormat(known);
  const means = new Intl.NumberFormat(known, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
  const clock = new Intl.DateTimeFormat(known, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const shown = (value) => (typeof value === "number" ? numbers.format(value) : String(value));

  function t(key, params = {}) {
    const found = WORDS[known][key];
    if (found === undefined) throw new Error(`no words for ${key}`);
    const sentence = typeof found === "string" ? found : (found[plural.select(params.n ?? 0)] ?? found.other);
    return sentence.replace(/\{(\w+)\}/g, (_, name) => shown(params[name]));
  }

  return Object.assign(t, {
    time: (ms) => clock.format(ms),
    number: (value) => numbers.format(value),
    hundredths: (value) => means.format(value / 100),
    percent: (part, of) => `${of ? Math.floor((100 * part) / of) : 0} %`,
  });
}
