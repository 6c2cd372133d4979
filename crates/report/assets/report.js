// Switches, sorts, filters and recolours what is on the page already. Nothing is drawn, computed or fetched here.
"use strict";
{
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);

  // What would do nothing without this script.
  all("[data-script]").forEach((control) => { control.hidden = false; });

  // Theme: the system's until the reader says otherwise.
  const button = one("#theme");
  const isDark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const sayTheme = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    sayTheme();
  });
  sayTheme();

  // What a mark says, beside the pointer or the focus. The <title> stays for screen readers.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const textOf = (mark) => mark.dataset.says || mark.querySelector("title").textContent;
  const markAt = (event) => event.target.closest && event.target.closest(".mark, .node");
  const show = (mark, x, y) => {
    const title = mark.querySelector("title");
    // Two tips at once would be one too many: the browser's own goes while ours is there.
    mark.dataset.says = textOf(mark);
    title.textContent = "";
    tip.textContent = mark.dataset.says;
    tip.hidden = false;
    const left = Math.min(x + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(4, left) + scrollX + "px";
    tip.style.top = y + 16 + scrollY + "px";
  };
  const hide = (mark) => {
    if (mark.dataset.says) {
      mark.querySelector("title").textContent = mark.dataset.says;
      delete mark.dataset.says;
    }
    tip.hidden = true;
  };
  document.addEventListener("pointermove", (event) => {
    const mark = markAt(event);
    if (mark) show(mark, event.clientX, event.clientY);
  });
  document.addEventListener("pointerout", (event) => {
    const mark = markAt(event);
    if (mark) hide(mark);
  });
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    show(mark, box.left + box.width / 2, box.top + box.height / 2);
  });
  document.addEventListener("focusout", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) hide(mark);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
  });

  // The map: one stop of the tab key, arrows go from zone to zone.
  const map = one("#map .chart");
  const data = one("#map-data");
  if (map && data) {
    const measures = JSON.parse(data.textContent);
    const zones = all(".zone", map);
    const rows = new Map(all("#map-table tbody tr").map((row) => [row.dataset.index, row]));
    const choice = one("#map-choice");
    const paint = () => {
      const measure = measures[choice.selectedIndex];
      map.setAttribute("aria-label", measure.label);
      zones.forEach((zone, index) => {
        const says = zone.dataset.zone + ": " + measure.texts[index];
        const step = measure.steps[index];
        zone.querySelector("path").setAttribute("fill", step === null ? measure.none : measure.colors[step]);
        zone.querySelector("title").textContent = says;
        zone.setAttribute("aria-label", says);
        zone.dataset.unit = measure.unit;
        if (measure.values[index] === null) delete zone.dataset.value;
        else zone.dataset.value = String(measure.values[index]);
        const cell = rows.get(String(index)) && rows.get(String(index)).lastElementChild;
        if (cell) {
          cell.textContent = measure.texts[index];
          cell.dataset.value = measure.values[index] === null ? "" : String(measure.values[index]);
        }
      });
      all("[data-measure-name]").forEach((place) => { place.textContent = measure.label; });
      const list = one("#map-steps");
      const sample = list.firstElementChild;
      if (!sample) return;
      list.replaceChildren(...measure.words.map((words, step) => {
        const item = sample.cloneNode(true);
        item.querySelector("rect").setAttribute("fill", measure.colors[step]);
        item.lastElementChild.textContent = words;
        return item;
      }));
    };
    choice.addEventListener("change", paint);
    zones.forEach((zone, index) => zone.setAttribute("tabindex", index === 0 ? "0" : "-1"));
    map.addEventListener("keydown", (event) => {
      const at = zones.indexOf(document.activeElement);
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = event.key === "Home" ? 0 : event.key === "End" ? zones.length - 1 : at + (by || 0);
      if (at < 0 || to === at || to < 0 || to >= zones.length) return;
      event.preventDefault();
      zones[at].setAttribute("tabindex", "-1");
      zones[to].setAttribute("tabindex", "0");
      zones[to].focus();
    });
  }

  // Land change: the drawing and the matrix of a region and a period wait in templates.
  const place = one("#flows");
  if (place) {
    const [region, period] = [one("#flows-region"), one("#flows-period")];
    const first = Array.from(place.childNodes);
    const change = () => {
      const key = region.value + "/" + period.value;
      const template = all("template[data-flows]").find((candidate) => candidate.dataset.flows === key);
      if (key === place.dataset.first) place.replaceChildren(...first);
      else if (template) place.replaceChildren(template.content.cloneNode(true));
      one("#flows-missing").hidden = key === place.dataset.first || Boolean(template);
      place.hidden = !one("#flows-missing").hidden;
    };
    region.addEventListener("change", change);
    period.addEventListener("change", change);
  }

  // Tables sort by a column and show the rows that hold what was typed.
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.value === undefined) return cell.textContent;
    return cell.dataset.value === "" ? -Infinity : Number(cell.dataset.value);
  };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  all("table[data-sorts]").forEach((table) => {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      head.querySelector("button").addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = all("tbody tr", table).map((row) => [valueOf(row, column), row]);
        rows.sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : order.compare(a, b)) * (up ? 1 : -1));
        table.tBodies[0].append(...rows.map(([, row]) => row));
      });
    });
  });
  all("input[data-filters]").forEach((input) => {
    const table = document.getElementById(input.dataset.filters);
    const said = document.getElementById(input.getAttribute("aria-describedby"));
    input.closest(".filter").hidden = false;
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLocaleLowerCase();
      let shown = 0;
      all("tbody tr", table).forEach((row) => {
        const holds = row.textContent.toLocaleLowerCase().includes(wanted);
        row.hidden = !holds;
        shown += holds ? 1 : 0;
      });
      said.textContent = shown + " / " + table.tBodies[0].rows.length;
    });
  });
}
