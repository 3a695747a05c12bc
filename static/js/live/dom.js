// Makes elements from words and data, never from markup, and redraws a place only when its data changed.

const SVG = "http://www.w3.org/2000/svg";
const drawn = new WeakMap();

/** An element. `on…` are listeners; true, false and null switch an attribute on or off; children may be nested lists. */
export function h(tag, attrs = {}, ...children) {
  return fill(document.createElement(tag), attrs, children);
}

export function svg(tag, attrs = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attrs, children);
}

export function set(element, attrs) {
  for (const [name, value] of Object.entries(attrs)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : String(value));
  }
  return element;
}

/** Writes a text only where it differs, so that a screen reader is not told the same thing twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Fills `place` with what `build()` returns, unless `data` is what it was drawn from last time. True if redrawn. */
export function show(place, data, build) {
  const key = JSON.stringify(data);
  if (drawn.get(place) === key) return false;
  drawn.set(place, key);
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.replaceChildren(...flat([build()]));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return true;
}

function fill(element, attrs, children) {
  set(element, attrs);
  element.append(...flat(children));
  return element;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}
