// The map: vis-network draws marks and lines, a second canvas above it the labels and what is in focus.
// Hovering and selecting redraw only the upper canvas, so they cost the same at any size.

const MAP = {
  net: null, nodes: null, edges: null, overlay: null, ctx: null,
  hover: null, // {actor} or {pair}
  pointer: null, // where the mouse is over the stage, in pixels
  ready: false, moving: false, drawn: 0,
};
// Beyond this many, lines are drawn in one go per look, without arrows, and left out while the map moves.
const MANY_LINES = 1200;
const PATH_LENGTH = 40;

function startMap() {
  const stage = $("stage");
  readColours();
  MAP.nodes = new vis.DataSet();
  MAP.edges = new vis.DataSet();
  const options = readJson("kg-options");
  options.nodes.ctxRenderer = renderNode;
  MAP.net = new vis.Network(stage, { nodes: MAP.nodes, edges: MAP.edges }, options);
  MAP.overlay = el("canvas", { id: "overlay", "aria-hidden": "true" });
  stage.append(MAP.overlay);
  stage.querySelectorAll("canvas").forEach((canvas) => canvas.setAttribute("aria-hidden", "true"));
  // vis makes its own wrapper focusable; the map is to be one tab stop only.
  stage.querySelectorAll("[tabindex]").forEach((node) => node.setAttribute("tabindex", "-1"));
  MAP.ctx = MAP.overlay.getContext("2d");
  MAP.net.on("beforeDrawing", drawHulls);
  MAP.net.on("afterDrawing", () => {
    drawOverlay();
    MAP.drawn++;
    if (!MAP.ready) {
      MAP.ready = true;
      performance.mark("kg-first-paint");
    }
  });
  MAP.net.on("click", (event) => {
    const hit = hitAt(event.pointer.DOM);
    const shift = event.event && event.event.srcEvent && event.event.srcEvent.shiftKey;
    if (hit && hit.actor !== undefined && shift && S.actor !== null && S.actor !== hit.actor) choose({ path: [S.actor, hit.actor], actor: null, pair: null });
    else if (hit && hit.actor !== undefined) select({ actor: hit.actor });
    else if (hit) select({ pair: hit.pair });
    else if (S.actor !== null || S.pair !== null) choose({ actor: null, pair: null });
  });
  MAP.net.on("doubleClick", (event) => {
    const hit = hitAt(event.pointer.DOM);
    if (hit && hit.actor !== undefined) choose({ ego: hit.actor, depth: 1, actor: hit.actor, pair: null });
  });
  // Zooming has no end event in vis; it is over when no step came for a while.
  const rest = () => {
    if (!MAP.moving) return;
    MAP.moving = false;
    MAP.net.body.emitter.emit("_requestRedraw");
    if (MAP.pointer) setHover(hitAt(MAP.pointer), MAP.pointer.x, MAP.pointer.y);
  };
  let zooming = 0;
  // What lay under the pointer does not stay there.
  const move = () => {
    MAP.moving = true;
    setHover(null);
  };
  MAP.net.on("dragStart", move);
  MAP.net.on("dragEnd", rest);
  MAP.net.on("zoom", () => {
    move();
    clearTimeout(zooming);
    zooming = setTimeout(rest, 160);
  });
  MAP.net.on("dragEnd", (event) => {
    for (const id of event.nodes) keepDragged(id);
  });
  stage.addEventListener("mousemove", (event) => {
    const rect = stage.getBoundingClientRect();
    MAP.pointer = { x: event.clientX - rect.left, y: event.clientY - rect.top };
    if (!event.buttons && !MAP.moving) setHover(hitAt(MAP.pointer), MAP.pointer.x, MAP.pointer.y);
  });
  stage.addEventListener("mouseleave", () => {
    MAP.pointer = null;
    setHover(null);
  });
  new ResizeObserver(() => {
    if (stage.clientWidth && stage.clientHeight && MAP.ready) refit(false);
  }).observe(stage);
}

function keepDragged(id) {
  const position = MAP.net.getPosition(id);
  [SCENE.x[id], SCENE.y[id]] = [position.x, position.y];
  if (!SCENE.distance) [ACTORS.x[id], ACTORS.y[id]] = [position.x, position.y];
}

