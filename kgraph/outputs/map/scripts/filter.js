// Which records pass, what each facet value would show, and how the passing records join into lines.

// One bit for each filter a record can fail; a record that fails just one counts for that facet only.
const FAIL = { rel: 1, atype: 2, outlet: 4, lang: 8, status: 16, conf: 32, time: 64, claim: 128 };

const F = {
  pass: new Uint8Array(REC.n),
  fail: new Uint8Array(REC.n),
  total: 0, // passing records
  counts: {}, // facet -> value -> records it shows beside all other filters
  lonely: {}, // facet -> records that only this filter keeps out
  sources: new Int32Array(PAIRS.n), // per pair: distinct origins among passing records
  events: new Int32Array(PAIRS.n), // per pair: distinct origins of what happened, without offices held and the like
  // How a line is drawn. It shows the firmest status among its records (happened before announced, possible and
  // denied); family, arrows and claim are of the records with that status, so that a denied attack beside a
  // meeting makes no line of conflict.
  status: new Int8Array(PAIRS.n),
  family: new Int8Array(PAIRS.n), // the dominant one
  arrows: new Uint8Array(PAIRS.n), // 1: low to high, 2: high to low, 3: both
  claim: new Uint8Array(PAIRS.n), // 1: only somebody in the articles says so, never an article itself
  strength: new Float64Array(ACTORS.n),
  pairs: [], // passing pairs
};

const relationShown = (rel) => (S.rel ? S.rel.has(rel) : rel !== OTHER);

function computeFilter() {
  const flags = (set, n) => Uint8Array.from({ length: n }, (_, i) => (!set || set.has(i) ? 1 : 0));
  const rel = Uint8Array.from(RELATIONS, (_, i) => (relationShown(i) ? 1 : 0));
  const atype = flags(S.atype, TYPES.length);
  const outlet = flags(S.outlet, OUTLETS.length);
  const lang = flags(S.lang, DATA.langs.length);
  const status = flags(S.status, STATUSES.length);
  const claim = flags(S.claim, CLAIMS.length);
  const timed = S.from !== null || S.to !== null;
  const from = S.from ?? -Infinity;
  const to = S.to ?? Infinity;
  const counts = {
    rel: new Int32Array(RELATIONS.length), atype: new Int32Array(TYPES.length), outlet: new Int32Array(OUTLETS.length),
    lang: new Int32Array(DATA.langs.length), status: new Int32Array(STATUSES.length), claim: new Int32Array(CLAIMS.length),
  };
  const lonely = { rel: 0, atype: 0, outlet: 0, lang: 0, status: 0, conf: 0, time: 0, claim: 0 };
  const bitNames = Object.fromEntries(Object.entries(FAIL).map(([name, bit]) => [bit, name]));
  F.total = 0;
  for (let r = 0; r < REC.n; r++) {
    const pair = REC.pair[r];
    const typeLow = ACTORS.type[PAIRS.low[pair]];
    const typeHigh = ACTORS.type[PAIRS.high[pair]];
    const langAt = articleLang[REC.art[r]];
    const day = REC.day[r];
    let fail = 0;
    if (!rel[REC.rel[r]]) fail |= 1;
    if (!atype[typeLow] || !atype[typeHigh]) fail |= 2;
    if (!outlet[REC.outlet[r]]) fail |= 4;
    if (!lang[langAt]) fail |= 8;
    if (!status[REC.st[r]]) fail |= 16;
    if (REC.conf[r] < S.conf) fail |= 32;
    if (timed && (day === NONE || day < from || day > to)) fail |= 64;
    if (!claim[REC.claim[r]]) fail |= 128;
    F.fail[r] = fail;
    F.pass[r] = fail === 0 ? 1 : 0;
    if (fail === 0) F.total++;
    else if ((fail & (fail - 1)) === 0) lonely[bitNames[fail]]++;
    if ((fail & ~1) === 0) counts.rel[REC.rel[r]]++;
    if ((fail & ~2) === 0) {
      counts.atype[typeLow]++;
      if (typeHigh !== typeLow) counts.atype[typeHigh]++;
    }
    if ((fail & ~4) === 0) counts.outlet[REC.outlet[r]]++;
    if ((fail & ~8) === 0) counts.lang[langAt]++;
    if ((fail & ~16) === 0) counts.status[REC.st[r]]++;
    if ((fail & ~128) === 0) counts.claim[REC.claim[r]]++;
  }
  F.counts = counts;
  F.lonely = lonely;
  joinPairs();
}

const seenOrigin = new Int32Array(ORIGINS.size).fill(-1);
const seenEvent = new Int32Array(ORIGINS.size).fill(-1);
const familySources = new Float64Array(FAMILIES.length);

