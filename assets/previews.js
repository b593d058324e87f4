// Previews of what a reference leads to: figures, tables, sections and publications.
(() => {
  const { element, place, contents } = window.rspbook;
  const DELAY = 220;
  const LONGEST = 320;
  let card = null;
  let timer = 0;
  let asked = 0;

  const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …` : text);

  const publication = (entry) => [element("p", "", entry.querySelector(".csl-right-inline")?.textContent ?? entry.textContent)];

  const table = (id) => {
    const found = document.getElementById(id)?.cloneNode(true);
    if (found?.tagName !== "TABLE") return [];
    found.querySelectorAll("[id], [tabindex]").forEach((part) => { part.removeAttribute("id"); part.removeAttribute("tabindex"); });
    found.removeAttribute("id");
    found.caption?.remove();
    return [found];
  };

  // `found` is an entry of the book's contents.
  const described = (found, root) => {
    const parts = [];
    if (found.image) {
      const picture = element("img");
      picture.src = root + found.image;
      picture.alt = "";
      parts.push(picture);
    }
    const number = found.number ? `${found.number} ` : "";
    parts.push(element("p", "title", found.kind ? `${found.title} ` : number + found.title));
    if (found.caption) parts.push(element("p", "", found.caption));
    else if (found.text) parts.push(element("p", "", cut(found.text)));
    return parts;
  };

  const inside = async (link) => {
    const id = decodeURIComponent(link.hash.slice(1)).split("?")[0];
    if (id.startsWith("ref-")) {
      const entry = document.getElementById(id);
      return entry ? publication(entry) : [];
    }
    const { entries, root } = await contents();
    const found = entries.find((each) => each.id === id);
    return found ? [...described(found, root), ...(found.kind === "Table" ? table(id) : [])] : [];
  };

  // What is still being read when a card is hidden is shown no more.
  const hide = () => {
    asked += 1;
    clearTimeout(timer);
    card?.remove();
    card = null;
  };

  const show = async (link) => {
    hide();
    const mine = asked;
    const parts = await inside(link);
    if (mine !== asked || !parts.length || !link.matches(":hover, :focus-visible")) return;
    hide();
    card = element("div", "preview", ...parts);
    card.setAttribute("role", "tooltip");
    card.popover = "manual";
    card.addEventListener("mouseleave", hide);
    document.body.append(card);
    card.showPopover();
    place(card, link);
    for (const picture of card.querySelectorAll("img")) picture.addEventListener("load", () => card && place(card, link));
  };

  const wanted = (event) => event.target.closest?.('main a:is(.quarto-xref, [role="doc-biblioref"])');
  const later = (action) => { clearTimeout(timer); timer = setTimeout(action, DELAY); };

  document.addEventListener("mouseover", (event) => {
    const link = wanted(event);
    if (link) later(() => show(link));
    else if (card && !card.contains(event.target)) later(hide);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = wanted(event);
    if (link?.matches(":focus-visible")) show(link);
    else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", hide);
})();
