// What a number is made of: a card for every quantity, in both renderers.
window.rspbook = {
  // Puts a card, shown in the top layer, below its target or, where there is no room, above it.
  place(card, target) {
    const lines = [...target.getClientRects()];
    const at = lines[0] ?? target.getBoundingClientRect();
    const last = lines.at(-1) ?? at;
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    const below = last.bottom + 8;
    const above = at.top - card.offsetHeight - 8;
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, left) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  },
  element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  },
};

(() => {
  const block = document.getElementById("quantities");
  if (!block) return;
  const { element, place } = window.rspbook;
  const { quantities, cases, anchors, lists, page } = JSON.parse(block.textContent);
  const percent = (value) => `${value.toFixed(1)}%`;

  const facts = (q) => {
    const rows = [
      ["Counted", q.denominator ?? null, () => `${q.at_least ? "at least " : ""}${q.n} of ${q.denominator}`],
      ["Percent", q.percent, percent],
      ["95% interval", q.ci_low, () => `${q.ci_low.toFixed(1)}–${percent(q.ci_high)}`],
      ["Not reported", q.not_reported, (n) => `in ${n}`],
    ];
    const list = element("dl");
    for (const [name, value, text] of rows) {
      if (value !== null && value !== undefined) list.append(element("dt", "", name), element("dd", "", text(value)));
    }
    return list.childElementCount ? [list] : [];
  };

  // The share and its interval on a line from 0 to 100 %.
  const scale = (q) => {
    if (typeof q.ci_low !== "number" || typeof q.percent !== "number") return [];
    const range = element("span", "range");
    const point = element("span", "point");
    range.style.left = `${q.ci_low}%`;
    range.style.width = `${q.ci_high - q.ci_low}%`;
    point.style.left = `${q.percent}%`;
    const line = element("div", "scale", range, point);
    line.setAttribute("aria-hidden", "true");
    return [line];
  };

  const entry = (index) => {
    if (!anchors[index]) return element("li", "", cases[index]);
    const link = element("a", "", cases[index]);
    link.href = `${page}#${anchors[index]}`;
    return element("li", "", link);
  };

  const named = (title, places) => {
    if (!places.length) return [];
    const list = element("ul", "cases", ...places.map(entry));
    list.setAttribute("aria-label", title);
    return [element("p", "kind", title), list];
  };

  const behind = (q) => {
    const counted = lists[q.counted];
    const others = lists[q.of].filter((place) => !counted.includes(place));
    return [
      ...named(`The ${counted.length} counted`, counted),
      ...named(`The other ${others.length}`, others),
    ];
  };

  const open = (target) => {
    const q = quantities[target.dataset.q];
    if (!q || target.getAttribute("aria-expanded") === "true") return;
    const what = element("p", "what", q.label || target.dataset.q);
    const card = element("div", "quantity-card", what, element("p", "text", target.textContent), ...scale(q), ...facts(q), ...behind(q));
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", `${target.textContent}: ${what.textContent}`);
    card.tabIndex = -1;
    card.popover = "auto";
    card.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") target.setAttribute("aria-expanded", "true");
      else target.removeAttribute("aria-expanded");
    });
    card.addEventListener("toggle", ({ newState }) => { if (newState === "closed") card.remove(); });
    card.addEventListener("keydown", (event) => leave(event, card, target));
    document.body.append(card);
    card.showPopover();
    place(card, target);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  // The card stands at the end of the page: Tab leads from its last link back to its number.
  const leave = (event, card, target) => {
    const stops = [card, ...card.querySelectorAll("a")];
    const end = event.shiftKey ? document.activeElement === card : document.activeElement === stops.at(-1);
    if (event.key === "Escape") event.preventDefault();
    else if (event.key !== "Tab" || !end) return;
    card.hidePopover();
    card.remove();
    target.focus({ preventScroll: true });
  };

  for (const number of document.querySelectorAll(".quantity")) {
    number.setAttribute("role", "button");
    number.setAttribute("aria-haspopup", "dialog");
    number.tabIndex = 0;
  }
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(".quantity");
    if (target) open(target);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target.closest?.(".quantity");
    if (target && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(target);
    }
  });
})();
