// The graph as columns: actors by rank, pairs of actors, relation types, articles, records.
// Nodes and pairs come from pyvis, everything else from the payload; see payload.py for the meaning.

const LAYOUT = readJson("kg-layout");
const NODES = readJson("kg-nodes");
const EDGES = readJson("kg-edges");
const DATA = readJson("kg-data");

// A column is a list, or what nearly all its rows are and the rows that differ (see payload.py).
function unpack(column) {
  if (Array.isArray(column)) return column;
  const values = new Array(column.n).fill(column.usual);
  let at = 0;
  column.gaps.forEach((gap, i) => {
    at += gap;
    values[at] = column.values[i];
  });
  return values;
}
for (const key in DATA.records) DATA.records[key] = unpack(DATA.records[key]);

const NONE = -2147483648;
const intColumn = (values) => Int32Array.from(values, (value) => (value === null ? NONE : value));

const ACTORS = {
  n: NODES.length,
  id: LAYOUT.ids,
  de: NODES.map((node) => node.label),
  en: DATA.actors.en,
  type: DATA.actors.type,
  x: Float64Array.from(NODES, (node) => node.x),
  y: Float64Array.from(NODES, (node) => node.y),
  group: Int32Array.from(NODES, (node) => node.group),
  aliases: DATA.actors.aliases,
  wikidata: DATA.actors.wikidata,
  country: DATA.actors.country,
  offices: DATA.actors.offices,
};
const actorAt = new Map(ACTORS.id.map((id, i) => [id, i]));
const nameOf = (a) => (LANG === "en" && ACTORS.en[a] ? ACTORS.en[a] : ACTORS.de[a]);

const PAIRS = {
  n: EDGES.length,
  low: Int32Array.from(EDGES, (edge) => edge.from),
  high: Int32Array.from(EDGES, (edge) => edge.to),
};
const otherEnd = (pair, a) => (PAIRS.low[pair] === a ? PAIRS.high[pair] : PAIRS.low[pair]);

const RELATIONS = DATA.relations;
const FAMILIES = ["meeting", "cooperation", "conflict", "office", "other"];
const relationFamily = RELATIONS.map((relation) => FAMILIES.indexOf(relation.family));
const OTHER = RELATIONS.findIndex((relation) => relation.name === "OTHER");
const TYPES = DATA.types;
const STATUSES = DATA.statuses;
const PLANNED = STATUSES.indexOf("planned");
const NEGATED = STATUSES.indexOf("negated");
const STRINGS = DATA.strings;
const stringAt = (i) => (i < 0 ? "" : STRINGS[i]);

const [articleId, articleOrigin, articleTitle, articleUrl, articleOutlet, articleDay, articleLang] = DATA.articles;
const ORIGINS = new Map();
const articleGroup = Int32Array.from(articleOrigin, (origin) => {
  if (!ORIGINS.has(origin)) ORIGINS.set(origin, ORIGINS.size);
  return ORIGINS.get(origin);
});
const OUTLETS = [...new Set(articleOutlet)].sort((a, b) => (a === "" ? 1 : b === "" ? -1 : a.localeCompare(b, "de")));
const outletAt = new Map(OUTLETS.map((outlet, i) => [outlet, i]));

const REC = {
  n: DATA.records.id.length,
  id: DATA.records.id,
  pair: intColumn(DATA.records.pair),
  rev: Uint8Array.from(DATA.records.rev),
  rel: intColumn(DATA.records.rel),
  st: Uint8Array.from(DATA.records.st),
  art: intColumn(DATA.records.art),
  sen: intColumn(DATA.records.sen),
  span: DATA.records.span,
  conf: Uint8Array.from(DATA.records.conf),
  mode: DATA.records.mode,
  pred: DATA.records.pred,
  role: DATA.records.role,
  whenText: DATA.records.wt,
  first: intColumn(DATA.records.w0),
  last: intColumn(DATA.records.w1),
  gran: DATA.records.wg,
  place: DATA.records.place,
  by: DATA.records.by,
  byText: DATA.records.byt,
  rule: DATA.records.rule,
  ante: DATA.records.ante,
};
// The best known day: its own time expression, else the publication (as Record.day in Python).
REC.day = Int32Array.from(REC.first, (day, i) => {
  if (day !== NONE) return day;
  const published = articleDay[REC.art[i]];
  return published === null || published === undefined ? NONE : published;
});
REC.outlet = Int32Array.from(REC.art, (art) => outletAt.get(articleOutlet[art]));
REC.group = Int32Array.from(REC.art, (art) => articleGroup[art]);
// Whether somebody in the article says it, and not the article itself.
REC.claim = Uint8Array.from({ length: REC.n }, (_, r) => (REC.by[r] >= 0 || REC.byText[r] >= 0 ? 1 : 0));
const CLAIMS = ["own", "claimed"];
const sourceOf = (r) => (REC.rev[r] ? PAIRS.high[REC.pair[r]] : PAIRS.low[REC.pair[r]]);
const targetOf = (r) => (REC.rev[r] ? PAIRS.low[REC.pair[r]] : PAIRS.high[REC.pair[r]]);
const sentenceOf = (r) => DATA.sentences[REC.sen[r]];

/** Rows of `n` lists packed one after the other: list i is items[start[i]..start[i+1]]. */
function packed(n, count, listsOf) {
  const start = new Int32Array(n + 1);
  for (let i = 0; i < count; i++) for (const list of listsOf(i)) start[list + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const items = new Int32Array(start[n]);
  const next = start.slice();
  for (let i = 0; i < count; i++) for (const list of listsOf(i)) items[next[list]++] = i;
  return { start, items, of: (list) => items.subarray(start[list], start[list + 1]) };
}
const recordsOfPair = packed(PAIRS.n, REC.n, (r) => [REC.pair[r]]);
const pairsOfActor = packed(ACTORS.n, PAIRS.n, (p) => [PAIRS.low[p], PAIRS.high[p]]);
const pairAt = (a, b) => {
  for (const pair of pairsOfActor.of(a)) if (otherEnd(pair, a) === b) return pair;
  return -1;
};

// Span of all dated records; the histogram and the handles run over it.
const DAYS = { first: NONE, last: NONE, undated: 0 };
for (let r = 0; r < REC.n; r++) {
  const day = REC.day[r];
  if (day === NONE) DAYS.undated++;
  else {
    if (DAYS.first === NONE || day < DAYS.first) DAYS.first = day;
    if (DAYS.last === NONE || day > DAYS.last) DAYS.last = day;
  }
}
const relationLabel = (rel) => RELATIONS[rel][LANG];
const officeText = (office) => {
  const [title, body, bodyText] = office;
  const where = body >= 0 ? nameOf(body) : stringAt(bodyText);
  return where ? `${stringAt(title)} (${where})` : stringAt(title);
};
