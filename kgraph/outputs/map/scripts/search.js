// One search over names, other names and offices; accents, ß and umlauts may be typed any way.

const SEARCH = { rows: [] };
const HITS_MOST = 12;

function buildSearch() {
  if (SEARCH.rows.length) return;
  const both = (text) => {
    const plain = fold(text, false);
    const long = fold(text, true);
    return plain === long ? [plain] : [plain, long];
  };
  SEARCH.rows = Array.from({ length: ACTORS.n }, (_, a) => {
    const names = [ACTORS.de[a], ACTORS.en[a] || ""].concat(ACTORS.aliases[a] || []).filter(Boolean);
    const roles = (ACTORS.offices[a] || []).map((office) => `${stringAt(office[0])} ${office[1] >= 0 ? ACTORS.de[office[1]] : stringAt(office[2])}`);
    const keys = names.flatMap((text) => both(text).map((key) => ` ${key}`));
    return { names: keys, all: `${keys.join("\n")}\n${roles.flatMap(both).map((key) => ` ${key}`).join("\n")}`, words: names, roles };
  });
}

/** Actors that have every word of the query, best first: name starts with it, a word starts with it, inside. */
function findActors(query, most = HITS_MOST) {
  if (!SEARCH.rows.length) buildSearch();
  const folded = fold(query, false);
  const words = folded.split(" ").filter(Boolean);
  if (!words.length) return [];
  const whole = ` ${folded}`;
  const found = [];
  for (let a = 0; a < ACTORS.n; a++) {
    const row = SEARCH.rows[a];
    let rank = 0;
    for (const word of words) {
      const at = row.all.indexOf(word);
      if (at < 0) {
        rank = -1;
        break;
      }
      if (row.all.includes(` ${word}`)) rank++;
    }
    if (rank < 0) continue;
    let score = rank * 10;
    for (const name of row.names) {
      if (name === whole) score = Math.max(score, 1000);
      else if (name.startsWith(whole)) score = Math.max(score, 500);
      else if (name.includes(whole)) score = Math.max(score, 200);
    }
    found.push([score, a]);
  }
  found.sort((p, q) => q[0] - p[0] || p[1] - q[1]);
  return found.slice(0, most).map(([, a]) => a);
}

/** Wire an input and its list box; `pick(actor)` is called with the choice. */
function comboBox(input, list, pick) {
  const state = { hits: [], at: -1 };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    state.at = -1;
  };
  const mark = (at) => {
    state.at = at;
    [...list.querySelectorAll("[role=option]")].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === at));
      if (i === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (a) => {
    input.value = "";
    close();
    pick(a);
  };
  const look = () => {
    const query = input.value.trim();
    if (!query) return close();
    state.hits = findActors(query);
    fill(list, state.hits.map((a, i) => el("li", {
      id: `${list.id}-${i}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(), onclick: () => take(a),
    }, typeIcon(ACTORS.type[a]), el("span", { class: "hit" }, el("bdi", {}, shorten(nameOf(a), 70)), el("small", {}, hitNote(a, query))))));
    if (!state.hits.length) fill(list, el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("search_none", { query: shorten(query, 40) })));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(state.hits.length ? 0 : -1);
    announce(state.hits.length ? tn("hits", state.hits.length) : t("search_none", { query: shorten(query, 40) }));
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", () => input.value && look());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && state.hits.length && !list.hidden) mark((state.at + 1) % state.hits.length);
    else if (event.key === "ArrowUp" && state.hits.length && !list.hidden) mark((state.at - 1 + state.hits.length) % state.hits.length);
    else if (event.key === "Enter" && state.at >= 0 && !list.hidden) take(state.hits[state.at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Why this actor was found, when its shown name does not tell: the alias or the office that matched. */
function hitNote(a, query) {
  const words = fold(query, false).split(" ").filter(Boolean);
  const matches = (text) => words.some((word) => fold(text, false).includes(word) || fold(text, true).includes(word));
  const type = t(`type_${TYPES[ACTORS.type[a]]}`);
  if (matches(nameOf(a))) return F.strength[a] ? `${type} · ${tn("partners", partnersOf(a).length)}` : `${type} · ${t("filtered_out")}`;
  const row = SEARCH.rows[a];
  const why = row.words.find(matches) || row.roles.find(matches);
  return why ? `${type} · ${shorten(why, 60)}` : type;
}
