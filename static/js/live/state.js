// Decides what a page knows of its room: `state = next(state, message, about)`, without side effects.

export const START = { line: "connecting", room: null, you: null, mine: null, draft: null, refusal: null };

/**
 * The state after a message. `about` is the own message that an ack or an error answers. Besides the server's messages
 * there are the page's own: "answering" and "drafting" when something is sent, "line" when the connection changes.
 */
export function next(state, message, about = null) {
  switch (message.t) {
    case "state":
      return withRoom(state, message);
    case "you":
      return withYou(state, message);
    case "tally":
      return withTally(state, message);
    case "ack":
      return withAck(state, message, about);
    case "error":
      return withError(state, message, about);
    case "answering":
      return answering(state, message);
    case "drafting":
      return drafting(state, message);
    case "line":
      return state.line === message.line ? state : { ...state, line: message.line };
    default:
      return state;
  }
}

export const version = (state) => (state.room ? state.room.version : 0);

/** The viewer's own deadline: everybody's, or later with extra time. Null where no clock runs. */
export function deadline(state) {
  const common = state.room?.deadline ?? null;
  if (common === null) return null;
  return Math.max(common, state.you?.deadline ?? 0);
}

/** The viewer's own limit in milliseconds, extra time included. */
export function limit(state) {
  const common = state.room?.limit_ms ?? 0;
  return common + (deadline(state) ?? 0) - (state.room?.deadline ?? 0);
}

/** The phase to show: an open question whose own deadline has passed is closed, whether or not anybody said so. */
export function phase(state, serverNow) {
  const ends = deadline(state);
  return state.room.phase === "answer" && ends !== null && ends <= serverNow ? "closed" : state.room.phase;
}

export const isPaused = (state) => (state.room?.left_ms ?? null) !== null;

/** The own choice for the item on stage, sent or received, or null. */
export function ownAnswer(state) {
  return state.mine && state.mine.run === state.room?.item?.run ? state.mine : null;
}

/** The number of the next choice for a run. */
export function nextAttempt(state, run) {
  const sent = state.mine?.run === run ? state.mine.attempt : 0;
  const stored = state.you?.answer?.run === run ? state.you.answer.attempt : 0;
  return Math.max(sent, stored) + 1;
}

// What was received before stays known, to fall back on where the new choice is refused.
function answering(state, message) {
  const old = state.mine?.run === message.run ? state.mine : null;
  const before = old?.status === "received" ? old : (old?.before ?? null);
  return { ...state, refusal: null, mine: { ...pick(message, ["run", "attempt", "choice"]), at: null, status: "sending", before } };
}

function drafting(state, message) {
  const at = state.draft?.run === message.run ? state.draft.at : null;
  return { ...state, draft: { ...pick(message, ["run", "revision"]), at, status: "sending" } };
}

function withRoom(state, room) {
  return room.version < version(state) ? state : { ...state, room };
}

function withTally(state, { t, version: at, ...counts }) {
  if (!state.room || at !== state.room.version) return state;
  return { ...state, room: { ...state.room, ...counts } };
}

function withYou(state, you) {
  if (state.you && you.version < state.you.version) return state;
  return { ...state, you, mine: storedAnswer(state.mine, you.answer), draft: storedDraft(state.draft, you.draft) };
}

function storedAnswer(mine, stored) {
  if (!stored) return mine;
  const isOwnNewer = mine && mine.run === stored.run && mine.attempt > stored.attempt;
  return isOwnNewer ? mine : { ...stored, status: "received" };
}

function storedDraft(draft, stored) {
  if (!stored) return draft;
  const isOwnNewer = draft && draft.run === stored.run && draft.revision > stored.revision;
  return isOwnNewer ? draft : { ...pick(stored, ["run", "revision", "at"]), status: "received" };
}

function withAck(state, ack, about) {
  if (about?.t === "answer" && isLatest(state.mine, about, "attempt")) {
    const choice = ack.choice ?? about.choice;
    return { ...state, mine: { run: about.run, attempt: ack.attempt ?? about.attempt, choice, at: ack.at, status: "received" } };
  }
  if (about?.t === "draft" && state.draft?.run === about.run) {
    const isLast = about.revision >= state.draft.revision;
    return { ...state, draft: { ...state.draft, at: ack.at, status: isLast ? "received" : state.draft.status } };
  }
  return state;
}

function withError(state, error, about) {
  const mayRetry = error.retry_ms !== undefined;
  if (about?.t === "answer" && isLatest(state.mine, about, "attempt")) {
    if (mayRetry) return { ...state, mine: { ...state.mine, status: "again" } };
    return { ...state, mine: state.mine.before ?? null, refusal: { run: about.run, words: error.words } };
  }
  if (about?.t === "draft" && isLatest(state.draft, about, "revision")) {
    const status = mayRetry ? "again" : "refused";
    return { ...state, draft: { ...state.draft, status, words: error.words } };
  }
  return state;
}

function isLatest(own, about, number) {
  return own !== null && own.run === about.run && own[number] === about[number];
}

function pick(source, names) {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}