function joinPairs() {
  F.pairs = [];
  F.strength.fill(0);
  seenOrigin.fill(-1);
  seenEvent.fill(-1);
  F.tooFew = 0;
  for (let pair = 0; pair < PAIRS.n; pair++) {
    let sources = 0;
    let events = 0;
    let status = STATUSES.length;
    for (const r of recordsOfPair.of(pair)) {
      if (!F.pass[r]) continue;
      const rel = REC.rel[r];
      status = Math.min(status, REC.st[r]); // STATUSES begins with the firmest
      const origin = REC.group[r];
      if (seenOrigin[origin] !== pair) {
        seenOrigin[origin] = pair;
        sources++;
      }
      if (!RELATIONS[rel].standing && seenEvent[origin] !== pair) {
        seenEvent[origin] = pair;
        events++;
      }
    }
    if (sources > 0 && sources < S.minsrc) {
      F.tooFew++;
      sources = 0;
    }
    F.sources[pair] = sources;
    F.events[pair] = sources ? events : 0;
    if (!sources) continue;
    drawnAs(pair, status);
    // As in payload.py: what happened counts for more than what holds.
    const strength = events + 0.25 * (sources - events);
    F.strength[PAIRS.low[pair]] += strength;
    F.strength[PAIRS.high[pair]] += strength;
    F.pairs.push(pair);
  }
}

function drawnAs(pair, status) {
  let arrows = 0;
  let claim = 1;
  familySources.fill(0);
  for (const r of recordsOfPair.of(pair)) {
    if (!F.pass[r] || REC.st[r] !== status) continue;
    familySources[relationFamily[REC.rel[r]]]++;
    if (!RELATIONS[REC.rel[r]].symmetric) arrows |= REC.rev[r] ? 2 : 1;
    claim &= REC.claim[r];
  }
  F.family[pair] = familySources.indexOf(Math.max(...familySources));
  F.arrows[pair] = arrows;
  F.status[pair] = status;
  F.claim[pair] = claim;
}

/** Passing records of a pair, newest first (undated last), as the data is sorted. */
function shownRecords(pair) {
  return F.sources[pair] ? Array.from(recordsOfPair.of(pair)).filter((r) => F.pass[r]) : [];
}

function countSources(records) {
  return new Set(records.map((r) => REC.group[r])).size;
}

const partnersOf = (a) =>
  Array.from(pairsOfActor.of(a)).filter((pair) => F.sources[pair]).sort((p, q) => F.sources[q] - F.sources[p] || p - q);

// ---- what stands on the map ----

const SCENE = {
  actors: [], // actor indices by importance
  inside: new Uint8Array(ACTORS.n),
  pairs: [], // lines drawn
  between: [], // all passing pairs between shown actors
  candidates: 0, // actors with a passing relation
  distance: null, // ego view: steps from the middle
  x: Float64Array.from(ACTORS.x),
  y: Float64Array.from(ACTORS.y),
};
const EGO_MOST = 150;
const PHONE_MOST = 40;
const NARROW_MOST = 90;

/** With how many actors the map opens: what fits the screen, but no more than the strongest of the file. */
function startLimit() {
  if (media("(max-width: 639.98px)")) return Math.min(META.core, PHONE_MOST);
  const width = $("stage").clientWidth;
  return width && width < 520 ? Math.min(META.core, NARROW_MOST) : META.core;
}

function computeScene() {
  let ranked = [];
  for (let a = 0; a < ACTORS.n; a++) if (F.strength[a] > 0) ranked.push(a);
  if (REC.n === 0) ranked = Array.from({ length: Math.min(ACTORS.n, 300) }, (_, a) => a);
  ranked.sort((a, b) => F.strength[b] - F.strength[a] || a - b);
  SCENE.candidates = ranked.length;
  SCENE.distance = null;
  SCENE.cut = false;
  if (S.ego !== null) ranked = egoActors(S.ego, S.depth);
  else {
    const limit = S.limit === null ? startLimit() : S.limit || ACTORS.n;
    if (ranked.length > limit) {
      ranked = linkedFirst(ranked, limit);
      SCENE.cut = true;
    }
  }
  SCENE.inside.fill(0);
  for (const a of ranked) SCENE.inside[a] = 1;
  const pin = (a) => {
    if (!SCENE.inside[a]) {
      SCENE.inside[a] = 1;
      ranked.push(a);
    }
  };
  // What is selected or part of the told path is on the map, however weak it is.
  if (S.ego === null) {
    if (S.actor !== null && !SCENE.inside[S.actor]) {
      pin(S.actor);
      for (const pair of partnersOf(S.actor).slice(0, 12)) pin(otherEnd(pair, S.actor));
    }
    if (S.pair !== null) [PAIRS.low[S.pair], PAIRS.high[S.pair]].forEach(pin);
    if (PATH.found) PATH.found.actors.forEach(pin);
  }
  SCENE.actors = ranked;
  SCENE.between = F.pairs.filter((pair) => SCENE.inside[PAIRS.low[pair]] && SCENE.inside[PAIRS.high[pair]]);
  SCENE.pairs = S.lines === "all" ? SCENE.between : backbone(SCENE.between, Math.max(280, Math.round(SCENE.actors.length * 1.7)));
  placeScene();
}

