// Wires it all together: what a change of the choice redraws, theme, language, drawers, keys.

/** Redraw what differs between the choice `before` and now. */
function show(before) {
  document.body.toggleAttribute("data-picked", S.actor !== null || S.pair !== null || S.path !== null);
  const differs = (keys) => keys.some((key) => S[key] !== before[key]);
  const filtered = differs(FILTER_KEYS);
  const reshaped = differs(SCENE_KEYS);
  const selected = differs(["actor", "pair"]);
  if (filtered) computeFilter();
  if (filtered || differs(["path"])) computePath();
  if (filtered || reshaped || selected) {
    const was = SCENE.actors;
    const radial = SCENE.distance !== null;
    computeScene();
    const same = was.length === SCENE.actors.length && was.every((a) => SCENE.inside[a]);
    if (differs(["view"])) switchView();
    if (differs(["ego", "depth", "limit"]) || radial !== (SCENE.distance !== null)) refit(true);
    else if (!same || filtered || differs(["lines", "path"])) {
      measureScene(camera.width, camera.height, false);
      syncMap();
    } else drawOverlay();
    MAP.hover = null;
    $("tip").hidden = true;
    if (differs(["path"]) && PATH.found) lookAt(PATH.found.actors);
    else if (selected && S.pair !== null && F.sources[S.pair]) lookAt([PAIRS.low[S.pair], PAIRS.high[S.pair]]);
    else if (selected && S.actor !== null && SCENE.inside[S.actor] && !reshaped) centreOn(S.actor);
    else if (selected && !reshaped) lookBack();
  } else if (differs(["view"])) switchView();
  if (filtered) {
    showFacets();
    showTime();
  }
  if (filtered || selected || reshaped) showCard();
  if (filtered || differs(["path"])) announcePath();
  if (filtered || selected || reshaped || differs(["view", "sort", "desc"])) {
    showNothing();
    showTable();
    showLine();
  }
}

function showAll() {
  document.body.toggleAttribute("data-picked", S.actor !== null || S.pair !== null || S.path !== null);
  computeFilter();
  computePath();
  computeScene();
  switchView();
  refit(false);
  if (PATH.found) lookAt(PATH.found.actors, true);
  else if (S.pair !== null && F.sources[S.pair]) lookAt([PAIRS.low[S.pair], PAIRS.high[S.pair]], true);
  showFacets();
  showTime();
  showCard();
  showNothing();
  showTable();
  showLine();
  drawOverlay();
}

function switchView() {
  const map = S.view === "map";
  document.body.dataset.view = S.view;
  $("mapview").hidden = !map;
  $("tableview").hidden = map;
  $("view-map").setAttribute("aria-pressed", String(map));
  $("view-table").setAttribute("aria-pressed", String(!map));
  if (map && MAP.net && $("stage").clientWidth) refit(false);
}

/** The line above the map: what part is shown, and how to see more. */
function showLine() {
  const shown = SCENE.actors.length;
  const words = [];
  if (S.ego !== null) words.push(tn("ego_line", S.depth, { name: shorten(nameOf(S.ego), 60) }), `${tn("actors", shown)}${SCENE.cut ? ` (${t("strongest_only", { n: num(EGO_MOST) })})` : ""}`);
  else if (SCENE.cut) words.push(t("strongest_shown", { n: num(shown), all: num(SCENE.candidates) }));
  else words.push(tn("actors_shown", shown));
  words.push(SCENE.pairs.length < SCENE.between.length ? t("lines_of", { n: num(SCENE.pairs.length), all: num(SCENE.between.length) }) : tn("lines", SCENE.pairs.length));
  if (S.view === "table") words.splice(0, words.length, tn("rows", viewRecords().length), S.actor !== null ? shorten(nameOf(S.actor), 40) : "", S.ego !== null ? tn("ego_line", S.depth, { name: shorten(nameOf(S.ego), 40) }) : "");
  $("shown").textContent = words.filter(Boolean).join(" · ");
  const actions = [];
  const button = (id, label, patch, pressed) => el("button", { type: "button", id, "aria-pressed": pressed === undefined ? null : String(pressed), onclick: () => choose(patch) }, label);
  if (S.ego !== null) {
    for (const depth of [1, 2, 3]) actions.push(button(`depth-${depth}`, tn("depth", depth), { depth }, S.depth === depth));
    actions.push(button("ego-leave", t("ego_leave"), { ego: null }));
  } else if (S.view === "map") {
    const limit = S.limit === null ? startLimit() : S.limit || ACTORS.n;
    if (SCENE.cut && SCENE.candidates > limit + 150) actions.push(button("more-actors", t("more_actors", { n: num(150) }), { limit: limit + 150 }));
    if (SCENE.cut) actions.push(button("all-actors", t("all_actors", { n: num(SCENE.candidates) }), { limit: 0 }));
    if (S.limit !== null) actions.push(button("fewer-actors", t("fewer_actors"), { limit: null }));
  }
  if (S.view === "map" && (SCENE.pairs.length < SCENE.between.length || S.lines)) actions.push(button("all-lines", t("all_lines"), { lines: S.lines ? null : "all" }, S.lines === "all"));
  if (S.view === "table" && S.ego === null && (S.actor !== null || S.pair !== null || S.path)) actions.push(button("whole-view", t("whole_view"), { actor: null, pair: null, path: null }));
  const held = document.activeElement && document.activeElement.id;
  fill($("viewactions"), actions);
  // A rebuilt button keeps the focus it had.
  if (held && $(held) && $(held) !== document.activeElement) $(held).focus();
}

