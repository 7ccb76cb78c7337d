// The right column: an actor or a pair, and the sentences behind it, newest first.

const ITEMS_FIRST = 6;
const ITEMS_MORE = 25;

function select(patch) {
  choose({ actor: null, pair: null, ...patch });
  if (media("(max-width: 999.98px)")) openDrawer("right");
}

function showCard() {
  const card = $("card");
  const back = S.path && (S.pair !== null || S.actor !== null)
    ? el("button", { type: "button", class: "link", id: "path-back", onclick: () => choose({ pair: null, actor: null }) }, `← ${t("path_back")}`) : null;
  if (S.pair !== null) fill(card, back, pairCard(S.pair));
  else if (S.actor !== null) fill(card, back, actorCard(S.actor));
  else if (S.path) fill(card, storyCard());
  else fill(card, overviewCard());
  card.scrollTop = 0;
}

const actorButton = (a, length = 60) =>
  el("button", { type: "button", class: "actor", onclick: () => select({ actor: a }) }, typeIcon(ACTORS.type[a]), el("bdi", {}, shorten(nameOf(a), length)));

// ---- nothing selected: where to begin ----

function overviewCard() {
  // Who holds which office is reported all the time; who did something with whom comes first.
  const strongest = F.pairs.slice().sort((p, q) => F.events[q] - F.events[p] || F.sources[q] - F.sources[p] || p - q).slice(0, 12);
  return [
    el("div", { class: "card-head" }, el("p", { class: "kicker" }, t("evidence")), el("h2", {}, t("overview_title")), el("p", { class: "soft" }, t("overview_hint"))),
    strongest.length ? el("h3", {}, t("strongest_pairs")) : null,
    el("ul", { class: "partners" }, strongest.map((pair) => el("li", {}, el("button", { type: "button", class: "partner", onclick: () => select({ pair }) },
      el("span", { class: "pairname" }, el("bdi", {}, shorten(nameOf(PAIRS.low[pair]), 30)), el("span", { class: "soft" }, " – "), el("bdi", {}, shorten(nameOf(PAIRS.high[pair]), 30))),
      familyBar(shownRecords(pair)), el("span", { class: "count" }, num(F.sources[pair])))))),
    strongest.length ? el("p", { class: "note" }, t("count_note")) : null,
  ];
}

