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
  const { quantities, cases, anchors, page } = JSON.parse(block.textContent);
  let card = null;
  let opener = null;

  const percent = (value) => `${value.toFixed(1)}%`;

  const facts = (q) => {
    const rows = [
      ["Counted", q.denominator ?? null, () => `${q.n} of ${q.denominator}`],
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

  const lists = (q) => {
    const counted = new Set(q.numerator_cases);
    const others = q.denominator_cases.filter((place) => !counted.has(place));
    return [
      ...named(`The ${q.numerator_cases.length} counted`, q.numerator_cases),
      ...named(`The other ${others.length}`, others),
    ];
  };

  const open = (target) => {
    const q = quantities[target.dataset.q];
    if (!q) return;
    opener = target;
    opener.setAttribute("aria-expanded", "true");
    const what = element("p", "what", q.label || target.dataset.q);
    card = element("div", "quantity-card", what, element("p", "text", q.text), ...scale(q), ...facts(q), ...lists(q));
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", `${q.text}: ${what.textContent}`);
    card.tabIndex = -1;
    card.popover = "auto";
    card.addEventListener("toggle", (event) => { if (event.newState === "closed") forget(event.target); });
    card.addEventListener("keydown", leave);
    document.body.append(card);
    card.showPopover();
    place(card, target);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  const forget = (closed) => {
    closed.remove();
    if (closed !== card) return;
    opener.removeAttribute("aria-expanded");
    card = null;
  };

  const close = () => {
    const back = opener;
    card.hidePopover();
    back.focus({ preventScroll: true });
  };

  // The card stands at the end of the page: Tab leads from its last link back to its number.
  const leave = (event) => {
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key !== "Tab") return;
    const links = [card, ...card.querySelectorAll("a")];
    const end = event.shiftKey ? document.activeElement === card : document.activeElement === links.at(-1);
    if (end) close();
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(".quantity");
    if (target && target.getAttribute("aria-expanded") !== "true") open(target);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target.closest?.(".quantity");
    if (target && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(target);
    }
  });
})();