const headline = () => {
  const c = META.counts;
  const period = c.first ? periodText(parseDay(c.first), parseDay(c.last)) : "";
  return [period, tn("actors", c.actors), tn("relations", c.relations), `${tn("sentences", c.sentences)} ${tn("from_n_articles", c.articles)}`].filter(Boolean).join(" · ");
};

/** All words anew: at the start and when the language changes. */
function relabel() {
  document.documentElement.lang = LANG;
  document.title = $("title").textContent = mapTitle();
  for (const [attribute, target] of [["data-t", null], ["data-t-label", "aria-label"], ["data-t-placeholder", "placeholder"]]) {
    for (const node of document.querySelectorAll(`[${attribute}]`)) {
      if (target) node.setAttribute(target, t(node.getAttribute(attribute)));
      else node.textContent = t(node.getAttribute(attribute));
    }
  }
  fill($("facts"), META.shown ? [el("strong", {}, shownWords()), " · "] : null, headline());
  $("lang").textContent = LANG === "de" ? "EN" : "DE";
  $("lang").setAttribute("lang", LANG === "de" ? "en" : "de");
  $("imprint").textContent = [
    `kgraph ${META.version}`,
    META.counts.as_of ? t("as_of", { day: showDay(parseDay(META.counts.as_of)) }) : "",
    META.input ? t("input_hash", { hash: META.input.slice(0, 12) }) : "",
    shownWords(),
  ].filter(Boolean).join(" · ");
  buildFacets();
  buildTime();
  showCorrections();
}

function setLanguage(lang) {
  LANG = lang;
  relabel();
  choose({}, true);
  showFacets();
  showTime();
  showCard();
  showNothing();
  showTable();
  showLine();
  drawOverlay();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  readColours();
  if (MAP.net) {
    syncMap();
    MAP.net.redraw();
  }
  drawTime();
}

const remembered = {
  get: (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Some browsers give files no storage; the choice then lasts for this visit.
    }
  },
};

// ---- drawers, dialogs ----

let drawerOpener = null;
function openDrawer(id) {
  closeDrawers(true);
  drawerOpener = document.activeElement;
  document.body.dataset.drawer = id;
  $("scrim").hidden = false;
  $(`open-${id}`).setAttribute("aria-expanded", "true");
  if (media("(max-width: 999.98px)")) $(id).querySelector(".close-drawer").focus();
}
function closeDrawers(silent) {
  if (!document.body.dataset.drawer) return;
  delete document.body.dataset.drawer;
  $("scrim").hidden = true;
  for (const id of ["left", "right"]) $(`open-${id}`).setAttribute("aria-expanded", "false");
  if (!silent && drawerOpener && drawerOpener.isConnected) drawerOpener.focus();
}

function dialogHead(id, words) {
  return el("div", { class: "dialog-head" }, el("h2", { id }, words), el("button", { type: "button", class: "quiet icon", "aria-label": t("close"), onclick: (event) => event.currentTarget.closest("dialog").close() }, "×"));
}

