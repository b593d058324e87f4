// Any table whose cells name facets becomes sortable and filterable; the address keeps what is shown.
// No library: those that sort and filter draw the rows anew, which then lose their links and numbers.
(() => {
  const { element } = window.rspbook;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const UNSTATED = "not stated";

  // What is known of a row: its values by facet, its entry in the page, the words of both.
  const known = (row) => {
    const values = {};
    for (const { dataset } of row.querySelectorAll(".facet")) {
      values[dataset.name] = dataset.values ? dataset.values.split("; ") : [UNSTATED];
    }
    const link = row.querySelector('a[href*="#"]');
    const card = link && document.getElementById(link.hash.slice(1));
    return { row, card, values, text: `${row.textContent} ${card?.textContent ?? ""}`.toLowerCase() };
  };

  // The values of a facet, the most frequent first, each with its number of rows.
  const choices = (rows, name) => {
    const count = new Map();
    for (const { values } of rows) {
      for (const value of values[name] ?? []) count.set(value, (count.get(value) ?? 0) + 1);
    }
    return [...count].sort(([a, m], [b, n]) => (a === UNSTATED) - (b === UNSTATED) || n - m || order(a, b));
  };

  // What a cell is sorted by; one that does not state it comes last, whichever way.
  const rank = (row, column) => {
    const cell = row.cells[column];
    const text = cell?.textContent.trim() ?? "";
    return { row, text: cell?.querySelector(".facet")?.dataset.sort ?? text, empty: /^(–|$)/.test(text) };
  };

  const button = (type, text) => {
    const made = element("button", "", text);
    made.type = type;
    return made;
  };

  class Explorer {
    constructor(table) {
      this.table = table;
      this.id = table.closest('[id^="tbl-"]').id;
      this.heads = [...table.tHead.rows[0].cells];
      this.rows = [...table.tBodies[0].rows].map(known);
      this.facets = [...new Set(this.rows.flatMap(({ values }) => Object.keys(values)))];
      this.state = new URLSearchParams();
      this.heads.forEach((head, column) => this.addSort(head, column));
      this.addForm();
      this.addReturns();
      addEventListener("hashchange", () => this.obey());
      this.update();
      this.obey();
    }

    addSort(head, column) {
      const sort = button("button", "");
      sort.className = "sort";
      sort.append(...head.childNodes);
      sort.addEventListener("click", () => {
        const down = this.state.get("sort") === String(column) && !this.state.has("down");
        this.state.set("sort", column);
        if (down) this.state.set("down", "");
        else this.state.delete("down");
        this.update();
        this.remember();
      });
      head.append(sort);
    }

    addForm() {
      const words = element("input");
      words.type = "search";
      words.name = "words";
      this.controls = [words, ...this.facets.map((name) => this.menu(name))];
      this.count = element("p", "count");
      this.count.setAttribute("role", "status");
      this.clear = button("reset", "Clear");
      const copy = button("button", "Copy link");
      const labels = this.controls.map((control) => (
        element("label", "", element("span", "", control === words ? "Find in all values" : control.name), control)));
      this.form = element("form", "explorer", ...labels, element("div", "foot", this.count, this.clear, copy));
      this.form.setAttribute("aria-label", "Filter the rows");
      this.form.addEventListener("input", () => this.read());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("reset", () => { this.state = new URLSearchParams(); setTimeout(() => this.read()); });
      copy.addEventListener("click", () => this.copy());
      (this.table.closest(".table-scroll, .quarto-float") ?? this.table).before(this.form);
    }

    menu(name) {
      const menu = element("select", "", new Option("any", ""));
      menu.name = name;
      menu.append(...choices(this.rows, name).map(([value, n]) => new Option(`${value} (${n})`, value)));
      return menu;
    }

    addReturns() {
      for (const { card } of this.rows.filter((each) => each.card)) {
        const back = element("a", "", "Back to the table");
        back.href = `#${this.id}`;
        back.addEventListener("click", (event) => {
          event.preventDefault();
          this.remember();
          this.form.scrollIntoView();
        });
        card.append(element("p", "returns", back));
      }
    }

    fits({ values, text }) {
      const words = (this.state.get("words") ?? "").toLowerCase().split(/\s+/);
      const chosen = this.facets.filter((name) => this.state.has(name));
      return chosen.every((name) => values[name]?.includes(this.state.get(name))) && words.every((word) => text.includes(word));
    }

    update() {
      let shown = 0;
      for (const each of this.rows) {
        each.row.hidden = !this.fits(each);
        if (each.card) each.card.hidden = each.row.hidden;
        shown += !each.row.hidden;
      }
      this.count.textContent = `${shown} of ${this.rows.length} shown`;
      this.clear.disabled = !this.state.size;
      this.sort(Number(this.state.get("sort") ?? -1), this.state.has("down"));
    }

    sort(column, down) {
      this.heads.forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const ranked = this.rows.map(({ row }) => rank(row, column));
      ranked.sort((a, b) => a.empty - b.empty || (down ? -1 : 1) * order(a.text, b.text));
      this.table.tBodies[0].append(...ranked.map(({ row }) => row));
    }

    read() {
      for (const { name, value } of this.controls) {
        if (value.trim()) this.state.set(name, value.trim());
        else this.state.delete(name);
      }
      this.update();
      this.remember();
    }

    remember() {
      history.replaceState(null, "", `#${this.id}${this.state.size ? `?${this.state}` : ""}`);
    }

    async copy() {
      this.remember();
      try {
        await navigator.clipboard.writeText(location.href);
        this.count.textContent = "Link copied";
      } catch { this.count.textContent = location.href; }
    }

    // The address says what is shown; that of an entry shows the entry, whatever is filtered.
    obey() {
      const [id, query] = location.hash.slice(1).split("?");
      const named = this.rows.find(({ card }) => card?.id === id);
      if (named) this.show(named);
      if (id !== this.id || !query) return;
      this.state = new URLSearchParams(query);
      for (const control of this.controls) control.value = this.state.get(control.name) ?? "";
      this.update();
      this.form.scrollIntoView();
    }

    show({ row, card }) {
      if (row.hidden) {
        this.state = new URLSearchParams();
        for (const control of this.controls) control.value = "";
        this.update();
      }
      card.scrollIntoView();
    }
  }

  for (const table of document.querySelectorAll("table")) {
    if (table.querySelector("tbody .facet")) new Explorer(table);
  }
})();
