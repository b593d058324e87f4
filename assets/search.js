// Search over the whole book as you type; its contents come as a script, so that it works from a file.
(() => {
  const { element, contents } = window.rspbook;
  const MOST = 30;
  const AROUND = 60;
  let engine = null;
  let dialog = null;
  let chosen = -1;

  const build = async () => {
    const { entries, root, script } = await contents();
    await script("assets/vendor/minisearch.js");
    const search = new window.MiniSearch({
      fields: ["title", "caption", "text"],
      processTerm: (term) => term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),
      searchOptions: { boost: { title: 4, caption: 2 }, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: "AND" },
    });
    search.addAll(entries.map((entry, id) => ({ ...entry, id })));
    return { search, entries, root };
  };

  // The text around the first word found, with what was found marked.
  const snippet = (text, terms) => {
    const pattern = new RegExp(`(${terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
    const first = text.search(pattern);
    const from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
    const part = (from ? "… " : "") + text.slice(from, from + 220);
    return part.split(pattern).map((piece, i) => (i % 2 ? element("mark", "", piece) : piece));
  };

  const option = (hit, i) => {
    const { entries, root } = engine;
    const entry = entries[hit.id];
    const title = entry.kind ? entry.title : `${entry.number ? `${entry.number} ` : ""}${entry.title}`;
    const item = element("li", "", element("p", "where", entry.chapter),
      element("p", "title", ...snippet(title, hit.terms)),
      element("p", "snippet", ...snippet([entry.caption, entry.text].filter(Boolean).join(" "), hit.terms)));
    item.id = `found-${i}`;
    item.role = "option";
    item.dataset.href = `${root}${entry.page}#${entry.id}`;
    item.setAttribute("aria-selected", "false");
    return item;
  };

  const choose = (next) => {
    const { input, list } = dialog;
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = list.childElementCount ? (next + list.childElementCount) % list.childElementCount : -1;
    const item = list.children[chosen];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const go = (item) => {
    if (!item) return;
    dialog.box.close();
    location.href = item.dataset.href;
  };

  const find = () => {
    const { input, list, state } = dialog;
    if (!engine) return;
    const words = input.value.trim();
    let hits = words ? engine.search.search(words) : [];
    if (words && !hits.length) hits = engine.search.search(words, { combineWith: "OR" });
    list.replaceChildren(...hits.slice(0, MOST).map(option));
    input.setAttribute("aria-expanded", String(hits.length > 0));
    state.textContent = words && !hits.length ? `Nothing found for “${words}”.` : "";
    chosen = -1;
    choose(0);
  };

  const keys = (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (event.key === "Enter") go(dialog.list.children[chosen]);
    else return;
    event.preventDefault();
  };

  const make = () => {
    const input = element("input");
    Object.entries({
      type: "search", role: "combobox", placeholder: "Search the book", "aria-label": "Search the book", autocomplete: "off",
      spellcheck: "false", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", enterkeyhint: "go",
    }).forEach(([name, value]) => input.setAttribute(name, value));
    const list = element("ul");
    list.id = "found";
    list.role = "listbox";
    list.setAttribute("aria-label", "Places found");
    const state = element("p", "state");
    state.setAttribute("aria-live", "polite");
    const close = element("button", "", "Close");
    close.type = "button";
    const box = element("dialog", "search", element("div", "field", input, close), state, list);
    box.setAttribute("aria-label", "Search");
    close.addEventListener("click", () => box.close());
    input.addEventListener("input", find);
    input.addEventListener("keydown", keys);
    list.addEventListener("click", (event) => go(event.target.closest("li")));
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    document.body.append(box);
    return { box, input, list, state };
  };

  const open = async () => {
    dialog ??= make();
    if (!dialog.box.open) dialog.box.showModal();
    dialog.input.select();
    engine ??= await build();
    find();
  };

  document.querySelector(".search-open")?.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
})();