function openHelp() {
  const key = (keys, words) => el("tr", {}, el("th", { scope: "row" }, keys.map((k) => [el("kbd", {}, k), " "])), el("td", {}, words));
  fill($("help-dialog"), dialogHead("help-title", t("help")),
    el("p", {}, t("help_1")), el("p", {}, t("help_2")), el("p", {}, t("help_3")),
    el("h3", {}, t("keys")),
    el("table", { class: "keys" }, el("tbody", {},
      key(["/"], t("key_search")), key(["E"], t("key_ego")), key(["1", "2", "3"], t("key_depth")), key(["P"], t("key_path")), key(["Shift"], t("key_shift")),
      key(["T"], t("key_table")), key(["←", "↑", "→", "↓"], t("key_walk")), key(["N"], t("key_next")), key(["Enter"], t("key_enter")), key(["+", "−", "0"], t("key_zoom")), key(["Esc"], t("key_escape")), key(["?"], t("key_help")))),
    el("h3", {}, t("legend_lines")),
    el("ul", { class: "legend" }, STATUSES.map((status) => el("li", {}, familyIcon(0, DASHES[status]), t(`legend_${status}`))),
      el("li", {}, familyIcon(0, null, true), t("legend_claimed"))));
  $("help-dialog").showModal();
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=checkbox]):not([type=range]), select, textarea");
  if (event.key === "Escape") {
    if (document.body.dataset.drawer) closeDrawers();
    else if (typing) return;
    else if (S.pair !== null || S.actor !== null) choose({ pair: null, actor: null });
    else if (S.path) choose({ path: null });
    else if (S.ego !== null) choose({ ego: null });
    return;
  }
  if (typing) return;
  const key = event.key.toLowerCase();
  const subject = S.actor !== null ? S.actor : MAP.cursor;
  if (key === "/") {
    if (media("(max-width: 999.98px)")) openDrawer("left");
    $("search").focus();
  } else if (key === "?") openHelp();
  else if (key === "e") {
    if (S.ego !== null) choose({ ego: null });
    else if (subject !== null) choose({ ego: subject, depth: 1, view: "map" });
    else announce(t("pick_actor_first"));
  } else if (key === "p") openPathDialog(subject);
  else if (key === "t") choose({ view: S.view === "map" ? "table" : "map" });
  else if (S.ego !== null && ["1", "2", "3"].includes(key)) choose({ depth: Number(key) });
  else return;
  event.preventDefault();
}

function start() {
  Object.assign(S, decodeState(location.hash));
  setTheme(remembered.get("kgraph-theme") || (media("(prefers-color-scheme: dark)") ? "dark" : "light"));
  relabel();
  computeFilter();
  startMap();
  startWalk();
  showAll();
  // The index is not needed for the first picture.
  setTimeout(buildSearch, 0);
  comboBox($("search"), $("hits"), (a) => {
    closeDrawers(true);
    select({ actor: a });
    // Out of the box, so that E, P and T are keys again and a screen reader begins with the name.
    if (!document.body.dataset.drawer) $("card").focus({ preventScroll: true });
  });
  $("view-map").onclick = () => choose({ view: "map" });
  $("view-table").onclick = () => choose({ view: "table" });
  $("open-left").onclick = () => (document.body.dataset.drawer === "left" ? closeDrawers() : openDrawer("left"));
  $("open-right").onclick = () => (document.body.dataset.drawer === "right" ? closeDrawers() : openDrawer("right"));
  for (const node of document.querySelectorAll(".close-drawer")) node.onclick = () => closeDrawers();
  $("scrim").onclick = () => closeDrawers();
  $("open-path").onclick = () => openPathDialog();
  $("open-share").onclick = openShareDialog;
  $("open-help").onclick = openHelp;
  $("lang").onclick = () => setLanguage(LANG === "de" ? "en" : "de");
  $("theme").onclick = () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    remembered.set("kgraph-theme", theme);
    setTheme(theme);
  };
  $("zoom-in").onclick = () => zoomBy(1.35);
  $("zoom-out").onclick = () => zoomBy(1 / 1.35);
  $("zoom-fit").onclick = () => refit(true);
  $("skip").onclick = (event) => {
    event.preventDefault();
    $("main").focus();
  };
  document.addEventListener("keydown", pressKey);
  document.documentElement.dataset.ready = "true";
}

start();
