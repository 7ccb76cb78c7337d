// The shortest way between two actors over the shown relations, told as sentences.

const PATH = { found: null, tried: null };

/** Dijkstra with a heap: fewest steps first, then the best documented. Denied relations are no way. */
function findPath(from, to) {
  const strict = searchPath(from, to, (r) => STATUSES[REC.st[r]] === "actual");
  return strict || searchPath(from, to, (r) => REC.st[r] !== NEGATED);
}

function searchPath(from, to, counts) {
  const cost = new Float64Array(ACTORS.n).fill(Infinity);
  const via = new Int32Array(ACTORS.n).fill(-1);
  const heap = [[0, from]];
  cost[from] = 0;
  const push = (entry) => {
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (heap[up][0] <= heap[i][0]) break;
      [heap[up], heap[i]] = [heap[i], heap[up]];
      i = up;
    }
  };
  const pop = () => {
    const top = heap[0];
    const last = heap.pop();
    if (heap.length) {
      heap[0] = last;
      let i = 0;
      for (;;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && heap[child][0] < heap[least][0]) least = child;
        if (least === i) break;
        [heap[least], heap[i]] = [heap[i], heap[least]];
        i = least;
      }
    }
    return top;
  };
  while (heap.length) {
    const [at, a] = pop();
    if (a === to) break;
    if (at > cost[a]) continue;
    for (const pair of pairsOfActor.of(a)) {
      if (!F.sources[pair]) continue;
      const b = otherEnd(pair, a);
      const next = at + 1 + 0.1 / (1 + F.sources[pair]);
      if (next >= cost[b] - 1e-12) continue;
      let usable = false;
      for (const r of recordsOfPair.of(pair)) if (F.pass[r] && counts(r)) { usable = true; break; }
      if (!usable) continue;
      cost[b] = next;
      via[b] = pair;
      push([next, b]);
    }
  }
  if (via[to] < 0) return null;
  const pairs = [];
  const actors = [to];
  for (let a = to; a !== from; ) {
    pairs.unshift(via[a]);
    a = otherEnd(via[a], a);
    actors.unshift(a);
  }
  return { pairs, actors, counts };
}

function computePath() {
  PATH.found = S.path ? findPath(S.path[0], S.path[1]) : null;
}

/** One step as a sentence: the best documented relation between two neighbours of the path. */
function stepOf(pair, counts) {
  const groups = new Map();
  for (const r of shownRecords(pair)) {
    if (!counts(r)) continue;
    const key = `${REC.rel[r]},${RELATIONS[REC.rel[r]].symmetric ? 0 : REC.rev[r]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(r);
  }
  return [...groups.values()].sort((p, q) => countSources(q) - countSources(p) || p[0] - q[0])[0];
}

/** The path as the card of the right column. */
function storyCard() {
  const [from, to] = S.path;
  const close = el("button", { type: "button", id: "path-close", onclick: () => choose({ path: null }) }, t("path_leave"));
  const head = (words) => el("div", { class: "card-head" },
    el("p", { class: "kicker" }, t("path_kicker")),
    el("h2", {}, t("path_title", { a: shorten(nameOf(from), 50), b: shorten(nameOf(to), 50) })), el("p", { class: "soft" }, words),
    el("div", { class: "actions" }, close, PATH.found ? el("button", { type: "button", onclick: () => copyText(storyText()) }, t("copy_story")) : null));
  if (!PATH.found) return el("div", { id: "story" }, head(t("path_none")));
  const { pairs, actors, counts } = PATH.found;
  const lines = pairs.map((pair, i) => {
    const { records, a, b } = tellStep(pair, counts, actors[i], actors[i + 1]);
    const r = records[0];
    return el("li", {},
      el("button", { type: "button", class: "link", onclick: () => select({ pair }) },
        el("strong", {}, el("bdi", {}, shorten(nameOf(a), 60))), ` ${relationLabel(REC.rel[r])} `, el("strong", {}, el("bdi", {}, shorten(nameOf(b), 60)))),
      el("span", { class: "soft" }, ` (${stepNote(records)})`),
      el("blockquote", { lang: DATA.langs[articleLang[REC.art[r]]], dir: "auto" }, markedSentence(r)));
  });
  return el("div", { id: "story" }, head(tn("path_steps", pairs.length)), el("ol", {}, lines));
}

/** Records of a step, newest first, and its actors: a symmetric relation is told in walking order. */
function tellStep(pair, counts, from, to) {
  const records = stepOf(pair, counts);
  const r = records[0];
  return RELATIONS[REC.rel[r]].symmetric ? { records, a: from, b: to } : { records, a: sourceOf(r), b: targetOf(r) };
}

function stepNote(records) {
  const r = records[0];
  const claim = claimText(r);
  return [
    tn("sources", countSources(records)),
    REC.day[r] === NONE ? "" : t("last_on", { day: showDay(REC.day[r]) }),
    STATUSES[REC.st[r]] === "actual" ? "" : t(`status_${STATUSES[REC.st[r]]}`),
    claim ? t("according_to", { who: shorten(claim, 40) }) : "",
  ].filter(Boolean).join(", ");
}

function storyText() {
  const { pairs, actors, counts } = PATH.found;
  return pairs.map((pair, i) => {
    const { records, a, b } = tellStep(pair, counts, actors[i], actors[i + 1]);
    return `${i + 1}. ${nameOf(a)} ${relationLabel(REC.rel[records[0]])} ${nameOf(b)} (${stepNote(records)}): ${citation(records[0])}`;
  }).join("\n");
}

function announcePath() {
  if (!S.path) return;
  const [from, to] = S.path;
  announce(PATH.found ? `${t("path_title", { a: nameOf(from), b: nameOf(to) })}: ${tn("path_steps", PATH.found.pairs.length)}` : t("path_none"));
}

function openPathDialog(start) {
  const dialog = $("path-dialog");
  const ends = [start ?? S.actor, null];
  const field = (i) => {
    const input = el("input", { type: "search", id: `path-${i}`, role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": `path-hits-${i}`, "aria-autocomplete": "list", maxlength: 120, placeholder: t("search_placeholder") });
    const list = el("ul", { id: `path-hits-${i}`, role: "listbox", class: "hits", "aria-label": t("search_hits"), hidden: true });
    comboBox(input, list, (a) => {
      ends[i] = a;
      input.value = nameOf(a);
      go.disabled = ends[0] === null || ends[1] === null || ends[0] === ends[1];
      (go.disabled ? $(`path-${1 - i}`) : go).focus();
    });
    input.addEventListener("input", () => {
      ends[i] = null;
      go.disabled = true;
    });
    if (ends[i] !== null && ends[i] !== undefined) input.value = nameOf(ends[i]);
    return el("div", { class: "field" }, el("label", { for: input.id }, t(i ? "path_to" : "path_from")), input, list);
  };
  const go = el("button", { type: "button", class: "primary", id: "path-go", disabled: true, onclick: () => {
    dialog.close();
    closeDrawers();
    choose({ path: [ends[0], ends[1]], actor: null, pair: null, ego: null, view: "map" });
    if (media("(max-width: 999.98px)")) openDrawer("right");
  } }, t("path_go"));
  fill(dialog, dialogHead("path-title", t("path_dialog")), el("p", { class: "soft" }, t("path_hint")), field(0), field(1), el("div", { class: "actions" }, go));
  dialog.showModal();
  (ends[0] === null || ends[0] === undefined ? $("path-0") : $("path-1")).focus();
}
