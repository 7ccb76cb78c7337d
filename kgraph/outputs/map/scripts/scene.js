// Geometry of the picture: sizes, widths, the scale between file units and pixels, hulls, labels.

const VIEW = {
  unit: 1, // canvas units per pixel when the whole scene fits the stage
  radius: new Float64Array(ACTORS.n), // pixels at fit
  width: new Float64Array(PAIRS.n), // pixels at fit
  box: { x0: 0, y0: 0, x1: 1, y1: 1 },
  hulls: [], // {points, group, strongest}
};

/** Sizes for the current scene. `refit` also takes the scene's extent as the new measure of a pixel. */
function measureScene(width, height, refit) {
  const { actors, pairs } = SCENE;
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  let most = 1;
  for (const a of actors) {
    box.x0 = Math.min(box.x0, SCENE.x[a]);
    box.x1 = Math.max(box.x1, SCENE.x[a]);
    box.y0 = Math.min(box.y0, SCENE.y[a]);
    box.y1 = Math.max(box.y1, SCENE.y[a]);
    most = Math.max(most, F.strength[a]);
  }
  if (!actors.length) Object.assign(box, { x0: -1, x1: 1, y0: -1, y1: 1 });
  VIEW.box = box;
  if (refit) {
    // Names hang over the edge more to the sides than above and below.
    const unit = Math.max((box.x1 - box.x0) / Math.max(80, width - Math.min(150, width * 0.25)), (box.y1 - box.y0) / Math.max(80, height - 96));
    VIEW.unit = Math.min(Math.max(unit, 0.45), 60);
  }
  // The more actors, the smaller the marks; area grows with strength.
  const area = ((box.x1 - box.x0) * (box.y1 - box.y0)) / VIEW.unit ** 2;
  const crowd = actors.length < 8 ? 1 : Math.min(1, Math.sqrt(Math.max(area, 40000) / 3900 / actors.length));
  const least = Math.max(2, 5 * crowd);
  const span = 15 * Math.max(0.5, crowd);
  for (const a of actors) VIEW.radius[a] = least + span * Math.sqrt(F.strength[a] / most);
  const room = roomBetween(actors);
  if (room < 1) for (const a of actors) VIEW.radius[a] = Math.max(2, VIEW.radius[a] * room);
  const fine = Math.max(0.4, Math.min(1, Math.sqrt(260 / Math.max(1, pairs.length))));
  const thick = Math.log2(SCENE.between.reduce((max, pair) => Math.max(max, F.sources[pair]), 2));
  for (const pair of SCENE.between) VIEW.width[pair] = Math.max(0.5, (0.8 + (4.4 * Math.log2(F.sources[pair])) / Math.max(2.2, thick)) * fine);
  VIEW.hulls = ringCommunities(actors);
}

/**
 * By how much all marks must shrink so that only few overlap: a filter, or a small screen, leaves a part of the
 * actors where they are, at sizes meant for evenly spread ones. Thousands are small anyway.
 */
function roomBetween(actors) {
  if (actors.length < 2 || actors.length > 400) return 1;
  const ratios = actors.map((a) => {
    let least = Infinity;
    for (const b of actors) {
      if (b === a) continue;
      least = Math.min(least, Math.hypot(SCENE.x[a] - SCENE.x[b], SCENE.y[a] - SCENE.y[b]) / VIEW.unit / (VIEW.radius[a] + VIEW.radius[b]));
    }
    return least;
  });
  ratios.sort((p, q) => p - q);
  return Math.min(1, Math.max(0.55, ratios[Math.floor(ratios.length * 0.08)] * 0.95));
}

/** A soft outline around each community of four or more shown actors. */
function ringCommunities(actors) {
  if (SCENE.distance) return [];
  const groups = new Map();
  for (const a of actors) {
    if (!groups.has(ACTORS.group[a])) groups.set(ACTORS.group[a], []);
    groups.get(ACTORS.group[a]).push(a);
  }
  if (groups.size < 2) return [];
  const hulls = [];
  for (const [group, members] of groups) {
    if (members.length < 4) continue;
    // The farthest tenth would blow the outline up without saying anything.
    const cx = median(members.map((a) => SCENE.x[a]));
    const cy = median(members.map((a) => SCENE.y[a]));
    const near = members.map((a) => [Math.hypot(SCENE.x[a] - cx, SCENE.y[a] - cy), a]).sort((p, q) => p[0] - q[0] || p[1] - q[1]);
    const kept = near.slice(0, Math.max(4, Math.ceil(near.length * 0.88))).map(([, a]) => [SCENE.x[a], SCENE.y[a]]);
    hulls.push({ group, points: convexHull(kept), strongest: members[0], size: members.length });
  }
  return hulls.sort((p, q) => q.size - p.size || p.group - q.group).slice(0, 14);
}

