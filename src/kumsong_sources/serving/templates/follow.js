// Looks twice a second whether the report has changed, and then loads it anew; the place,
// the filters, the order of tables and what was unfolded stay as they were.
(() => {
  "use strict";
  const { version } = document.currentScript.dataset;
  const KEY = "kumsong-sources: where the reader was";
  const PAUSE = 500;
  const PAUSE_WHEN_LOST = 2000;

  const tables = () => {
    const seen = new Map();
    return [...document.querySelectorAll("table[data-sortable]")].map((table) => {
      const again = seen.get(table.className) ?? 0;
      seen.set(table.className, again + 1);
      return [`${table.className} ${again}`, table];
    });
  };
  const filterOf = (table) => table.previousElementSibling?.querySelector("input[type=search]");
  const sorted = (table) => table.tHead?.querySelector("[aria-sort$=ending]");
  const folds = () => [...document.querySelectorAll("details")];
  const folded = (fold) => fold.querySelector("summary")?.textContent ?? "";

  // What is at the top of the window: lines above it may come and go.
  const atTop = () => {
    for (let y = 4; y < innerHeight; y += 24) {
      const found = document.elementFromPoint(innerWidth / 2, y)?.closest("[id]");
      if (found && found.id !== "main") return { id: found.id, top: found.getBoundingClientRect().top };
    }
    return null;
  };

  const remember = () => {
    const field = document.activeElement;
    const kept = {
      scrolled: scrollY,
      top: atTop(),
      open: folds().filter((fold) => fold.open).map(folded),
      tables: tables().map(([name, table]) => ({
        name,
        words: filterOf(table)?.value ?? "",
        typing: filterOf(table) === field,
        column: sorted(table)?.cellIndex ?? -1,
        falling: sorted(table)?.getAttribute("aria-sort") === "descending",
      })),
    };
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  };

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (!kept) return;
    for (const fold of folds()) fold.open ||= kept.open.includes(folded(fold));
    const there = new Map(tables());
    for (const one of kept.tables) {
      const table = there.get(one.name);
      if (!table) continue;
      const button = table.tHead?.rows[0].cells[one.column]?.querySelector("button");
      for (let click = 0; button && click <= one.falling; click += 1) button.click();
      const field = filterOf(table);
      if (field && one.words) {
        field.value = one.words;
        field.dispatchEvent(new Event("input"));
      }
      if (field && one.typing) field.focus({ preventScroll: true });
    }
    settle(kept, 3);
  };

  // More than once: what is far away is laid out only when one comes near it.
  const settle = (kept, times) => {
    const mark = kept.top && document.getElementById(kept.top.id);
    const by = mark ? mark.getBoundingClientRect().top - kept.top.top : kept.scrolled - scrollY;
    scrollBy({ top: by, behavior: "instant" });
    if (times > 1) requestAnimationFrame(() => settle(kept, times - 1));
  };

  let note = null;
  const lost = (isLost) => {
    if (isLost && !note) {
      note = document.createElement("p");
      note.setAttribute("role", "status");
      note.textContent = "No longer followed: `kumsong-sources serve` has stopped.";
      document.body.prepend(note);
    } else if (!isLost && note) {
      note.remove();
      note = null;
    }
  };

  const look = async () => {
    let pause = PAUSE;
    try {
      const answer = await fetch("/version", { cache: "no-store" });
      const found = await answer.text();
      lost(false);
      if (answer.ok && found !== version) {
        remember();
        history.scrollRestoration = "manual";
        location.reload();
        return;
      }
    } catch {
      lost(true);
      pause = PAUSE_WHEN_LOST;
    }
    setTimeout(whenSeen, pause);
  };
  // A page that nobody sees need not ask.
  const whenSeen = () => {
    if (document.visibilityState === "visible") look();
    else document.addEventListener("visibilitychange", whenSeen, { once: true });
  };

  addEventListener("load", () => {
    restore();
    setTimeout(whenSeen, PAUSE);
  });
})();
