// Any table whose cells name facets becomes sortable and filterable, its state kept in the address;
// marks of figures and the entries they lead to point at each other. In both renderers.
// No library: those that sort and filter redraw the rows, which lose their links and numbers.
(() => {
  const { element } = window.rspbook;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const UNSTATED = "not stated";

  const split = (hash) => {
    const [id, query = ""] = hash.slice(1).split("?");
    return { id, query: new URLSearchParams(query) };
  };

  // What is known of a row: its values by facet, its words with those of its entry, its entry.
  const known = (row) => {
    const values = {};
    for (const facet of row.querySelectorAll(".facet")) {
      values[facet.dataset.name] = facet.dataset.values ? facet.dataset.values.split("; ") : [UNSTATED];
    }
    const link = row.querySelector('a[href*="#"]');
    const card = link && document.getElementById(link.hash.slice(1));
    return { row, card, values, words: `${row.textContent} ${card?.textContent ?? ""}`.toLowerCase() };
  };

  const choices = (rows, name) => {
    const count = new Map();
    for (const { values } of rows) for (const value of values[name] ?? []) count.set(value, (count.get(value) ?? 0) + 1);
    return [...count].sort(([a, m], [b, n]) => (a === UNSTATED) - (b === UNSTATED) || n - m || order(a, b));
  };

  const explore = (table) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map(known);
    const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
    const place = table.closest('[id^="tbl-"]');
    const state = new URLSearchParams();

    const words = element("input");
    words.type = "search";
    words.name = "words";
    const field = (name, control) => element("label", "", element("span", "", name), control);
    const menus = names.map((name) => {
      const menu = element("select", "", new Option("any", ""));
      menu.name = name;
      for (const [value, n] of choices(rows, name)) menu.append(new Option(`${value} (${n})`, value));
      return menu;
    });
    const controls = [words, ...menus];
    const count = element("p", "count");
    count.setAttribute("role", "status");
    const clear = element("button", "", "Clear");
    clear.type = "reset";
    const copy = element("button", "", "Copy link");
    copy.type = "button";
    const form = element("form", "explorer",
      field("Find in all values", words), ...menus.map((menu) => field(menu.name, menu)), element("div", "foot", count, clear, copy));
    form.setAttribute("aria-label", "Filter the rows");

    const matches = ({ words: text, values }) => names.every((name) => !state.get(name) || values[name]?.includes(state.get(name)))
      && (state.get("words") ?? "").toLowerCase().split(/\s+/).every((word) => text.includes(word));

    const filter = () => {
      let shown = 0;
      for (const each of rows) {
        const fits = matches(each);
        each.row.hidden = !fits;
        if (each.card) each.card.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown} of ${rows.length} shown`;
      clear.disabled = ![...state.keys()].length;
    };

    const key = (row, column) => {
      const cell = row.cells[column];
      const facet = cell.querySelector(".facet");
      const text = cell.textContent.trim();
      return { text: facet?.dataset.sort ?? text, last: /^[–, ]*$/.test(text) };
    };
    const sort = () => {
      const [column, down] = [Number(state.get("sort") ?? -1), state.has("down")];
      [...table.tHead.rows[0].cells].forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const keyed = rows.map(({ row }) => ({ row, ...(column in row.cells ? key(row, column) : { text: "" }) }));
      keyed.sort((a, b) => Boolean(a.last) - Boolean(b.last) || (down ? -1 : 1) * order(a.text, b.text));
      body.append(...keyed.map(({ row }) => row));
    };

    const update = () => { filter(); sort(); };
    const remember = () => {
      const query = state.toString();
      history.replaceState(null, "", query ? `#${place.id}?${query}` : `#${place.id}`);
    };

    const read = () => {
      for (const control of controls) {
        if (control.value.trim()) state.set(control.name, control.value.trim());
        else state.delete(control.name);
      }
      update();
      remember();
    };
    form.addEventListener("input", read);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      [...state.keys()].forEach((name) => state.delete(name));
      setTimeout(read);
    });
    copy.addEventListener("click", async () => {
      remember();
      try {
        await navigator.clipboard.writeText(location.href);
        count.textContent = "Link copied";
      } catch { count.textContent = location.href; }
    });

    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = element("button", "sort", ...head.childNodes);
      button.type = "button";
      button.addEventListener("click", () => {
        const again = state.get("sort") === String(column);
        if (again && !state.has("down")) state.set("down", "1");
        else state.delete("down");
        state.set("sort", String(column));
        update();
        remember();
      });
      head.append(button);
    });

    // The address says what is shown; an address of an entry shows the entry whatever is filtered.
    const obey = () => {
      const { id, query } = split(location.hash);
      const entry = rows.find(({ card }) => card && card.id === id);
      if (entry?.row.hidden) {
        form.reset();
        setTimeout(() => { history.replaceState(null, "", `#${id}`); entry.card.scrollIntoView(); });
      } else entry?.card.scrollIntoView();
      if (id !== place.id || ![...query].length) return;
      [...state.keys()].forEach((name) => state.delete(name));
      for (const [name, value] of query) state.set(name, value);
      for (const control of controls) control.value = state.get(control.name) ?? "";
      update();
      form.scrollIntoView();
    };
    addEventListener("hashchange", obey);

    const before = table.closest(".table-scroll, .quarto-float") ?? table;
    before.before(form);
    update();
    obey();
    for (const { card } of rows) if (card) returnTo(card, place);
  };

  const returnTo = (card, place) => {
    const back = element("a", "back", "Back to the table");
    back.href = `#${place.id}`;
    back.addEventListener("click", (event) => {
      event.preventDefault();
      (document.querySelector("form.explorer") ?? place).scrollIntoView();
    });
    card.append(element("p", "returns", back));
  };

  // From an entry to its mark in a figure: the reference to the figure carries the entry's id.
  for (const link of document.querySelectorAll('section[id] a[href*="#fig-"]')) {
    const entry = link.closest("section.case");
    if (entry) link.href += `?${entry.id}`;
  }
  const point = () => {
    const { id, query } = split(location.hash);
    const [wanted] = query.keys();
    const figure = id.startsWith("fig-") && wanted && document.getElementById(id);
    if (!figure) return;
    for (const mark of figure.querySelectorAll("svg a")) {
      const chosen = mark.getAttribute("href").endsWith(`#${wanted}`);
      mark.classList.toggle("chosen", chosen);
      if (chosen) {
        mark.focus({ preventScroll: true });
        mark.scrollIntoView({ inline: "center" });
      }
    }
    figure.scrollIntoView();
  };
  addEventListener("hashchange", point);
  addEventListener("load", () => {
    for (const mark of document.querySelectorAll("svg.picture [data-href]")) {
      const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
      link.setAttribute("href", mark.dataset.href);
      link.setAttribute("aria-label", mark.getAttribute("aria-label"));
      link.append(...mark.childNodes);
      mark.replaceWith(link);
    }
    point();
  });

  const tables = [...document.querySelectorAll("table")].filter((table) => table.querySelector("td .facet, th .facet"));
  tables.forEach(explore);
})();
