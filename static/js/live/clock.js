// Estimates the server's clock from this device's; all times are milliseconds since 1970.

const KEPT = 8;

/** Nothing known yet: the device is believed. */
export const NO_PROBES = [];

/** A question about the time that left at `sent` and came back at `received` with the server's `now`. */
export function probed(probes, sent, now, received) {
  const probe = { offset: now - (sent + received) / 2, doubt: Math.max(0, received - sent) / 2 };
  // Two probes that cannot both be true mean that a clock was set, or that the device slept.
  const agrees = probes.filter((old) => Math.abs(old.offset - probe.offset) <= old.doubt + probe.doubt);
  return [...agrees, probe].slice(-KEPT);
}

/** A first estimate from a message that says `now`; any answer to a question is better. */
export function heard(probes, now, received) {
  return probes.length ? probes : [{ offset: now - received, doubt: Infinity }];
}

/** What to add to this device's time: by the quickest of the last probes, which can be least wrong. */
export function offset(probes) {
  if (!probes.length) return 0;
  return probes.reduce((best, probe) => (probe.doubt <= best.doubt ? probe : best)).offset;
}

/** Milliseconds until the deadline, never below 0. */
export function left(deadline, nowLocal, offsetMs) {
  return Math.max(0, deadline - (nowLocal + offsetMs));
}

const SPOKEN = [30, 10, 5, 0];

/** The number of seconds to speak when the time left falls from `before` to `after` seconds, or null. */
export function spoken(before, after) {
  return SPOKEN.findLast((mark) => after <= mark && mark < before) ?? null;
}