/** A small bar with the shares of the families among records. */
function familyBar(records) {
  const tally = new Array(FAMILIES.length).fill(0);
  for (const r of records) tally[relationFamily[REC.rel[r]]]++;
  let x = 0;
  const parts = tally.map((n, family) => {
    const width = (n / Math.max(1, records.length)) * 100;
    const part = n ? svgEl("rect", { class: `fill-${FAMILIES[family]}`, x: short(x), y: 0, width: short(width), height: 10 }) : null;
    x += width;
    return part;
  });
  return svgEl("svg", { class: "family-bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, parts);
}

// ---- an actor ----

function actorCard(a) {
  const pairs = partnersOf(a);
  const records = pairs.flatMap(shownRecords).sort((p, q) => p - q);
  const aliases = (ACTORS.aliases[a] || []).filter((alias) => alias !== nameOf(a));
  const offices = ACTORS.offices[a] || [];
  const country = ACTORS.country[a];
  const officeLine = (office) => el("li", {}, el("bdi", {}, officeText(office)), officeDates(office), office[5] ? null : el("span", { class: "soft" }, ` · ${t("from_articles")}`));
  const otherName = LANG === "en" ? (ACTORS.en[a] ? ACTORS.de[a] : null) : ACTORS.en[a] || null;
  return [
    el("div", { class: "card-head" },
      el("p", { class: "kicker" }, typeIcon(ACTORS.type[a]), t(`type_${TYPES[ACTORS.type[a]]}`), country >= 0 && country !== a ? [" · ", el("bdi", {}, nameOf(country))] : null),
      el("h2", {}, el("bdi", {}, nameOf(a))),
      otherName ? el("p", { class: "soft" }, el("bdi", { lang: LANG === "en" ? "de" : "en" }, otherName)) : null,
      aliases.length ? el("p", { class: "soft" }, `${t("also")}: `, aliases.slice(0, 6).map((alias, i) => [i ? ", " : "", el("bdi", {}, shorten(alias, 60))])) : null,
      el("p", { class: "links" },
        ACTORS.wikidata[a] ? safeLink(`https://www.wikidata.org/wiki/${ACTORS.wikidata[a]}`, `Wikidata ${ACTORS.wikidata[a]} ↗`, "ext") : null),
      el("div", { class: "actions" },
        el("button", { type: "button", id: "ego", "aria-pressed": String(S.ego === a), onclick: () => choose(S.ego === a ? { ego: null } : { ego: a, depth: 1, view: "map" }) }, S.ego === a ? t("ego_leave") : t("ego")),
        el("button", { type: "button", onclick: () => openPathDialog(a) }, t("path_from_here")))),
    offices.length ? [el("h3", {}, t("offices")), foldable(offices.map(officeLine), 4, "offices")] : null,
    el("h3", {}, t("strongest_partners")),
    pairs.length ? foldable(pairs.map((pair) => el("li", {}, el("button", { type: "button", class: "partner", onclick: () => select({ pair }) },
      el("span", { class: "pairname" }, typeIcon(ACTORS.type[otherEnd(pair, a)]), el("bdi", {}, shorten(nameOf(otherEnd(pair, a)), 44))),
      familyBar(shownRecords(pair)), el("span", { class: "count", title: tn("sources", F.sources[pair]) }, num(F.sources[pair]))))), 8, "partners")
      : el("p", { class: "soft" }, t("no_partners")),
    records.length ? [el("h3", {}, t("latest")), itemList(records, true)] : null,
  ];
}

function officeDates(office) {
  const [, , , from, to] = office;
  if (from === null && to === null) return null;
  const year = (day) => new Date(day * DAY_MS).getUTCFullYear();
  const text = from !== null && to !== null ? (year(from) === year(to) ? `${year(from)}` : `${year(from)}–${year(to)}`) : from !== null ? t("since", { day: year(from) }) : t("until", { day: year(to) });
  return el("span", { class: "soft" }, ` · ${text}`);
}

/** A list that shows its first rows and a button for the rest. */
function foldable(rows, first, cls) {
  const list = el("ul", { class: cls }, rows.slice(0, first));
  if (rows.length <= first) return list;
  const more = el("button", { type: "button", class: "link", onclick: () => {
    list.append(...rows.splice(0, ITEMS_MORE));
    if (!rows.length) more.remove();
    else more.textContent = tn("show_more", rows.length);
  } }, tn("show_more", rows.length - first));
  rows.splice(0, first);
  return [list, more];
}

// ---- a pair ----

function pairCard(pair) {
  const [low, high] = [PAIRS.low[pair], PAIRS.high[pair]];
  const records = shownRecords(pair);
  const groups = new Map();
  for (const r of records) {
    const rev = RELATIONS[REC.rel[r]].symmetric ? 0 : REC.rev[r];
    const key = `${REC.rel[r]},${rev}`;
    if (!groups.has(key)) groups.set(key, { rel: REC.rel[r], rev, records: [] });
    groups.get(key).records.push(r);
  }
  const ordered = [...groups.values()].sort((p, q) => countSources(q.records) - countSources(p.records) || p.rel - q.rel || p.rev - q.rev);
  const total = recordsOfPair.of(pair).length;
  return [
    el("div", { class: "card-head" },
      el("p", { class: "kicker" }, t("pair")),
      el("h2", { class: "pair-title" }, actorButton(low, 90), el("span", { class: "amp" }, t("and")), actorButton(high, 90)),
      el("p", { class: "soft" }, `${tn("sources", F.sources[pair])} · ${tn("sentences", records.length)}`, total > records.length ? ` · ${t("hidden_by_filter", { n: num(total - records.length) })}` : "")),
    ordered.map((group) => relationGroup(group, low, high)),
  ];
}

function relationGroup({ rel, rev, records }, low, high) {
  const [from, to] = rev ? [high, low] : [low, high];
  const family = relationFamily[rel];
  return el("section", { class: `relation family-${FAMILIES[family]}` },
    el("h3", {}, familyIcon(family), el("span", {}, el("bdi", {}, shorten(nameOf(from), 40)), " ", el("em", {}, RELATIONS[rel].symmetric ? `${relationLabel(rel)}` : `${relationLabel(rel)} →`), " ", el("bdi", {}, shorten(nameOf(to), 40))),
      el("span", { class: "count" }, tn("sources", countSources(records)))),
    itemList(records, false));
}

// ---- items ----

function itemList(records, withPair) {
  const rest = records.slice();
  const list = el("ol", { class: "items" }, rest.splice(0, ITEMS_FIRST).map((r) => item(r, withPair)));
  if (!rest.length) return list;
  const more = el("button", { type: "button", class: "link more-items", onclick: () => {
    const fresh = rest.splice(0, ITEMS_MORE).map((r) => item(r, withPair));
    list.append(...fresh);
    if (!rest.length) more.remove();
    else more.textContent = tn("show_more", rest.length);
    fresh[0].querySelector("button, a")?.focus({ preventScroll: true });
  } }, tn("show_more", rest.length));
  return [list, more];
}

function item(r, withPair) {
  const art = REC.art[r];
  const outlet = articleOutlet[art] || t("outlet_unknown");
  const published = articleDay[art];
  const status = STATUSES[REC.st[r]];
  const title = articleTitle[art];
  const when = whenText(r);
  return el("li", { class: "item", "data-record": REC.id[r] },
    el("p", { class: "meta" },
      el("time", {}, published === null ? t("undated_item") : showDay(published)), " · ", el("bdi", {}, shorten(outlet, 60)),
      when ? [" · ", el("span", { class: "when", title: t("event_time") }, when)] : null,
      REC.place[r] >= 0 ? [" · ", el("bdi", {}, shorten(stringAt(REC.place[r]), 60))] : null),
    withPair ? el("p", { class: "who" }, el("button", { type: "button", class: "link", onclick: () => select({ pair: REC.pair[r] }) }, phrase(r))) : null,
    el("blockquote", { lang: DATA.langs[articleLang[art]], dir: "auto" }, markedSentence(r)),
    el("p", { class: "badges" },
      el("span", { class: `badge status-${status}` }, familyIcon(relationFamily[REC.rel[r]], DASHES[status]), t(`status_${status}`)),
      REC.mode[r] >= 0 ? el("span", { class: "badge" }, modeText(REC.mode[r])) : null,
      REC.role[r] >= 0 ? el("span", { class: "badge" }, el("bdi", {}, shorten(stringAt(REC.role[r]), 60))) : null,
      REC.pred[r] >= 0 && REC.rel[r] === OTHER ? el("span", { class: "badge" }, el("bdi", {}, shorten(stringAt(REC.pred[r]), 60))) : null,
      claimText(r) ? el("span", { class: "badge claim" }, familyIcon(relationFamily[REC.rel[r]], null, true), t("according_to", { who: claimText(r) })) : null,
      el("span", { class: "badge plain", title: t("confidence") }, `${REC.conf[r]} %`)),
    el("p", { class: "tail" },
      articleUrl[art] ? safeLink(articleUrl[art], `${t("open_article")} ↗`, "ext") : el("span", { class: "soft" }, title ? shorten(title, 80) : shorten(articleId[art], 60)),
      el("button", { type: "button", class: "link copy", onclick: () => copyText(citation(r)) }, t("copy_citation")),
      el("button", { type: "button", class: "link correct", "aria-expanded": "false", onclick: (event) => toggleCorrection(r, event.currentTarget) }, t(CORRECTIONS.has(REC.id[r]) ? "corrected" : "correct")),
      el("details", { class: "how" }, el("summary", {}, t("how")), el("dl", {},
        el("dt", {}, t("article")), el("dd", {}, el("bdi", {}, articleId[art]), title ? [" – ", el("bdi", {}, title)] : null),
        el("dt", {}, t("rule")), el("dd", {}, el("code", {}, stringAt(REC.rule[r]))),
        el("dt", {}, t("statement")), el("dd", {}, el("code", {}, REC.id[r])),
        REC.ante[r] ? [el("dt", {}, t("antecedent")), el("dd", {}, anteText(r))] : null))));
}

const claimText = (r) => (REC.by[r] >= 0 ? nameOf(REC.by[r]) : stringAt(REC.byText[r]));
const modeText = (mode) => (TEXTS[`mode_${stringAt(mode)}`] ? t(`mode_${stringAt(mode)}`) : stringAt(mode));
function whenText(r) {
  const [first, last] = [REC.first[r], REC.last[r]];
  const words = stringAt(REC.whenText[r]);
  const days = first === NONE ? "" : last === NONE || last === first ? showDay(first) : `${showDay(first)}–${showDay(last)}`;
  if (!words) return days;
  return days ? `${shorten(words, 40)} (${days})` : shorten(words, 40);
}
function anteText(r) {
  const [source, target] = REC.ante[r];
  return [source >= 0 ? `${nameOf(sourceOf(r))} ← „${stringAt(source)}“` : null, target >= 0 ? `${nameOf(targetOf(r))} ← „${stringAt(target)}“` : null].filter(Boolean).join("; ");
}
function phrase(r) {
  return [el("bdi", {}, shorten(nameOf(sourceOf(r)), 40)), ` ${relationLabel(REC.rel[r])} `, el("bdi", {}, shorten(nameOf(targetOf(r)), 40))];
}

/** The sentence with its actors and its trigger marked; marks may not overlap, actors come first. */
function markedSentence(r) {
  const text = sentenceOf(r);
  const at = REC.span.slice(6 * r, 6 * r + 6);
  const family = FAMILIES[relationFamily[REC.rel[r]]];
  const marks = [];
  const add = (from, to, cls, title) => {
    if (to <= from) return;
    // A trigger that surrounds a name is marked in pieces.
    let pieces = [[from, to]];
    for (const mark of marks) pieces = pieces.flatMap(([p, q]) => (q <= mark.from || p >= mark.to ? [[p, q]] : [[p, mark.from], [mark.to, q]].filter(([u, v]) => v > u)));
    for (const [p, q] of pieces) if (text.slice(p, q).trim()) marks.push({ from: p, to: q, cls, title });
  };
  add(at[0], at[1], "source", nameOf(sourceOf(r)));
  add(at[2], at[3], "target", nameOf(targetOf(r)));
  add(at[4], at[5], `trigger ${family}`, relationLabel(REC.rel[r]));
  marks.sort((p, q) => p.from - q.from);
  const parts = [];
  let from = 0;
  for (const mark of marks) {
    parts.push(text.slice(from, mark.from), el("mark", { class: mark.cls, title: mark.title }, text.slice(mark.from, mark.to)));
    from = mark.to;
  }
  parts.push(text.slice(from));
  // What a pronoun stands for, where the sentence does not say it itself.
  return parts;
}

function citation(r) {
  const art = REC.art[r];
  const published = articleDay[art];
  const quotes = DATA.langs[articleLang[art]] === "de" ? ["„", "“"] : ["“", "”"];
  return [
    `${quotes[0]}${sentenceOf(r)}${quotes[1]}`,
    [articleOutlet[art], articleTitle[art], published === null ? t("undated_item") : showDay(published)].filter(Boolean).join(", "),
    articleUrl[art] || articleId[art],
    `(${t("cited_via")}, ${REC.id[r]})`,
  ].filter(Boolean).join(" — ");
}
