// Writes the code of a room the way it stands on the wall while it is typed; the form works without this.

const FIRST = 3;
const ALL = 7;

export function grouped(text) {
  const typed = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "").slice(0, ALL);
  return typed.length > FIRST ? `${typed.slice(0, FIRST)} ${typed.slice(FIRST)}` : typed;
}

function regroup(event) {
  const field = event.target;
  // Only at the end: a caret in the middle of the text would jump.
  if (field.selectionStart === field.value.length) field.value = grouped(field.value);
}

if (typeof document !== "undefined") document.querySelector("input[name=code]")?.addEventListener("input", regroup);
