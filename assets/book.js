// What a number is made of: a pop-over on every quantity, in both renderers.
(() => {
  const block = document.getElementById("quantities");
  if (!block) return;
  const { quantities, cases: names, root } = JSON.parse(block.textContent);
  let card = null;
  let opener = null;

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const row = (list, name, value) => {
    if (value === null || value === undefined || value === "") return;
    list.append(element("dt", name), element("dd", String(value)));
  };

  const facts = (q) => {
    const list = element("dl");
    row(list, "Cases", q.denominator === null ? q.value : `${q.n} of ${q.denominator}`);
    if (q.ci_low !== null && q.ci_low !== undefined) {
      row(list, "95 % interval", `${q.ci_low.toFixed(1)}–${q.ci_high.toFixed(1)} %`);
    }
    row(list, "Not reported in", q.not_reported);
    return list;
  };

  const cases = (q) => {
    const ids = q.numerator_cases.length ? q.numerator_cases : q.denominator_cases;
    const list = element("ul", undefined, "cases");
    for (const id of ids.map((place) => names[place])) {
      const link = element("a", id);
      link.href = `${root.replace(/\/?$/, "/").replace(/^\//, "")}chapters/a-cases.html#case-${id}`;
      const item = element("li");
      item.append(link);
      list.append(item);
    }
    return list;
  };

  const close = () => {
    if (!card) return;
    card.remove();
    card = null;
    opener.removeAttribute("aria-expanded");
    opener.focus();
  };

  const open = (target) => {
    close();
    const q = quantities[target.dataset.q];
    if (!q) return;
    opener = target;
    opener.setAttribute("aria-expanded", "true");
    card = element("div", undefined, "quantity-card");
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", `What ${q.text} is made of`);
    card.tabIndex = -1;
    card.append(element("p", q.label || q.id, "what"), facts(q), cases(q));
    document.body.append(card);
    const at = target.getBoundingClientRect();
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8)) + scrollX}px`;
    card.style.top = `${at.bottom + 6 + scrollY}px`;
    card.focus();
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest(".quantity");
    if (target) open(target);
    else if (card && !card.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    const isButton = document.activeElement?.classList.contains("quantity");
    if (isButton && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(document.activeElement);
    }
  });
})();
