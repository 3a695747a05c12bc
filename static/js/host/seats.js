// Lists the seats of the room when the host opens the list, to rename somebody, give them more time or send them out.

import { h, show } from "../live/dom.js";
import { extra, kick, rename } from "../live/protocol.js";
import { ask } from "./dialog.js";

/** The element of the list. `send(message)` sends a host's message; the list is read anew after it is done. */
export function seatList(room, send) {
  const { t, place } = room;
  const list = h("div", { role: "status" });
  const element = h("details", { ontoggle: () => element.open && load() }, h("summary", {}, t("people_list")), list);

  async function load() {
    try {
      const answer = await fetch(place.dataset.seatsUrl, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { seats } = await answer.json();
      show(list, seats, () => (seats.length ? h("ul", { class: "list seats" }, seats.map(row)) : h("p", {}, t("nobody_yet"))));
    } catch (error) {
      console.warn("the seats could not be read", error);
      show(list, "failed", () => h("p", { class: "bad" }, t("list_failed"), " ", h("button", { class: "btn", type: "button", onclick: load }, t("try_again"))));
    }
  }

  function row(seat) {
    const who = h("p", {}, h("b", {}, seat.name), seat.cell && h("small", { class: "dim" }, " ", seat.cell));
    if (seat.out) return h("li", {}, who, h("span", { class: "tag bad" }, t("was_sent_out")));
    return h("li", {}, who, h("span", { class: "row" }, more(seat),
      h("button", { class: "btn", type: "button", "aria-label": t("rename_whom", { name: seat.name }), onclick: () => askName(seat) }, t("rename")),
      h("button", { class: "btn risk", type: "button", "aria-label": t("kick_whom", { name: seat.name }), onclick: () => askKick(seat) }, t("kick"))));
  }

  /** Extra time for one person: the others do not see it. */
  function more(seat) {
    const choices = [0, 25, 50, 100].map((percent) => h("option", { value: String(percent), selected: percent === seat.extra }, percent ? t("extra", { n: percent }) : t("extra_none")));
    return h("select", { class: "btn", id: `extra-${seat.seat}`, "aria-label": t("extra_whom", { name: seat.name }), onchange: (event) => send(extra(seat.seat, Number(event.target.value))) }, choices);
  }

  async function askName(seat) {
    const name = await ask(t, { title: t("rename_whom", { name: seat.name }), field: { label: t("new_name"), value: seat.name }, yes: t("rename"), isRisky: false });
    if (name) send(rename(seat.seat, name));
  }

  async function askKick(seat) {
    if (await ask(t, { title: t("kick_ask", { name: seat.name }), text: t("kick_more"), yes: t("kick") })) send(kick(seat.seat));
  }

  return { element, refresh: () => element.open && load() };
}