function renderNode({ ctx, id, x, y }) {
  const r = pixelRadius(id) / camera.scale;
  const rim = r * camera.scale < 3.2 ? 0 : 1.6 / camera.scale;
  return {
    drawNode() {
      traceShape(ctx, ACTORS.type[id], x, y, r);
      ctx.fillStyle = COLOURS.type[ACTORS.type[id]];
      ctx.fill();
      if (!rim) return; // thousands of specks need no rim to be told apart
      ctx.lineWidth = rim;
      ctx.strokeStyle = COLOURS.paper;
      ctx.stroke();
    },
    nodeDimensions: { width: 2 * r, height: 2 * r },
  };
}

/**
 * Bring vis in line with the scene. What was shown once stays in its data sets; which of it is drawn, where
 * and how is set on its own objects, because a change of a data set makes vis go over everything again,
 * which takes longer than drawing does. (The file is pinned by its checksum, see page.py.)
 */
function syncMap() {
  const { body } = MAP.net;
  const many = SCENE.pairs.length > MANY_LINES;
  MAP.batches = many ? batchLines(SCENE.pairs) : null;
  const freshNodes = SCENE.actors.filter((a) => !body.nodes[a]);
  if (freshNodes.length) MAP.nodes.add(freshNodes.map((a) => ({ id: a, x: SCENE.x[a], y: SCENE.y[a], shape: "custom" })));
  const drawnByVis = many ? [] : SCENE.pairs;
  const freshEdges = drawnByVis.filter((pair) => !body.edges[pair]);
  if (freshEdges.length) MAP.edges.add(freshEdges.map((pair) => ({ id: pair, from: PAIRS.low[pair], to: PAIRS.high[pair] })));
  for (const a of SCENE.actors) [body.nodes[a].x, body.nodes[a].y] = [SCENE.x[a], SCENE.y[a]];
  for (const pair of drawnByVis) {
    const { options } = body.edges[pair];
    options.color = { color: COLOURS.family[F.family[pair]], inherit: false, opacity: 1 };
    options.dashes = dashOf(F.status[pair]) || false;
    options.arrows.to.enabled = (F.arrows[pair] & 1) === 1;
    options.arrows.from.enabled = (F.arrows[pair] & 2) === 2;
  }
  // The strongest are drawn last, on top.
  body.nodeIndices = SCENE.actors.slice().reverse();
  body.edgeIndices = drawnByVis.slice();
  MAP.lineTurn = (MAP.lineTurn || 0) + 1;
  // With the next frame, however many changes come before it; Network.redraw would draw at once.
  body.emitter.emit("_requestRedraw");
}

/** Lines of one colour, width and dash, to be drawn as one path: some hundred strokes instead of ten thousand. */
function batchLines(pairs) {
  const batches = new Map();
  for (const pair of pairs) {
    const key = `${F.family[pair]},${dashOf(F.status[pair]) ? F.status[pair] : -1},${Math.round(VIEW.width[pair] * 2)}`;
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push(pair);
  }
  // One long path is slower to paint than several shorter ones.
  const parts = [...batches.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / PATH_LENGTH) }, (_, i) => all.slice(i * PATH_LENGTH, (i + 1) * PATH_LENGTH)));
  // Thin ones first, so that strong lines lie on top.
  return parts.sort((p, q) => VIEW.width[p[0]] - VIEW.width[q[0]] || p[0] - q[0]);
}