/** The strongest `limit` actors, but none who would stand alone while a weaker one is linked to those shown. */
function linkedFirst(ranked, limit) {
  const top = new Uint8Array(ACTORS.n);
  for (const a of ranked.slice(0, limit)) top[a] = 1;
  const touches = (a, set) => pairsOfActor.of(a).some((pair) => F.sources[pair] > 0 && set[otherEnd(pair, a)]);
  const linked = new Uint8Array(ACTORS.n);
  for (const a of ranked.slice(0, limit)) if (touches(a, top)) linked[a] = 1;
  const chosen = ranked.slice(0, limit).filter((a) => linked[a]);
  for (let i = limit; i < ranked.length && chosen.length < limit; i++) if (touches(ranked[i], linked)) chosen.push(ranked[i]);
  chosen.push(...ranked.slice(0, limit).filter((a) => !linked[a]).slice(0, limit - chosen.length));
  return chosen.sort((a, b) => F.strength[b] - F.strength[a] || a - b);
}

/**
 * At most `budget` lines, so that the map does not become a hairball: first every actor's best documented
 * one, then everyone's second, and so on. The rest shows when one of its ends is in focus.
 */
function backbone(pairs, budget) {
  if (pairs.length <= budget * 1.25) return pairs;
  const order = pairs.slice().sort((p, q) => F.sources[q] - F.sources[p] || p - q);
  const seen = new Int32Array(ACTORS.n);
  const ranked = order.map((pair, i) => [Math.min(seen[PAIRS.low[pair]]++, seen[PAIRS.high[pair]]++), i, pair]);
  ranked.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  return ranked.slice(0, budget).map(([, , pair]) => pair).sort((p, q) => p - q);
}

function egoActors(middle, depth) {
  const distance = new Map([[middle, 0]]);
  let ring = [middle];
  const actors = [middle];
  for (let step = 1; step <= depth; step++) {
    const reach = new Map();
    for (const a of ring) {
      for (const pair of pairsOfActor.of(a)) {
        const b = otherEnd(pair, a);
        if (F.sources[pair] && !distance.has(b)) reach.set(b, Math.max(reach.get(b) || 0, F.sources[pair]));
      }
    }
    ring = [...reach.keys()].sort((a, b) => reach.get(b) - reach.get(a) || F.strength[b] - F.strength[a] || a - b);
    const room = EGO_MOST - actors.length;
    if (ring.length > room) SCENE.cut = true;
    ring = ring.slice(0, Math.max(0, room));
    for (const a of ring) {
      distance.set(a, step);
      actors.push(a);
    }
  }
  SCENE.distance = distance;
  SCENE.candidates = actors.length;
  return actors;
}

/** Positions: those of the file, or rings around the middle of an ego view. */
function placeScene() {
  SCENE.x.set(ACTORS.x);
  SCENE.y.set(ACTORS.y);
  if (!SCENE.distance) return;
  const middle = S.ego;
  SCENE.x[middle] = 0;
  SCENE.y[middle] = 0;
  let radius = 0;
  for (let step = 1; step <= S.depth; step++) {
    const ring = SCENE.actors.filter((a) => SCENE.distance.get(a) === step);
    if (!ring.length) break;
    // Keep the order in which the reader knows the actors from the whole map.
    const angle = new Map(ring.map((a) => [a, Math.atan2(ACTORS.y[a] - ACTORS.y[middle], ACTORS.x[a] - ACTORS.x[middle])]));
    ring.sort((a, b) => angle.get(a) - angle.get(b) || a - b);
    // A crowded ring takes two or three rows, so that names keep apart.
    const rows = ring.length > 60 ? 3 : ring.length > 24 ? 2 : 1;
    radius = Math.max(radius + 190, (ring.length * 62) / rows / (2 * Math.PI));
    ring.forEach((a, i) => {
      const turn = (i / ring.length) * 2 * Math.PI - Math.PI / 2;
      const r = radius + (i % rows) * 92;
      SCENE.x[a] = Math.cos(turn) * r * 1.22;
      SCENE.y[a] = Math.sin(turn) * r;
    });
    radius += (rows - 1) * 92;
  }
}
