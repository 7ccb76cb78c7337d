// The time line: a histogram of the records that pass all other filters, two handles, play.

const TIME = { bins: [], unit: "month", counts: null, timer: null };

/** First day of the bin that holds `day`, and of the one after it, for a unit. */
const binStart = {
  day: (day) => day,
  week: (day) => day - ((((day + 3) % 7) + 7) % 7),
  month: (day) => utc(new Date(day * DAY_MS), 0),
  year: (day) => utcYear(new Date(day * DAY_MS).getUTCFullYear()),
  decade: (day) => utcYear(Math.floor(new Date(day * DAY_MS).getUTCFullYear() / 10) * 10),
};
const binNext = {
  day: (day) => day + 1,
  week: (day) => day + 7,
  month: (day) => utc(new Date(day * DAY_MS), 1),
  year: (day) => utcYear(new Date(day * DAY_MS).getUTCFullYear() + 1),
  decade: (day) => utcYear(new Date(day * DAY_MS).getUTCFullYear() + 10),
};
function utcYear(year) {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 1); // Date.UTC takes years below 100 for 19xx
  return Math.round(date.getTime() / DAY_MS);
}
function utc(date, months) {
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return Math.round(start.getTime() / DAY_MS);
}

function buildTime() {
  const section = $("time");
  stopPlay();
  if (DAYS.first === NONE) {
    fill(section, el("p", { class: "undated-only" }, REC.n ? tn("undated", DAYS.undated) : ""));
    section.classList.add("none");
    return;
  }
  const [first, last] = busyDays();
  const span = last - first;
  TIME.unit = span <= 62 ? "day" : span <= 200 ? "week" : span <= 366 * 20 ? "month" : span <= 366 * 320 ? "year" : "decade";
  TIME.bins = [];
  for (let day = binStart[TIME.unit](first); day <= last; day = binNext[TIME.unit](day)) TIME.bins.push(day);
  TIME.bins.push(binNext[TIME.unit](TIME.bins[TIME.bins.length - 1]));
  // What lies before and after goes into one bin on each side.
  TIME.before = DAYS.first < TIME.bins[0];
  TIME.after = DAYS.last >= TIME.bins[TIME.bins.length - 1];
  if (TIME.before) TIME.bins.unshift(DAYS.first);
  if (TIME.after) TIME.bins.push(DAYS.last + 1);
  const highest = TIME.bins.length - 2;
  const handle = (id, label, value) => el("input", {
    type: "range", id, min: 0, max: highest, step: 1, value, "aria-label": t(label),
    oninput: () => moveHandles(id, true), onchange: () => moveHandles(id, false),
  });
  TIME.canvas = el("canvas", { "aria-hidden": "true" });
  fill(section,
    el("button", { type: "button", id: "play", class: "icon", "aria-pressed": "false", "aria-label": t("play"), onclick: togglePlay },
      svgEl("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svgEl("path", { class: "when-off", d: "M6 4l10 6-10 6z" }), svgEl("path", { class: "when-on", d: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" }))),
    el("div", { class: "track" }, TIME.canvas, el("div", { class: "axis", "aria-hidden": "true" }), handle("time-from", "time_from", 0), handle("time-to", "time_to", highest)),
    el("div", { class: "span" }, el("strong", { id: "time-text" }), el("span", { id: "time-undated" }), el("button", { type: "button", class: "link", id: "time-all", hidden: true, onclick: () => { stopPlay(); choose({ from: null, to: null }); } }, t("time_all"))));
  const axis = section.querySelector(".axis");
  buildAxis(axis);
  new ResizeObserver(() => {
    buildAxis(axis);
    drawTime();
  }).observe(TIME.canvas);
}

/**
 * First and last day of the time that matters: all days, unless a few far outliers (an office held for
 * decades, a plan for 2050) would press everything else into a corner.
 */
function busyDays() {
  const days = Array.from(REC.day).filter((day) => day !== NONE).sort((a, b) => a - b);
  const [low, high] = [days[Math.floor(days.length * 0.04)], days[Math.ceil(days.length * 0.98) - 1]];
  const wide = DAYS.last - DAYS.first > Math.max(3 * (high - low), 120);
  return wide && days.length >= 20 ? [low, high] : [DAYS.first, DAYS.last];
}

function buildAxis(axis) {
  const n = TIME.bins.length - 1;
  const marks = [];
  const inner = n - TIME.before - TIME.after;
  for (let i = TIME.before ? 1 : 0; i < n - TIME.after; i++) {
    const date = new Date(TIME.bins[i] * DAY_MS);
    const year = date.getUTCFullYear();
    if (TIME.unit === "decade" || TIME.unit === "year") marks.push([i, String(year)]);
    else if (TIME.unit === "month") {
      if (inner > 30 ? date.getUTCMonth() === 0 : date.getUTCMonth() % 3 === 0) marks.push([i, inner > 30 ? String(year) : showMonth(TIME.bins[i])]);
    } else if (TIME.unit === "week" ? i % 4 === 0 : i % 7 === 0) marks.push([i, dateFormat({ day: "numeric", month: "short", year: "2-digit" }).format(TIME.bins[i] * DAY_MS)]);
  }
  // A word needs some 72 px; "earlier" and "later" at the ends keep theirs.
  const width = axis.clientWidth || 600;
  const every = Math.ceil(marks.length / Math.max(1, Math.min(10, Math.floor(width / 72))));
  const room = 62 / width;
  const shown = marks.filter(([i], k) => k % every === 0 && (!TIME.before || i / n > room) && (!TIME.after || i / n < 1 - 2 * room));
  if (TIME.before) shown.unshift([0, t("earlier")]);
  if (TIME.after) shown.push([n - 1, t("later")]);
  fill(axis, shown.map(([i, text]) => {
    const node = el("span", {}, text);
    if (TIME.after && i === n - 1) node.classList.add("end");
    else node.style.left = `${(i / n) * 100}%`;
    return node;
  }));
}

