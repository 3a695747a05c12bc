// Names every message of a room's socket; a frame that is not one of them is not looked at.

export const CLIENT = ["hello", "answer", "draft", "move", "kick", "rename", "extra", "ping"];
export const SERVER = ["state", "you", "tally", "ack", "error", "pong"];
export const PHASES = ["door", "ready", "read", "answer", "closed", "reveal", "standing", "podium", "finished"];

export const CLOSE_NO_TOKEN = 4401;
export const CLOSE_SENT_OUT = 4403;
export const CLOSE_NO_ROOM = 4404;

export const hello = (token) => ({ t: "hello", token });
export const answer = (run, attempt, choice) => ({ t: "answer", run, attempt, choice });
export const draft = (run, revision, text) => ({ t: "draft", run, revision, text });
export const move = (name, version) => ({ t: "move", move: name, version });
export const kick = (seat) => ({ t: "kick", seat });
export const rename = (seat, name) => ({ t: "rename", seat, name });
export const extra = (seat, percent) => ({ t: "extra", seat, percent });
export const ping = (version) => ({ t: "ping", version });

/** The message in a frame, or null where it is none that is known. */
export function read(frame) {
  let message;
  try {
    message = JSON.parse(frame);
  } catch {
    return null;
  }
  return message !== null && typeof message === "object" && SERVER.includes(message.t) ? message : null;
}

/** The frame of a message. `id` is a whole number from 1, new for every message of the page. */
export function write(message, id) {
  if (!CLIENT.includes(message.t)) throw new Error(`no such message: ${message.t}`);
  return JSON.stringify({ ...message, id });
}
