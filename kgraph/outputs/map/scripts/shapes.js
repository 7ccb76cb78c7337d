// Colours and shapes: one description that the canvas, the SVG export and the legend share.

/** Colours follow the theme; they are read from the style sheet once per theme. */
let COLOURS = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  COLOURS = {
    family: FAMILIES.map((family) => get(`--${family}`)),
    type: TYPES.map((type) => get(`--type-${type}`)),
    paper: get("--map"), ink: get("--ink"), muted: get("--muted"), line: get("--line"), accent: get("--accent"),
    hull: get("--hull"), panel: get("--panel"),
  };
}

const ngon = (n, turn, r = 1) =>
  Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  });
const star = (n, inner) =>
  Array.from({ length: 2 * n }, (_, i) => {
    const angle = -Math.PI / 2 + (i * Math.PI) / n;
    const r = i % 2 ? inner : 1.2;
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  });
// Outlines on the unit circle; null is a circle. All have about the same area.
const OUTLINES = {
  person: null,
  country: ngon(4, Math.PI / 4, 1.22),
  government: ngon(4, 0, 1.26),
  intergovernmental: ngon(6, 0, 1.12),
  party: ngon(3, -Math.PI / 2, 1.35),
  armed_group: ngon(3, Math.PI / 2, 1.35),
  organisation: ngon(5, -Math.PI / 2, 1.18),
  company: [[-1.25, -0.72], [1.25, -0.72], [1.25, 0.72], [-1.25, 0.72]],
  media: star(5, 0.58),
  group: [[-0.42, -1.15], [0.42, -1.15], [0.42, -0.42], [1.15, -0.42], [1.15, 0.42], [0.42, 0.42], [0.42, 1.15], [-0.42, 1.15], [-0.42, 0.42], [-1.15, 0.42], [-1.15, -0.42], [-0.42, -0.42]],
};

function traceShape(ctx, type, x, y, r) {
  const outline = OUTLINES[TYPES[type]];
  ctx.beginPath();
  if (!outline) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else {
    outline.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
    ctx.closePath();
  }
}

const short = (n) => Math.round(n * 100) / 100;
function shapePath(type, x, y, r) {
  const outline = OUTLINES[TYPES[type]];
  if (!outline) return `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0Z`;
  return `${outline.map(([dx, dy], i) => `${i ? "L" : "M"}${short(x + dx * r)} ${short(y + dy * r)}`).join("")}Z`;
}

/** The shape of an actor type as a small picture for legend and cards. */
function typeIcon(type) {
  return svgEl("svg", { class: `type-icon type-${TYPES[type]}`, viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true" }, svgEl("path", { d: shapePath(type, 0, 0, 1) }));
}

function familyIcon(family, dash, claim) {
  return svgEl("svg", { class: `line-icon family-${FAMILIES[family]}`, viewBox: "0 0 22 8", "aria-hidden": "true" },
    svgEl("path", { d: claim ? "M1 4H7.5M14.5 4H21" : "M1 4H21", "stroke-dasharray": dash ? dash.join(" ") : null }),
    claim ? svgEl("circle", { cx: 11, cy: 4, r: 2.8, fill: "none", stroke: "currentColor", "stroke-width": 1.8 }) : null);
}

// A hollow ring in the middle of a line: nobody but a person or body in the articles says so.
const claimRadius = (width) => 2.6 + width * 0.75;
function claimRing(ctx, x, y, width) {
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, claimRadius(width), 0, 2 * Math.PI);
  ctx.fillStyle = COLOURS.paper;
  ctx.fill();
  ctx.lineWidth = Math.max(1.3, width * 0.6);
  ctx.stroke();
}

// How a line tells that all its relations are only announced, denied or possible (canvas units at fit).
const DASHES = { planned: [7, 5], negated: [1.5, 4], hypothetical: [7, 3, 1.5, 3] };
const dashOf = (status) => (status >= 0 ? DASHES[STATUSES[status]] || null : null);
