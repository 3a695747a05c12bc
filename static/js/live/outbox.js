// Keeps answers and drafts until the server has them, on this device too, so that a closed tab loses nothing.

/** Of every run the newest choice and the newest text are kept; what they replace need not arrive. */
export class Outbox {
  #storage;
  #prefix = null;
  #kept = new Map();

  constructor(storage) {
    this.#storage = storage;
  }

  /** Takes up what an earlier page of this seat left behind. Returns the messages that are new to this page. */
  open(room, seat) {
    const prefix = `room:${room}:${seat}:`;
    if (prefix === this.#prefix) return [];
    this.#prefix = prefix;
    const found = this.#stored().filter((message) => !this.#kept.has(name(message)));
    for (const message of found) this.#kept.set(name(message), message);
    return found;
  }

  keep(message) {
    this.#kept.set(name(message), message);
    this.#touch((storage) => storage.setItem(this.#prefix + name(message), JSON.stringify(message)));
  }

  /** The message is done with, received or refused, unless a newer one took its place. True if that is so. */
  settle(message) {
    const kept = this.#kept.get(name(message));
    if (!kept || number(kept) > number(message)) return kept !== undefined;
    this.#kept.delete(name(message));
    this.#touch((storage) => storage.removeItem(this.#prefix + name(message)));
    return false;
  }

  newest(message) {
    return this.#kept.get(name(message)) ?? null;
  }

  draftOf(run) {
    return this.#kept.get(`draft:${run}`) ?? null;
  }

  all() {
    return [...this.#kept.values()];
  }

  #stored() {
    const found = [];
    this.#touch((storage) => {
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index);
        if (key.startsWith(this.#prefix)) found.push(JSON.parse(storage.getItem(key)));
      }
    });
    return found;
  }

  // A full or forbidden storage must not stop anybody from answering: the page itself still keeps everything.
  #touch(use) {
    if (this.#prefix === null) return;
    try {
      use(this.#storage());
    } catch (error) {
      console.warn("nothing can be kept on this device", error);
    }
  }
}

function name(message) {
  return `${message.t}:${message.run}`;
}

function number(message) {
  return message.t === "draft" ? message.revision : message.attempt;
}
