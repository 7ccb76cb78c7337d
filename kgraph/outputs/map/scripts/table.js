// The table: the same records as the map, sortable, exportable, and what is printed.

const TABLE = { shown: 100, rows: [] };
const PAGE = 100;
const PRINT_MOST = 1500;

const COLUMNS = [
  { key: "date", label: "col_date", of: (r) => REC.day[r], text: (r) => (REC.day[r] === NONE ? "" : showDay(REC.day[r])) },
  { key: "source", label: "col_source", of: (r) => nameOf(sourceOf(r)) },
  { key: "relation", label: "col_relation", of: (r) => relationLabel(REC.rel[r]) },
  { key: "target", label: "col_target", of: (r) => nameOf(targetOf(r)) },
  { key: "status", label: "col_status", of: (r) => REC.st[r], text: (r) => t(`status_${STATUSES[REC.st[r]]}`) },
  { key: "sentence", label: "col_sentence", of: (r) => sentenceOf(r) },
  { key: "outlet", label: "col_outlet", of: (r) => articleOutlet[REC.art[r]] || "" },
  { key: "confidence", label: "col_confidence", of: (r) => REC.conf[r], text: (r) => `${REC.conf[r]} %` },
];

/** The records of the view: passing, between shown actors where the map shows a part on request. */
function viewRecords() {
  const some = S.ego !== null;
  const rows = [];
  for (let r = 0; r < REC.n; r++) {
    const pair = REC.pair[r];
    if (!F.pass[r] || !F.sources[pair]) continue;
    const [low, high] = [PAIRS.low[pair], PAIRS.high[pair]];
    if (some && !(SCENE.inside[low] && SCENE.inside[high])) continue;
    if (S.pair !== null && pair !== S.pair) continue;
    if (S.pair === null && S.actor !== null && low !== S.actor && high !== S.actor) continue;
    if (S.path && !(PATH.found && PATH.found.pairs.includes(pair))) continue;
    rows.push(r);
  }
  return rows;
}

function sortRecords(rows) {
  const column = COLUMNS.find((c) => c.key === S.sort) || COLUMNS[0];
  const collator = new Intl.Collator(LANG);
  const values = new Map(rows.map((r) => [r, column.of(r)]));
  const sign = S.desc ? -1 : 1;
  return rows.sort((p, q) => {
    const [a, b] = [values.get(p), values.get(q)];
    // Undated rows stay at the end in both directions.
    if (column.key === "date" && (a === NONE) !== (b === NONE)) return a === NONE ? 1 : -1;
    return sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || p - q;
  });
}

function showTable() {
  if (S.view !== "table") return;
  TABLE.rows = sortRecords(viewRecords());
  TABLE.shown = PAGE;
  drawTable(PAGE);
}

function drawTable(most) {
  const head = el("tr", {}, COLUMNS.map((column) => {
    const on = S.sort === column.key;
    return el("th", { scope: "col", class: `c-${column.key}`, "aria-sort": on ? (S.desc ? "descending" : "ascending") : "none" },
      el("button", { type: "button", onclick: () => choose({ sort: column.key, desc: on ? !S.desc : column.key === "date" || column.key === "confidence" }) }, t(column.label), el("span", { class: "arrow", "aria-hidden": "true" }, on ? (S.desc ? "↓" : "↑") : "")));
  }));
  const body = el("tbody", {}, TABLE.rows.slice(0, most).map(tableRow));
  const n = TABLE.rows.length;
  const rest = n - Math.min(n, most);
  fill($("tableview"),
    n ? el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t("view_table") },
      el("table", {}, el("caption", {}, tableCaption(n)), el("thead", {}, head), body),
      rest ? el("p", { class: "more-rows" }, el("button", { type: "button", id: "more-rows", onclick: () => {
        TABLE.shown += PAGE * 2;
        const scroll = document.querySelector(".table-scroll").scrollTop;
        drawTable(TABLE.shown);
        document.querySelector(".table-scroll").scrollTop = scroll;
      } }, tn("more_rows", rest))) : null) : emptyTable());
}

const tableCaption = (n) => [tn("table_caption", n), filterLine(), S.actor !== null ? nameOf(S.actor) : ""].filter(Boolean).join(" · ");

function emptyTable() {
  const box = el("div", { class: "empty-table" });
  if (F.pairs.length) box.append(el("p", {}, t("nothing_in_view")), el("button", { type: "button", onclick: () => choose({ actor: null, pair: null, path: null, ego: null }) }, t("whole_view")));
  else box.append(...[...$("nothing").cloneNode(true).querySelectorAll("p")]);
  if (!F.pairs.length && REC.n) box.append(el("button", { type: "button", onclick: () => choose({ ...RESET }) }, t("reset")));
  return box;
}

function tableRow(r) {
  const art = REC.art[r];
  const family = FAMILIES[relationFamily[REC.rel[r]]];
  const cell = (key, ...content) => el("td", { class: `c-${key}`, "data-label": t(`col_${key}`) }, content);
  return el("tr", { class: `family-${family}`, "data-record": REC.id[r] },
    cell("date", COLUMNS[0].text(r) || el("span", { class: "soft" }, t("undated_item"))),
    cell("source", el("button", { type: "button", class: "link", onclick: () => select({ actor: sourceOf(r) }) }, el("bdi", {}, shorten(nameOf(sourceOf(r)), 60)))),
    cell("relation", el("button", { type: "button", class: "link rel", onclick: () => select({ pair: REC.pair[r] }) }, familyIcon(relationFamily[REC.rel[r]], DASHES[STATUSES[REC.st[r]]]), relationLabel(REC.rel[r]))),
    cell("target", el("button", { type: "button", class: "link", onclick: () => select({ actor: targetOf(r) }) }, el("bdi", {}, shorten(nameOf(targetOf(r)), 60)))),
    cell("status", t(`status_${STATUSES[REC.st[r]]}`), claimText(r) ? el("small", {}, t("according_to", { who: shorten(claimText(r), 40) })) : null),
    cell("sentence", el("span", { class: "quote", lang: DATA.langs[articleLang[art]], dir: "auto" }, markedSentence(r))),
    cell("outlet", articleUrl[art] ? safeLink(articleUrl[art], shorten(articleOutlet[art] || t("open_article"), 40), "ext") : shorten(articleOutlet[art] || t("outlet_unknown"), 40)),
    cell("confidence", `${REC.conf[r]} %`));
}

// What is printed is the table, whatever is on the screen: all rows up to a limit that says so.
window.addEventListener("beforeprint", () => {
  TABLE.rows = sortRecords(viewRecords());
  drawTable(PRINT_MOST);
  const cut = TABLE.rows.length - PRINT_MOST;
  if (cut > 0) $("tableview").append(el("p", { class: "print-cut" }, tn("print_cut", cut)));
});
window.addEventListener("afterprint", () => {
  if (S.view === "table") drawTable(TABLE.shown);
  else fill($("tableview"));
});
