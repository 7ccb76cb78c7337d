// Small things that everything else uses: elements, words, numbers, dates, folding, downloads.
// Text reaches the page through text nodes and attributes only; innerHTML is never used.

const $ = (id) => document.getElementById(id);
const readJson = (id) => JSON.parse($(id).textContent);

const META = readJson("kg-meta");
const TEXTS = readJson("kg-texts");
let LANG = META.lang;

/** An element: el("button", {class: "x", type: "button", onclick: f, disabled: false}, child, "text", [more]). */
function el(tag, props, ...children) {
  return dress(document.createElement(tag), props, children);
}

function svgEl(tag, props, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function dress(node, props, children) {
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "open") node[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The words for `key`; {name} is replaced by values.name. */
function t(key, values) {
  const row = TEXTS[key];
  let text = row ? row[LANG] : key;
  for (const name in values) text = text.split(`{${name}}`).join(String(values[name]));
  return text;
}

/** Words that depend on a number: key_one for 1, key_many otherwise; {n} is the number. */
function tn(key, n, values) {
  return t(n === 1 ? `${key}_one` : `${key}_many`, { n: num(n), ...values });
}

const numberFormats = { de: new Intl.NumberFormat("de-DE"), en: new Intl.NumberFormat("en-GB") };
const num = (n) => numberFormats[LANG].format(n);

/** The heading; one that nobody chose is in the reader's language. */
const mapTitle = () => (Object.values(TEXTS.default_title).includes(META.title) ? t("default_title") : META.title);

/** The filter that the map was made with, in the reader's language. */
const shownWords = () => (META.shown || "").replace(/confidence ≥ ([\d.]+)/, (_, least) => `${t("least_confidence")} ≥ ${num(Number(least))}`);

// Dates travel as days since 1970-01-01 (negative before), always in UTC.
const DAY_MS = 86400000;
const dateFormats = {};
function dateFormat(options) {
  const key = LANG + JSON.stringify(options);
  if (!dateFormats[key]) {
    dateFormats[key] = new Intl.DateTimeFormat(LANG === "de" ? "de-DE" : "en-GB", { timeZone: "UTC", ...options });
  }
  return dateFormats[key];
}
// In English the month is a word: 01/10 is October to some and January to others.
const showDay = (day) => dateFormat({ day: "numeric", month: LANG === "de" ? "numeric" : "short", year: "numeric" }).format(day * DAY_MS);
const showLongDay = (day) => dateFormat({ day: "numeric", month: "long", year: "numeric" }).format(day * DAY_MS);
const showMonth = (day) => dateFormat({ month: "short", year: "numeric" }).format(day * DAY_MS);
function isoDay(day) {
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  const pad = (n, width) => String(n).padStart(width, "0");
  return `${pad(year, 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}
function parseDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text || "")) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}
const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / DAY_MS);

/** Lower case without accents; ß is ss. `umlauts` writes ä as ae, the way many people type it. */
function fold(text, umlauts) {
  let low = text.toLowerCase().replace(/ß/g, "ss").replace(/ø/g, umlauts ? "oe" : "o").replace(/ł/g, "l").replace(/ı/g, "i").replace(/æ/g, "ae").replace(/đ/g, "d");
  if (umlauts) low = low.normalize("NFC").replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue");
  return low.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function shorten(text, length) {
  const chars = Array.from(text);
  return chars.length <= length ? text : `${chars.slice(0, length - 1).join("").trimEnd()}…`;
}

function announce(text) {
  $("live").textContent = text;
}

/** Only absolute http(s) addresses become links; anything else stays text. */
function safeLink(url, label, cls) {
  if (!/^https?:\/\//i.test(url || "")) return el("span", { class: cls }, label);
  return el("a", { class: cls, href: url, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" }, label);
}

function download(name, type, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 20000);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { class: "sr", "aria-hidden": "true" });
    box.value = text;
    (document.querySelector("dialog[open]") || document.body).append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  announce(t("copied"));
}

const media = (query) => window.matchMedia(query).matches;
const calm = () => media("(prefers-reduced-motion: reduce)");
