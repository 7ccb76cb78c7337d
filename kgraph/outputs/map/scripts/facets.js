// Filters with live counts. The legend is the filter: each row carries the mark it stands for on the map.

const OUTLETS_FIRST = 8;
const FACETS = { rows: new Map(), moreOutlets: false };

function buildFacets() {
  FACETS.rows.clear();
  const open = new Set([...document.querySelectorAll("#facets details")].filter((node) => !node.open).map((node) => node.dataset.facet));
  const section = (name, ...content) => el("details", { class: "facet", "data-facet": name, open: !open.has(name) && (window.innerHeight > 500 || name === "rel") },
    el("summary", {}, el("h3", {}, t(`facet_${name}`))), content);
  const row = (facet, value, label, icon, extra) => {
    const box = el("input", { type: "checkbox", onchange: () => toggleValue(facet, value, box.checked) });
    const count = el("span", { class: "count" });
    const node = el("div", { class: `row ${extra || ""}` },
      el("label", {}, box, icon, el("span", { class: "label" }, el("bdi", {}, label)), count),
      el("button", { type: "button", class: "only", "aria-label": t("only_this", { what: label }), onclick: () => choose({ [facet]: new Set([].concat(value)) }) }, t("only")));
    FACETS.rows.set(`${facet}:${[].concat(value).join("+")}`, { facet, values: [].concat(value), box, count, node });
    return node;
  };
  const families = FAMILIES.map((family, f) => {
    const members = RELATIONS.map((_, i) => i).filter((i) => relationFamily[i] === f);
    if (!members.length) return null;
    const subs = el("div", { class: "subs", id: `subs-${family}`, hidden: true }, members.map((i) => row("rel", i, relationLabel(i), null, "sub")));
    const toggle = el("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-controls": subs.id, "aria-label": t("show_types", { what: t(`family_${family}`) }),
      onclick: () => {
        subs.hidden = !subs.hidden;
        toggle.setAttribute("aria-expanded", String(!subs.hidden));
      } }, svgEl("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svgEl("path", { d: "M4 2l4 4-4 4", fill: "none", stroke: "currentColor", "stroke-width": "1.8" })));
    const head = row("rel", members, t(`family_${family}`), familyIcon(f), "family");
    head.prepend(toggle);
    return [head, subs];
  });
  const statuses = STATUSES.map((status, i) => row("status", i, t(`status_${status}`), familyIcon(0, DASHES[status]), "plain"));
  const claims = CLAIMS.map((claim, i) => row("claim", i, t(`claim_${claim}`), familyIcon(0, null, i === 1), "plain"));
  const types = TYPES.map((type, i) => [i, type]).filter(([i]) => ACTORS.type.includes(i)).map(([i, type]) => row("atype", i, t(`type_${type}`), typeIcon(i)));
  const total = new Int32Array(OUTLETS.length);
  for (let r = 0; r < REC.n; r++) total[REC.outlet[r]]++;
  const outlets = OUTLETS.map((_, i) => i).sort((a, b) => total[b] - total[a] || a - b);
  const outletRows = outlets.map((i, rank) => {
    const node = row("outlet", i, OUTLETS[i] || t("outlet_unknown"), null);
    if (rank >= OUTLETS_FIRST && !FACETS.moreOutlets) node.hidden = true;
    return node;
  });
  const more = outlets.length > OUTLETS_FIRST && !FACETS.moreOutlets
    ? el("button", { type: "button", class: "link", onclick: () => {
        FACETS.moreOutlets = true;
        buildFacets();
        showFacets();
      } }, tn("more_outlets", outlets.length - OUTLETS_FIRST)) : null;
  FACETS.conf = el("input", { type: "range", id: "conf", min: 0, max: 100, step: 5, onchange: () => choose({ conf: Number(FACETS.conf.value) }), oninput: () => (FACETS.confOut.textContent = confText(FACETS.conf.value)) });
  FACETS.confOut = el("output", { for: "conf" });
  FACETS.min = el("input", { type: "range", id: "minsrc", min: 1, max: 10, step: 1, onchange: () => choose({ minsrc: Number(FACETS.min.value) }), oninput: () => (FACETS.minOut.textContent = t("at_least", { n: FACETS.min.value })) });
  FACETS.minOut = el("output", { for: "minsrc" });
  fill($("facets"),
    REC.n ? section("rel", families) : null,
    REC.n ? section("status", statuses) : null,
    new Set(REC.claim).size > 1 ? section("claim", claims) : null,
    types.length ? section("atype", types) : null,
    REC.n ? section("trust",
      el("div", { class: "slider" }, el("label", { for: "minsrc" }, t("least_sources")), FACETS.minOut, FACETS.min),
      el("div", { class: "slider" }, el("label", { for: "conf" }, t("least_confidence")), FACETS.confOut, FACETS.conf)) : null,
    OUTLETS.length > 1 ? section("outlet", outletRows, more) : null,
    new Set(articleLang).size > 1 ? section("lang", DATA.langs.map((lang, i) => row("lang", i, t(`lang_${lang}`), null))) : null);
}

const confText = (value) => (Number(value) ? t("at_least", { n: `${value} %` }) : t("any"));

function allValues(facet) {
  const n = { rel: RELATIONS.length, atype: TYPES.length, outlet: OUTLETS.length, lang: DATA.langs.length, status: STATUSES.length, claim: CLAIMS.length }[facet];
  return Array.from({ length: n }, (_, i) => i);
}
const isShown = (facet, value) => (facet === "rel" ? relationShown(value) : !S[facet] || S[facet].has(value));

function toggleValue(facet, value, on) {
  const wanted = new Set(allValues(facet).filter((i) => isShown(facet, i)));
  for (const i of [].concat(value)) {
    if (on) wanted.add(i);
    else wanted.delete(i);
  }
  const normal = allValues(facet).filter((i) => facet !== "rel" || i !== OTHER);
  const untouched = wanted.size === normal.length && normal.every((i) => wanted.has(i));
  choose({ [facet]: untouched ? null : wanted });
}

function showFacets() {
  for (const { facet, values, box, count, node } of FACETS.rows.values()) {
    const n = values.reduce((sum, i) => sum + F.counts[facet][i], 0);
    const on = values.filter((i) => isShown(facet, i)).length;
    box.checked = on > 0;
    box.indeterminate = on > 0 && on < values.length && !(facet === "rel" && on === values.length - 1 && values.includes(OTHER));
    count.textContent = num(n);
    node.classList.toggle("empty", n === 0);
  }
  if (FACETS.conf) {
    FACETS.conf.value = S.conf;
    FACETS.confOut.textContent = confText(S.conf);
    FACETS.min.value = S.minsrc;
    FACETS.minOut.textContent = S.minsrc > 1 ? t("at_least", { n: S.minsrc }) : t("any");
  }
  showChips();
}

/** Every filter that is set: [key, words, patch that takes it away]. */
function activeFilters() {
  const list = [];
  const named = (facet, label) => {
    if (!S[facet]) return;
    const all = allValues(facet);
    const out = all.filter((i) => !isShown(facet, i) && (facet !== "rel" || i !== OTHER) && F.counts[facet][i] > 0);
    const on = all.filter((i) => isShown(facet, i));
    const extra = facet === "rel" && OTHER >= 0 && S.rel.has(OTHER);
    let words;
    if (extra && !out.length) words = t("chip_with", { what: label(OTHER) });
    else if (on.length <= 3 || on.length <= out.length) words = on.slice(0, 3).map(label).join(", ") + (on.length > 3 ? ` +${on.length - 3}` : "") || t("chip_none");
    else words = t("chip_without", { what: out.slice(0, 3).map(label).join(", ") + (out.length > 3 ? ` +${out.length - 3}` : "") });
    list.push([facet, `${t(`facet_${facet}`)}: ${words}`, { [facet]: null }]);
  };
  named("rel", relationLabel);
  named("status", (i) => t(`status_${STATUSES[i]}`));
  named("claim", (i) => t(`claim_${CLAIMS[i]}`));
  named("atype", (i) => t(`type_${TYPES[i]}`));
  named("outlet", (i) => OUTLETS[i] || t("outlet_unknown"));
  named("lang", (i) => t(`lang_${DATA.langs[i]}`));
  if (S.conf) list.push(["conf", `${t("least_confidence")} ≥ ${S.conf} %`, { conf: 0 }]);
  if (S.minsrc > 1) list.push(["minsrc", `${t("least_sources")} ≥ ${S.minsrc}`, { minsrc: 1 }]);
  if (S.from !== null || S.to !== null) list.push(["time", periodText(S.from, S.to), { from: null, to: null }]);
  return list;
}

function periodText(from, to) {
  if (from !== null && to !== null) return from === to ? showDay(from) : `${showDay(from)} – ${showDay(to)}`;
  if (from !== null) return t("since", { day: showDay(from) });
  if (to !== null) return t("until", { day: showDay(to) });
  return "";
}

const RESET = Object.fromEntries(FILTER_KEYS.map((key) => [key, DEFAULTS[key]]));

function showChips() {
  const active = activeFilters();
  fill($("chips"),
    active.map(([key, words, patch]) => el("button", { type: "button", class: "chip", "data-filter": key, "aria-label": t("remove_filter", { what: words }), onclick: () => choose(patch) }, el("bdi", {}, shorten(words, 60)), el("span", { "aria-hidden": "true" }, "×"))),
    active.length ? el("button", { type: "button", class: "link", id: "reset", onclick: () => choose({ ...RESET }) }, t("reset")) : null);
  const badge = $("filter-badge");
  badge.hidden = !active.length;
  badge.textContent = String(active.length);
}

/** Nothing passes: name the filter whose removal alone would show most. */
function showNothing() {
  const box = $("nothing");
  const empty = REC.n === 0 ? ACTORS.n === 0 : F.pairs.length === 0;
  box.hidden = !empty;
  if (!empty) return;
  if (REC.n === 0) {
    fill(box, el("p", { class: "big" }, t("no_data")), el("p", {}, t("no_data_hint")));
    return;
  }
  const labels = new Map(activeFilters().map(([key, words, patch]) => [key, [words, patch]]));
  const gains = Object.entries(F.lonely).filter(([key, n]) => n > 0 && labels.has(key));
  if (F.tooFew && labels.has("minsrc")) gains.push(["minsrc", F.total]);
  gains.sort((p, q) => q[1] - p[1]);
  const best = gains[0];
  fill(box, el("p", { class: "big" }, t("nothing")),
    best ? [
      el("p", {}, tn("nothing_without", best[1], { filter: labels.get(best[0])[0] })),
      el("button", { type: "button", class: "primary", id: "loosen", onclick: () => choose(labels.get(best[0])[1]) }, t("loosen")),
    ] : el("p", {}, t("nothing_several")),
    el("button", { type: "button", onclick: () => choose({ ...RESET }) }, t("reset")));
  announce(`${t("nothing")} ${best ? tn("nothing_without", best[1], { filter: labels.get(best[0])[0] }) : t("nothing_several")}`);
}