function countTime() {
  if (!TIME.bins.length) return;
  const n = TIME.bins.length - 1;
  TIME.counts = Array.from({ length: FAMILIES.length }, () => new Int32Array(n));
  TIME.undated = 0;
  for (let r = 0; r < REC.n; r++) {
    if ((F.fail[r] & ~FAIL.time) !== 0) continue;
    const day = REC.day[r];
    if (day === NONE) TIME.undated++;
    else TIME.counts[relationFamily[REC.rel[r]]][binOf(day)]++;
  }
}

function binOf(day) {
  let low = 0;
  let high = TIME.bins.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (TIME.bins[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

const lastBin = () => TIME.bins.length - 2;
const chosenBins = () => [
  S.from === null ? 0 : binOf(Math.max(S.from, TIME.bins[0])),
  S.to === null ? lastBin() : binOf(Math.max(S.to, TIME.bins[0])),
];

function showTime() {
  if (!TIME.bins.length) return;
  countTime();
  const [low, high] = chosenBins();
  const [from, to] = [$("time-from"), $("time-to")];
  from.value = low;
  to.value = high;
  from.setAttribute("aria-valuetext", showDay(S.from ?? DAYS.first));
  to.setAttribute("aria-valuetext", showDay(S.to ?? DAYS.last));
  const timed = S.from !== null || S.to !== null;
  $("time-text").textContent = timed ? periodText(S.from, S.to) : periodText(DAYS.first, DAYS.last);
  $("time-undated").textContent = TIME.undated ? tn(timed ? "undated_out" : "undated", TIME.undated) : "";
  $("time-all").hidden = !timed;
  drawTime();
}

function drawTime() {
  const canvas = TIME.canvas;
  if (!canvas || !TIME.counts || !canvas.clientWidth) return;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const n = TIME.bins.length - 1;
  const [low, high] = chosenBins();
  let most = 1;
  for (let i = 0; i < n; i++) most = Math.max(most, TIME.counts.reduce((sum, counts) => sum + counts[i], 0));
  const step = width / n;
  const gap = step > 5 ? 1.5 : step > 3 ? 0.75 : 0;
  ctx.fillStyle = COLOURS.hull;
  ctx.fillRect(low * step, 0, (high - low + 1) * step, height);
  for (let i = 0; i < n; i++) {
    let y = height;
    ctx.globalAlpha = i >= low && i <= high ? 1 : 0.28;
    for (const family of [2, 1, 0, 3, 4]) {
      const count = TIME.counts[family][i];
      if (!count) continue;
      const h = Math.max(0.75, (count / most) * (height - 3));
      ctx.fillStyle = COLOURS.family[family];
      ctx.fillRect(i * step + gap / 2, y - h, Math.max(0.8, step - gap), h);
      y -= h;
    }
  }
  ctx.globalAlpha = 1;
}

let moveFrame = 0;
function moveHandles(id, moving) {
  stopPlay();
  let low = Number($("time-from").value);
  let high = Number($("time-to").value);
  if (low > high) {
    // A handle pushes against the other one and does not pass it.
    if (id === "time-from") $("time-from").value = low = high;
    else $("time-to").value = high = low;
  }
  cancelAnimationFrame(moveFrame);
  if (moving) moveFrame = requestAnimationFrame(() => chooseBins(low, high, true));
  else chooseBins(low, high, false);
}

TIME.held = null;
function chooseBins(low, high, moving) {
  const patch = { from: low === 0 ? null : TIME.bins[low], to: high === lastBin() ? null : TIME.bins[high + 1] - 1 };
  // While a handle moves, the history stays as it is; Back then undoes the whole move.
  if (moving) {
    if (TIME.held === null) TIME.held = { from: S.from, to: S.to };
    const before = { ...S };
    Object.assign(S, patch);
    show(before);
  } else {
    TIME.held = null;
    choose(patch);
  }
}

function togglePlay() {
  if (TIME.timer) return stopPlay(true);
  let [low, high] = chosenBins();
  const grow = S.from === null;
  if (grow) high = S.to === null || high >= lastBin() ? 0 : high;
  else if (high >= lastBin()) [low, high] = [0, high - low];
  $("play").setAttribute("aria-pressed", "true");
  $("play").setAttribute("aria-label", t("pause"));
  const pace = Math.max(calm() ? 700 : 180, 9000 / (lastBin() + 1));
  const step = () => {
    chooseBins(low, high, true);
    if (high >= lastBin()) return stopPlay(true);
    high++;
    if (!grow) low++;
    TIME.timer = setTimeout(step, pace);
  };
  TIME.timer = setTimeout(step, 0);
}

function stopPlay(keep) {
  if (!TIME.timer) return;
  clearTimeout(TIME.timer);
  TIME.timer = null;
  $("play").setAttribute("aria-pressed", "false");
  $("play").setAttribute("aria-label", t("play"));
  if (keep) {
    TIME.held = null;
    choose({ from: S.from, to: S.to });
  }
}
