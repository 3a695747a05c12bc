// Asks before what cannot be taken back; the quiet answer has the focus.

import { h } from "../live/dom.js";

/** Promises the text of `field` (or true without one) when the host agrees, and null otherwise. */
export function ask(t, { title, text = "", yes, field = null, isRisky = true }) {
  return new Promise((resolve) => {
    const input = field && h("input", { type: "text", name: "value", maxlength: 60, required: true, autocomplete: "off", value: field.value });
    const no = h("button", { class: "btn", type: "button", onclick: () => dialog.close(), autofocus: input === null }, t("cancel"));
    const go = h("button", { class: isRisky ? "btn risk" : "btn main", type: "submit" }, yes);
    const form = h("form", { method: "dialog", onsubmit: agree },
      h("h2", { id: "ask" }, title), text && h("p", {}, text),
      input && h("label", { class: "field" }, field.label, input), h("div", { class: "row" }, no, go));
    const dialog = h("dialog", { "aria-labelledby": "ask", onclose: end }, form);
    let answer = null;

    function agree() {
      answer = input ? input.value.trim() || null : true;
    }

    function end() {
      dialog.remove();
      resolve(answer);
    }

    document.body.append(dialog);
    dialog.showModal();
    (input ?? no).focus();
  });
}