function median(values) {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function convexHull(points) {
  const sorted = points.slice().sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return half(sorted).concat(half(sorted.slice().reverse()));
}

// ---- labels: by importance, none over another, never under 11 px ----

const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const LABEL_MOST = 170;
const LABEL_TRIES = 700;
const widths = new Map();
let measurer = null;

/** Of the acronyms of a name the one made of its capitals ("ÖVP", not "OEVP"; "VAE" in German), else one that begins alike. */
function acronymOf(name, aliases) {
  const brief = aliases.filter((alias) => /^(?=(?:.*\p{Lu}){2})[\p{L}\d]{2,8}$/u.test(alias));
  const spelt = new Set(brief.filter((alias) => /\P{ASCII}/u.test(alias)).map((alias) => fold(alias, true)));
  const found = brief.filter((alias) => /\P{ASCII}/u.test(alias) || !spelt.has(fold(alias, true)));
  const capitals = new Set(name.match(/\p{Lu}/gu));
  const made = (alias) => alias.match(/\p{Lu}/gu).every((letter) => capitals.has(letter));
  return found.find((alias) => alias[0] === name[0] && made(alias)) || found.find((alias) => alias[0] === name[0]) || found[0];
}

/** The name, or the well-known short form ("NATO") of a long one. */
function labelOf(a) {
  const name = nameOf(a);
  if (name.length > 22 && ACTORS.aliases[a]) {
    const brief = acronymOf(name, ACTORS.aliases[a]);
    if (brief) return brief;
  }
  // "Bundesregierung (Deutschland)": what stands in brackets only tells namesakes apart.
  return shorten(name.length > 28 ? name.replace(/ \([^()]*\)$/, "") : name, 28);
}

function textWidth(text, size, bold) {
  const key = `${size}${bold ? "b" : ""}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measurer = measurer || document.createElement("canvas").getContext("2d");
    measurer.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
    width = measurer.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * Where labels go. `actors` by importance, `at(a)` gives pixel [x, y, radius]; `first` actors come before
 * all others and are bold. Returns [{a, text, x, y, size, bold}], x the middle and y the baseline.
 */
function placeLabels(actors, at, width, height, first) {
  const cell = 64;
  const grid = new Map();
  const boxes = [];
  const cells = function* (x0, y0, x1, y1) {
    for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++) {
      for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) yield i * 4096 + j;
    }
  };
  // The strongest may write over marks, all others keep clear of the marks of the more important half.
  const free = (x0, y0, x1, y1, own, overMarks) => {
    for (const key of cells(x0, y0, x1, y1)) {
      for (const b of grid.get(key) || []) {
        if (b.own !== own && !(overMarks && b.own >= 0) && b.x0 < x1 && b.x1 > x0 && b.y0 < y1 && b.y1 > y0) return false;
      }
    }
    return true;
  };
  const block = (x0, y0, x1, y1, own) => {
    const box = { x0, y0, x1, y1, own };
    for (const key of cells(x0, y0, x1, y1)) {
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(box);
    }
  };
  const order = first && first.length ? first.concat(actors.filter((a) => !first.includes(a))) : actors;
  const seen = [];
  for (const a of order) {
    const spot = at(a);
    const [x, y] = spot;
    if (x > -20 && y > -20 && x < width + 20 && y < height + 20) seen.push([a, spot]);
    // With so many in view, none of the rest would find room.
    if (seen.length >= LABEL_TRIES) break;
  }
  seen.slice(0, 260).forEach(([a, [x, y, r]]) => block(x - r, y - r, x + r, y + r, a));
  const firstSet = new Set(first || []);
  seen.forEach(([a, spot0], rank) => {
    if (boxes.length >= LABEL_MOST) return;
    const bold = firstSet.has(a);
    const size = bold ? 13 : rank < 12 ? 14 : rank < 40 ? 12.5 : 11.5;
    const text = labelOf(a);
    const [x, y, r] = spot0;
    const w = textWidth(text, size, bold || rank < 12) + 4;
    const h = size + 2;
    const spots = [[x - w / 2, y + r + 2], [x + r + 3, y - h / 2], [x - r - 3 - w, y - h / 2], [x - w / 2, y - r - 2 - h]];
    const d = r * 0.72 + 1;
    spots.push([x + d, y + d - 3], [x - d - w, y + d - 3], [x + d, y - d - h + 3], [x - d - w, y - d - h + 3]);
    const fits = (over) => ([sx, sy]) => sx > 2 && sy > 2 && sx + w < width - 2 && sy + h < height - 2 && free(sx, sy, sx + w, sy + h, a, over);
    const spot = spots.find(fits(false)) || (bold || rank < 16 ? spots.find(fits(true)) : null) || (bold && firstSet.size < 3 ? spots[0] : null);
    if (!spot) return;
    block(spot[0], spot[1], spot[0] + w, spot[1] + h, -1);
    boxes.push({ a, text, x: spot[0] + w / 2, y: spot[1] + size - 1, size, bold: bold || rank < 12 });
  });
  return boxes;
}
