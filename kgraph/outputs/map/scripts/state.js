// What the reader has chosen. It lives in the hash, so that links restore it and Back undoes it.

const DEFAULTS = {
  rel: null, // Set of relation indices, or null: all but OTHER
  atype: null, // Set of actor type indices, or null: all
  outlet: null,
  lang: null,
  status: null,
  claim: null, // Set of 0 (the report itself) and 1 (somebody in it), or null: both
  conf: 0, // least confidence in percent
  minsrc: 1, // least number of sources of a pair
  from: null, // first day, or null
  to: null,
  view: "map",
  actor: null, // selected actor
  pair: null, // selected pair
  ego: null, // actor in the middle of the ego view
  depth: 1,
  path: null, // [actor, actor]
  limit: null, // number of actors shown, null: as the map opens, 0: all
  lines: null, // null: the best documented ones, "all": every line
  sort: "date",
  desc: true,
};
const S = { ...DEFAULTS };
const FILTER_KEYS = ["rel", "atype", "outlet", "lang", "status", "claim", "conf", "minsrc", "from", "to"];
const SCENE_KEYS = ["ego", "depth", "limit", "path", "lines"];

const setCodecs = {
  rel: [(i) => RELATIONS[i].name, (text) => RELATIONS.findIndex((relation) => relation.name === text)],
  atype: [(i) => TYPES[i], (text) => TYPES.indexOf(text)],
  outlet: [(i) => OUTLETS[i] || "-", (text) => OUTLETS.indexOf(text === "-" ? "" : text)],
  lang: [(i) => DATA.langs[i], (text) => DATA.langs.indexOf(text)],
  status: [(i) => STATUSES[i], (text) => STATUSES.indexOf(text)],
  claim: [(i) => CLAIMS[i], (text) => CLAIMS.indexOf(text)],
};

function encodeState(state) {
  const parts = [];
  const put = (key, text) => parts.push(`${key}=${text}`);
  for (const key in setCodecs) {
    if (state[key]) put(key, [...state[key]].sort((a, b) => a - b).map((i) => encodeURIComponent(setCodecs[key][0](i))).join(","));
  }
  if (state.conf) put("conf", state.conf);
  if (state.minsrc > 1) put("min", state.minsrc);
  if (state.from !== null) put("from", isoDay(state.from));
  if (state.to !== null) put("to", isoDay(state.to));
  if (state.view !== defaultView()) put("view", state.view);
  if (state.actor !== null) put("actor", encodeURIComponent(ACTORS.id[state.actor]));
  if (state.pair !== null) put("pair", [PAIRS.low[state.pair], PAIRS.high[state.pair]].map((a) => encodeURIComponent(ACTORS.id[a])).join(","));
  if (state.ego !== null) put("ego", `${encodeURIComponent(ACTORS.id[state.ego])},${state.depth}`);
  if (state.path) put("path", state.path.map((a) => encodeURIComponent(ACTORS.id[a])).join(","));
  if (state.limit !== null) put("show", state.limit || "all");
  if (state.lines) put("lines", "all");
  if (state.sort !== DEFAULTS.sort || state.desc !== DEFAULTS.desc) put("sort", (state.desc ? "-" : "") + state.sort);
  if (LANG !== META.lang) put("ui", LANG);
  return parts.join("&");
}

function decodeState(hash) {
  const state = { ...DEFAULTS, view: defaultView() };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut < 1) continue;
    const key = part.slice(0, cut);
    let list;
    try {
      list = part.slice(cut + 1).split(",").map(decodeURIComponent);
    } catch {
      continue; // a broken link restores what can be read
    }
    const actors = list.map((id) => actorAt.get(id)).filter((a) => a !== undefined);
    if (Object.hasOwn(setCodecs, key)) state[key] = new Set(list.map(setCodecs[key][1]).filter((i) => i >= 0));
    else if (key === "conf") state.conf = clampNumber(list[0], 0, 100, 0);
    else if (key === "min") state.minsrc = clampNumber(list[0], 1, 1000, 1);
    else if (key === "from") state.from = parseDay(list[0]);
    else if (key === "to") state.to = parseDay(list[0]);
    else if (key === "view" && (list[0] === "map" || list[0] === "table")) state.view = list[0];
    else if (key === "actor" && actors.length) state.actor = actors[0];
    else if (key === "pair" && actors.length === 2) state.pair = [pairAt(...actors)].find((p) => p >= 0) ?? null;
    else if (key === "ego" && actors.length) [state.ego, state.depth] = [actors[0], clampNumber(list[1], 1, 3, 1)];
    else if (key === "path" && actors.length === 2 && actors[0] !== actors[1]) state.path = actors;
    else if (key === "show") state.limit = list[0] === "all" ? 0 : clampNumber(list[0], 1, ACTORS.n, null);
    else if (key === "lines" && list[0] === "all") state.lines = "all";
    else if (key === "sort") [state.sort, state.desc] = [list[0].replace(/^-/, ""), list[0].startsWith("-")];
    else if (key === "ui" && DATA.langs.includes(list[0])) LANG = list[0];
  }
  return state;
}

function clampNumber(text, low, high, otherwise) {
  const n = Number.parseInt(text, 10);
  return Number.isNaN(n) ? otherwise : Math.min(high, Math.max(low, n));
}

/** On a phone the list comes first. */
const defaultView = () => (media("(max-width: 639.98px)") ? "table" : "map");

/** Change the choice, write the hash (a new history entry unless `replace`), and show it. */
function choose(patch, replace) {
  const before = { ...S };
  Object.assign(S, patch);
  const hash = encodeState(S);
  const now = location.hash.replace(/^#/, "");
  if (hash !== now) {
    try {
      history[replace ? "replaceState" : "pushState"](null, "", `#${hash}`);
    } catch {
      location.hash = hash; // a frame without an address of its own
    }
  }
  show(before);
}

window.addEventListener("popstate", restore);
window.addEventListener("hashchange", restore);

function restore() {
  if (location.hash.replace(/^#/, "") === encodeState(S)) return;
  const before = { ...S };
  const lang = LANG;
  LANG = META.lang;
  Object.assign(S, decodeState(location.hash));
  if (LANG !== lang) relabel();
  show(before);
}
