// Sorts, filters and pages the tables marked data-sortable. Without it the page shows
// every row in the order of the files, so nothing is written here that is not in the page.
(() => {
  "use strict";
  const SORTED_FROM = 3;
  const FILTERED_FROM = 20; // Fewer rows are seen at a glance.
  const PAGED_ABOVE = 1000; // So many rows a browser still lays out quickly.
  const PAGE = 200;
  const BLOCKS_ABOVE = 200;
  const BLOCKS = 50;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const number = (count) => count.toLocaleString("en");
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  class Rows {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.all = [...this.body.rows];
      this.texts = null; // Read when they are first needed.
      this.ranked = new Map();
      this.words = [];
      this.column = -1;
      this.falling = false;
      this.page = 0;
      this.isPaged = this.all.length > PAGED_ABOVE;
      this.addButtons();
      if (this.all.length >= FILTERED_FROM) this.addFilter();
      if (this.isPaged) this.addPager();
      this.arrange();
    }

    addButtons() {
      [...this.table.tHead.rows[0].cells].forEach((head, column) => {
        if (!head.textContent.trim()) return;
        const button = element("button", { type: "button", className: "sort" });
        button.append(...head.childNodes);
        button.addEventListener("click", () => this.sortBy(column));
        head.append(button);
        head.setAttribute("aria-sort", "none");
      });
      this.table.classList.add("sorts");
    }

    addFilter() {
      this.input = element("input", { type: "search", autocomplete: "off", spellcheck: false });
      this.input.addEventListener("focus", () => this.fold());
      this.input.addEventListener("input", () => {
        this.words = folded(this.input.value).split(/\s+/).filter(Boolean);
        this.page = 0;
        this.arrange();
      });
      this.status = element("span", { className: "status" });
      this.status.setAttribute("role", "status");
      const label = element("label", {}, "Filter rows ", this.input);
      this.table.before(element("div", { className: "tools" }, label, this.status));
    }

    addPager() {
      const turn = (by, text) => {
        const button = element("button", { type: "button", textContent: text });
        button.addEventListener("click", () => {
          this.page += by;
          this.show();
          this.table.scrollIntoView();
        });
        return button;
      };
      this.back = turn(-1, "← Previous");
      this.on = turn(1, "Next →");
      this.where = element("span");
      this.where.setAttribute("role", "status");
      this.pager = element("nav", { className: "pager" }, this.back, this.where, this.on);
      this.pager.setAttribute("aria-label", "Pages of the table above");
      this.table.after(this.pager);
    }

    // First rising, then falling, then as the files have it.
    sortBy(column) {
      if (this.column !== column) [this.column, this.falling] = [column, false];
      else if (!this.falling) this.falling = true;
      else [this.column, this.falling] = [-1, false];
      [...this.table.tHead.rows[0].cells].forEach((head, at) => {
        if (!head.hasAttribute("aria-sort")) return;
        const order = this.falling ? "descending" : "ascending";
        head.setAttribute("aria-sort", at === this.column ? order : "none");
      });
      this.page = 0;
      this.arrange();
    }

    key(row, column) {
      const cell = row.cells[column];
      if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
      const text = cell.textContent.trim();
      const found = cell.classList.contains("n") && text.match(/-?\d[\d,]*(\.\d+)?/);
      return found ? Number(found[0].replaceAll(",", "")) : text;
    }

    // Each different text of a column is compared once; after that rows have a number.
    // What is blank has none and comes last, whichever way the column is sorted.
    places(column) {
      if (!this.ranked.has(column)) {
        const keys = this.all.map((row) => this.key(row, column));
        const order = [...new Set(keys)].filter((key) => key !== "").sort((one, other) =>
          typeof one === "number" && typeof other === "number"
            ? one - other : collator.compare(one, other));
        const places = new Map(order.map((key, place) => [key, place]));
        this.ranked.set(column, new Map(this.all.map((row, at) => [row, places.get(keys[at])])));
      }
      return this.ranked.get(column);
    }

    sorted(rows) {
      const places = this.places(this.column);
      const filled = rows.filter((row) => places.get(row) !== undefined);
      const blank = rows.filter((row) => places.get(row) === undefined);
      const way = this.falling ? -1 : 1;
      filled.sort((one, other) => way * (places.get(one) - places.get(other)));
      return [...filled, ...blank];
    }

    fold() {
      this.texts ??= new Map(this.all.map((row) => [row, folded(row.textContent)]));
    }

    arrange() {
      let rows = this.all;
      if (this.words.length) {
        this.fold();
        rows = rows.filter((row) => this.words.every((w) => this.texts.get(row).includes(w)));
      }
      if (this.column >= 0) rows = this.sorted(rows);
      this.rows = rows;
      this.show();
    }

    show(whole = !this.isPaged) {
      const from = whole ? 0 : this.page * PAGE;
      const to = whole ? this.rows.length : Math.min(from + PAGE, this.rows.length);
      this.body.replaceChildren(...this.rows.slice(from, to));
      if (this.status) {
        const all = number(this.all.length);
        const some = `${number(this.rows.length)} of ${all} rows`;
        this.status.textContent = this.words.length ? some : `${all} rows`;
      }
      if (this.pager) {
        this.pager.hidden = whole || this.rows.length <= PAGE;
        this.where.textContent = `Rows ${number(from + 1)}–${number(to)} of ${number(this.rows.length)}`;
        this.back.disabled = from === 0;
        this.on.disabled = to === this.rows.length;
      }
    }

    // A link leads to its row, on whatever page that is and whatever is filtered.
    reveal(row) {
      if (!this.rows.includes(row)) {
        this.input.value = "";
        this.words = [];
        this.arrange();
      }
      if (this.isPaged) this.page = Math.floor(this.rows.indexOf(row) / PAGE);
      this.show();
    }
  }

  const tables = [...document.querySelectorAll("table[data-sortable]")]
    .filter((table) => table.tBodies[0].rows.length >= SORTED_FROM)
    .map((table) => new Rows(table));
  const homes = new Map();
  for (const rows of tables) {
    for (const row of rows.all) if (row.id) homes.set(row.id, [rows, row]);
  }

  // Of very many comparisons the first are shown; the others are a click, a search or a
  // link away.
  const blocks = [...document.querySelectorAll("#comparisons > .block")];
  let away = blocks.length > BLOCKS_ABOVE ? blocks.slice(BLOCKS) : [];
  const more = element("button", { type: "button", className: "more" });
  const unfold = () => {
    for (const block of away) block.removeAttribute("hidden");
    away = [];
    more.remove();
  };
  if (away.length) {
    for (const block of away) block.setAttribute("hidden", "until-found");
    more.textContent = `Show the other ${number(away.length)} comparisons`;
    more.addEventListener("click", () => {
      const [first] = away;
      unfold();
      first.tabIndex = -1;
      first.focus();
    });
    blocks[BLOCKS - 1].after(more);
  }

  const reveal = (hash) => {
    const name = decodeURIComponent(hash.slice(1));
    document.getElementById(name)?.closest(".block[hidden]")?.removeAttribute("hidden");
    const [rows, row] = homes.get(name) ?? [];
    if (!row || row.isConnected) return false;
    rows.reveal(row);
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(link.hash);
  }, true);
  const arrive = () => {
    if (reveal(location.hash)) location.replace(location.hash);
  };
  addEventListener("hashchange", arrive);
  arrive();
  // What lies above is laid out only now, and moves what was arrived at.
  addEventListener("load", () => document.querySelector("tr:target")?.scrollIntoView());

  // Paper has no folds and no pages of a table.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
    unfold();
    for (const rows of tables) if (rows.isPaged) rows.show(true);
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    for (const rows of tables) if (rows.isPaged) rows.show();
  });
})();
