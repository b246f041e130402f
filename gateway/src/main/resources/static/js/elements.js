// Small steps of building the page. Whatever comes from data goes in as text, never as markup.

export function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

export function cell(text, className = "") {
  return element("td", text, className);
}

export function hidden(text) {
  return element("span", text, "visually-hidden");
}

export function show(id, shown) {
  document.getElementById(id).hidden = !shown;
}

export function replaceRows(id, items, make) {
  document.getElementById(id).replaceChildren(...items.map(make));
}

/** Sets a figure and, beside it, the raw value it was made from. */
export function figure(name, raw, text) {
  const target = document.querySelector(`[data-kpi="${name}"]`);
  if (raw === null || raw === undefined) {
    delete target.dataset.value;
    target.textContent = "–";
  } else {
    target.dataset.value = raw;
    target.textContent = text;
  }
}