function drawBatches(ctx) {
  for (const pairs of MAP.batches) {
    ctx.strokeStyle = COLOURS.family[F.family[pairs[0]]];
    ctx.lineWidth = pixelWidth(pairs[0]) / camera.scale;
    ctx.setLineDash((dashOf(F.status[pairs[0]]) || []).map((n) => n / camera.scale));
    ctx.beginPath();
    for (const pair of pairs) {
      ctx.moveTo(SCENE.x[PAIRS.low[pair]], SCENE.y[PAIRS.low[pair]]);
      ctx.lineTo(SCENE.x[PAIRS.high[pair]], SCENE.y[PAIRS.high[pair]]);
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** Take the size of the stage anew and show the whole scene. */
function refit(animate) {
  const stage = $("stage");
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  if (!width || !height) return;
  MAP.before = null;
  measureScene(width, height, true);
  syncMap();
  const { x0, x1, y0, y1 } = VIEW.box;
  MAP.net.moveTo({
    position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 },
    scale: 1 / VIEW.unit,
    animation: animate && !calm() && SCENE.actors.length < 400 ? { duration: 280, easingFunction: "easeOutQuad" } : false,
  });
}

function zoomBy(factor) {
  MAP.net.moveTo({ scale: MAP.net.getScale() * factor, animation: calm() ? false : { duration: 160, easingFunction: "easeOutQuad" } });
}

/** Bring some actors into view, at a size at which a fan of relations can be read; `lookBack` returns. */
function lookAt(actors, jump) {
  readCamera();
  const stage = $("stage");
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  if (width < 10 || height < 10) return;
  const xs = actors.map((a) => SCENE.x[a]);
  const ys = actors.map((a) => SCENE.y[a]);
  const [w, h] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  const most = Math.min(Math.max(60, width - 180) / Math.max(w, 1), Math.max(60, height - 150) / Math.max(h, 1));
  const gap = Math.hypot(w, h) * camera.scale;
  const inView = actors.every((a) => {
    const [x, y] = toPixel(SCENE.x[a], SCENE.y[a]);
    return x > 50 && x < width - 50 && y > 40 && y < height - 40;
  });
  if (inView && gap > 190) return;
  const scale = Math.min(most, Math.max(camera.scale, (260 / Math.max(gap, 1)) * camera.scale), 8 / VIEW.unit);
  if (!MAP.before) MAP.before = { position: { x: camera.x, y: camera.y }, scale: camera.scale };
  const centre = { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 };
  MAP.net.moveTo({ position: centre, scale, animation: jump || calm() ? false : { duration: 280, easingFunction: "easeOutQuad" } });
}

function lookBack() {
  if (!MAP.before) return;
  MAP.net.moveTo({ ...MAP.before, animation: calm() ? false : { duration: 250, easingFunction: "easeOutQuad" } });
  MAP.before = null;
}

function centreOn(a) {
  const [x, y] = toPixel(SCENE.x[a], SCENE.y[a]);
  const stage = $("stage");
  const margin = 60;
  if (x > margin && y > margin && x < stage.clientWidth - margin && y < stage.clientHeight - margin) return;
  MAP.net.moveTo({ position: { x: SCENE.x[a], y: SCENE.y[a] }, animation: calm() ? false : { duration: 250, easingFunction: "easeOutQuad" } });
}

// ---- from canvas to pixels and back ----

let camera = { scale: 1, x: 0, y: 0, width: 1, height: 1 };
function readCamera() {
  const centre = MAP.net.getViewPosition();
  const stage = $("stage");
  camera = { scale: MAP.net.getScale(), x: centre.x, y: centre.y, width: stage.clientWidth, height: stage.clientHeight };
}
const toPixel = (x, y) => [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];

// Marks and lines grow slower than the picture when zooming in, so that what was close comes apart.
const zoomFactor = () => VIEW.unit * camera.scale;
const pixelRadius = (a) => VIEW.radius[a] * Math.min(zoomFactor(), zoomFactor() ** 0.42);
const pixelWidth = (pair) => VIEW.width[pair] * Math.min(zoomFactor(), zoomFactor() ** 0.35);

/** Bring the lines of vis to the zoom; their widths are canvas units, which only its edge objects hold. */
function slimLines() {
  if (MAP.batches) return;
  const mark = `${camera.scale.toFixed(5)},${VIEW.unit.toFixed(5)},${MAP.lineTurn}`;
  if (mark === MAP.slimmed) return;
  MAP.slimmed = mark;
  const { edges } = MAP.net.body;
  for (const pair of SCENE.pairs) {
    const edge = edges[pair];
    if (!edge) continue;
    const width = pixelWidth(pair);
    edge.options.width = width / camera.scale;
    const dash = dashOf(F.status[pair]);
    if (dash) edge.options.dashes = dash.map((n) => n / camera.scale);
    if (F.arrows[pair]) edge.options.arrows.to.scaleFactor = edge.options.arrows.from.scaleFactor = arrowScale(width);
  }
}
// vis draws an arrow of 15 units plus 3 per unit of line width; this makes it 6 to 11 px at any zoom.
const arrowScale = (width) => (6 + width) / camera.scale / (15 + (3 * width) / camera.scale);


/** What lies under a pixel: {actor}, {pair} or null. Actors win over lines. */
function hitAt({ x, y }) {
  let best = null;
  let nearest = Infinity;
  for (const a of SCENE.actors) {
    const [px, py] = toPixel(SCENE.x[a], SCENE.y[a]);
    const gap = Math.hypot(px - x, py - y) - Math.max(pixelRadius(a), 7);
    if (gap < 4 && gap < nearest) [nearest, best] = [gap, { actor: a }];
  }
  if (best) return best;
  nearest = 6;
  for (const pair of SCENE.pairs) {
    const [ax, ay] = toPixel(SCENE.x[PAIRS.low[pair]], SCENE.y[PAIRS.low[pair]]);
    const [bx, by] = toPixel(SCENE.x[PAIRS.high[pair]], SCENE.y[PAIRS.high[pair]]);
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy || 1;
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    const gap = Math.hypot(ax + along * dx - x, ay + along * dy - y);
    if (gap < nearest) [nearest, best] = [gap, { pair }];
  }
  return best;
}

function setHover(hit, x, y) {
  const same = hit && MAP.hover && hit.actor === MAP.hover.actor && hit.pair === MAP.hover.pair;
  const tip = $("tip");
  if (!same && (hit || MAP.hover)) {
    MAP.hover = hit;
    $("stage").classList.toggle("over", hit !== null);
    requestAnimationFrame(drawOverlay);
    tip.hidden = hit === null;
    if (hit) fill(tip, ...tipFor(hit));
  }
  if (hit) {
    const left = Math.min(x + 14, camera.width - tip.offsetWidth - 8);
    tip.style.transform = `translate(${Math.max(4, left)}px, ${y + 18 + tip.offsetHeight > camera.height ? y - tip.offsetHeight - 10 : y + 16}px)`;
  }
}

function tipFor(hit) {
  if (hit.actor !== undefined) {
    const partners = partnersOf(hit.actor).length;
    return [el("strong", {}, el("bdi", {}, shorten(nameOf(hit.actor), 80))), el("span", {}, `${t(`type_${TYPES[ACTORS.type[hit.actor]]}`)} · ${tn("partners", partners)}`)];
  }
  const { pair } = hit;
  const tally = new Map();
  for (const r of shownRecords(pair)) tally.set(REC.rel[r], (tally.get(REC.rel[r]) || 0) + 1);
  const top = [...tally].sort((p, q) => q[1] - p[1]).slice(0, 3).map(([rel, n]) => `${relationLabel(rel)} (${num(n)})`).join(", ");
  return [
    el("strong", {}, el("bdi", {}, shorten(nameOf(PAIRS.low[pair]), 50)), " – ", el("bdi", {}, shorten(nameOf(PAIRS.high[pair]), 50))),
    el("span", {}, `${tn("sources", F.sources[pair])} · ${top}`),
  ];
}

// ---- drawing ----

function drawHulls(ctx) {
  readCamera();
  slimLines();
  ctx.save();
  ctx.lineJoin = "round";
  for (const hull of VIEW.hulls) {
    ctx.beginPath();
    hull.points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fillStyle = ctx.strokeStyle = COLOURS.hull;
    ctx.lineWidth = (44 * zoomFactor() ** 0.5) / camera.scale;
    ctx.stroke();
    ctx.fill();
  }
  if (MAP.batches && !MAP.moving) drawBatches(ctx);
  ctx.restore();
}

/** What is in focus: {actors (first the anchor), pairs}, or null. Hover wins over selection. */
function focus() {
  const of = (actor) => {
    const pairs = SCENE.between.filter((pair) => PAIRS.low[pair] === actor || PAIRS.high[pair] === actor);
    pairs.sort((p, q) => F.sources[q] - F.sources[p]);
    return { actors: [actor, ...pairs.map((pair) => otherEnd(pair, actor))], pairs };
  };
  const ofPair = (pair) => ({ actors: [PAIRS.low[pair], PAIRS.high[pair]], pairs: [pair], fan: true });
  if (MAP.hover && MAP.hover.actor !== undefined && SCENE.inside[MAP.hover.actor]) return { ...of(MAP.hover.actor), light: true };
  if (MAP.hover && MAP.hover.pair !== undefined && F.sources[MAP.hover.pair]) return { ...ofPair(MAP.hover.pair), light: true };
  if (S.pair !== null && F.sources[S.pair]) return ofPair(S.pair);
  if (S.actor === null && PATH.found) return { actors: PATH.found.actors, pairs: PATH.found.pairs };
  // The surroundings are what was asked for: their middle stands out, the others stay to be read.
  if (S.actor !== null && SCENE.inside[S.actor]) return { ...of(S.actor), whole: S.actor === S.ego };
  return null;
}

function drawOverlay() {
  if (!MAP.net) return;
  readCamera();
  const { width, height } = camera;
  const ratio = window.devicePixelRatio || 1;
  if (MAP.overlay.width !== Math.round(width * ratio) || MAP.overlay.height !== Math.round(height * ratio)) {
    MAP.overlay.width = Math.round(width * ratio);
    MAP.overlay.height = Math.round(height * ratio);
  }
  const ctx = MAP.ctx;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  if (!width || !SCENE.actors.length) return;
  const held = focus();
  if (!MAP.batches) drawClaims(ctx);
  const at = (a) => [...toPixel(SCENE.x[a], SCENE.y[a]), pixelRadius(a)];
  if (held) {
    ctx.globalAlpha = held.whole ? 0.5 : held.light ? 0.6 : 0.82;
    ctx.fillStyle = COLOURS.paper;
    ctx.fillRect(0, 0, width, height);
    ctx.globalAlpha = 1;
    const selectedFan = held.fan && !held.light && held.pairs[0] === S.pair;
    if (selectedFan) drawFan(ctx, held.pairs[0], at);
    else for (const pair of held.pairs) drawLine(ctx, pair, at);
    for (const a of (held.whole ? SCENE.actors : held.actors).slice().reverse()) drawMark(ctx, a, at(a));
    if (!held.fan) ring(ctx, at(held.actors[0]));
    if (selectedFan) fanWords(ctx, held.pairs[0], at);
  }
  if (MAP.cursor !== null && MAP.cursor !== undefined && document.activeElement === $("stage") && SCENE.inside[MAP.cursor]) ring(ctx, at(MAP.cursor), true);
  const first = held ? held.actors.slice(0, held.whole ? 1 : held.light ? 14 : 60) : null;
  const labels = placeLabels(held && !held.light && !held.whole ? held.actors : SCENE.actors, at, width, height, first);
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  for (const label of labels) {
    const faint = held && !held.whole && !held.actors.includes(label.a);
    ctx.font = `${label.bold ? 600 : 400} ${label.size}px ${FONT}`;
    ctx.lineWidth = 3.2;
    ctx.strokeStyle = COLOURS.paper;
    ctx.fillStyle = faint ? COLOURS.muted : COLOURS.ink;
    ctx.strokeText(label.text, label.x, label.y);
    ctx.fillText(label.text, label.x, label.y);
  }
}

/** The rings of the lines that vis draws; a thicket, drawn in batches, goes without as it does without arrows. */
function drawClaims(ctx) {
  for (const pair of SCENE.pairs) {
    if (!F.claim[pair]) continue;
    const [low, high] = [PAIRS.low[pair], PAIRS.high[pair]];
    ctx.strokeStyle = COLOURS.family[F.family[pair]];
    claimRing(ctx, ...toPixel((SCENE.x[low] + SCENE.x[high]) / 2, (SCENE.y[low] + SCENE.y[high]) / 2), pixelWidth(pair));
  }
}

function drawMark(ctx, a, [x, y, r]) {
  traceShape(ctx, ACTORS.type[a], x, y, Math.max(r, 3));
  ctx.fillStyle = COLOURS.type[ACTORS.type[a]];
  ctx.fill();
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = COLOURS.paper;
  ctx.stroke();
}

function ring(ctx, [x, y, r], dashed) {
  ctx.beginPath();
  ctx.arc(x, y, Math.max(r, 3) * 1.3 + 4, 0, 2 * Math.PI);
  ctx.setLineDash(dashed ? [4, 3] : []);
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = dashed ? COLOURS.accent : COLOURS.ink;
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawLine(ctx, pair, at) {
  const [ax, ay, ar] = at(PAIRS.low[pair]);
  const [bx, by, br] = at(PAIRS.high[pair]);
  ctx.strokeStyle = ctx.fillStyle = COLOURS.family[F.family[pair]];
  ctx.lineWidth = Math.max(1.4, pixelWidth(pair));
  ctx.setLineDash(dashOf(F.status[pair]) || []);
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(bx, by);
  ctx.stroke();
  ctx.setLineDash([]);
  if (F.claim[pair]) claimRing(ctx, (ax + bx) / 2, (ay + by) / 2, Math.max(1.4, pixelWidth(pair)));
  ctx.fillStyle = ctx.strokeStyle;
  const angle = Math.atan2(by - ay, bx - ax);
  if (F.arrows[pair] & 1) arrowHead(ctx, bx - Math.cos(angle) * (br + 2), by - Math.sin(angle) * (br + 2), angle);
  if (F.arrows[pair] & 2) arrowHead(ctx, ax + Math.cos(angle) * (ar + 2), ay + Math.sin(angle) * (ar + 2), angle + Math.PI);
}

function arrowHead(ctx, x, y, angle, size = 9) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - Math.cos(angle - 0.42) * size, y - Math.sin(angle - 0.42) * size);
  ctx.lineTo(x - Math.cos(angle + 0.42) * size, y - Math.sin(angle + 0.42) * size);
  ctx.closePath();
  ctx.fill();
}

/** The relations of a pair as strands: one per relation, direction, status and whether it is claimed. */
function strandsOf(pair, most = 9) {
  const strands = new Map();
  for (const r of shownRecords(pair)) {
    const rel = REC.rel[r];
    const rev = RELATIONS[rel].symmetric ? 0 : REC.rev[r];
    const key = `${rel},${rev},${REC.st[r]},${REC.claim[r]}`;
    if (!strands.has(key)) strands.set(key, { rel, rev, status: REC.st[r], claim: REC.claim[r], records: [] });
    strands.get(key).records.push(r);
  }
  return [...strands.values()].sort((p, q) => q.records.length - p.records.length || p.rel - q.rel || p.rev - q.rev).slice(0, most);
}

function drawFan(ctx, pair, at) {
  const [ax, ay, ar] = at(PAIRS.low[pair]);
  const [bx, by, br] = at(PAIRS.high[pair]);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
  const strands = strandsOf(pair);
  strands.forEach((strand, i) => {
    const bend = bendOf(i, strands.length, length);
    const [cx, cy] = [(ax + bx) / 2 + nx * bend, (ay + by) / 2 + ny * bend];
    const colour = COLOURS.family[relationFamily[strand.rel]];
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = 1.5 + Math.log2(1 + countSources(strand.records));
    ctx.setLineDash(dashOf(strand.status) || []);
    ctx.beginPath();
    ctx.moveTo(ax, ay);
    ctx.quadraticCurveTo(cx, cy, bx, by);
    ctx.stroke();
    ctx.setLineDash([]);
    // A third of the way, because the words stand in the middle.
    if (strand.claim) claimRing(ctx, ...onBend([ax, ay], [cx, cy], [bx, by], 0.3), ctx.lineWidth);
    ctx.fillStyle = colour;
    if (!RELATIONS[strand.rel].symmetric) {
      const [ex, ey, er, fx, fy] = strand.rev ? [ax, ay, ar, cx, cy] : [bx, by, br, cx, cy];
      const angle = Math.atan2(ey - fy, ex - fx);
      arrowHead(ctx, ex - Math.cos(angle) * (er + 2), ey - Math.sin(angle) * (er + 2), angle, 10);
    }
  });
}

/** The point at share `t` of a quadratic curve. */
const onBend = (a, c, b, t) => [0, 1].map((i) => (1 - t) ** 2 * a[i] + 2 * t * (1 - t) * c[i] + t * t * b[i]);

/** How far the control point of strand i of n lies off the straight line, in pixels. */
const bendOf = (i, n, length) => (i - (n - 1) / 2) * Math.min(52, Math.max(22, length / 5)) * 2;

/** The words of a fan, over marks and strands; each moves along the line until it covers none before it. */
function fanWords(ctx, pair, at) {
  const [ax, ay] = at(PAIRS.low[pair]);
  const [bx, by] = at(PAIRS.high[pair]);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const strands = strandsOf(pair);
  const taken = [];
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  ctx.font = `500 11.5px ${FONT}`;
  strands.forEach((strand, i) => {
    const bend = bendOf(i, strands.length, length) / 2;
    const text = `${relationLabel(strand.rel)} ${num(strand.records.length)}`;
    const half = ctx.measureText(text).width / 2 + 4;
    const [mx, my] = [(ax + bx) / 2 - uy * bend, (ay + by) / 2 + ux * bend + 4];
    let [x, y] = [mx, my];
    for (let step = 1; step < 20 && taken.some(([ox, oy, o]) => Math.abs(ox - x) < o + half && Math.abs(oy - y) < 15); step++) {
      const slide = (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 9;
      [x, y] = [mx + ux * slide, my + uy * slide];
    }
    taken.push([x, y, half]);
    ctx.lineWidth = 4;
    ctx.strokeStyle = COLOURS.paper;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(text, x, y);
  });
}
