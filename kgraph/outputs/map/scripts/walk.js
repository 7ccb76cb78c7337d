// The map by keyboard: one tab stop; arrows walk from actor to actor along lines, Enter opens the card.

MAP.cursor = null;

function startWalk() {
  const stage = $("stage");
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    if (arrows[event.key]) walk(arrows[event.key]);
    else if (event.key === "Home") moveCursor(SCENE.actors[0]);
    else if (event.key === "Enter" || event.key === " ") {
      if (MAP.cursor !== null) select({ actor: MAP.cursor });
    } else if (event.key === "n" || event.key === "N") nextPartner(event.key === "n" ? 1 : -1);
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") refit(true);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("focus", () => {
    if (MAP.cursor === null || !SCENE.inside[MAP.cursor]) MAP.cursor = S.actor !== null && SCENE.inside[S.actor] ? S.actor : null;
    drawOverlay();
  });
  stage.addEventListener("blur", drawOverlay);
}

function moveCursor(a) {
  if (a === undefined || a === null) return;
  MAP.cursor = a;
  centreOn(a);
  drawOverlay();
  const partners = partnersOf(a).filter((pair) => SCENE.inside[otherEnd(pair, a)]);
  announce(t("walk_at", { name: nameOf(a), type: t(`type_${TYPES[ACTORS.type[a]]}`), partners: tn("partners", partners.length) }));
}

/** The linked actor that lies best in a direction: near, and not far off to the side. */
function walk([dx, dy]) {
  const a = MAP.cursor;
  if (a === null || !SCENE.inside[a]) {
    moveCursor(S.actor !== null && SCENE.inside[S.actor] ? S.actor : SCENE.actors[0]);
    return;
  }
  let best = null;
  let least = Infinity;
  for (const pair of pairsOfActor.of(a)) {
    const b = otherEnd(pair, a);
    if (!F.sources[pair] || !SCENE.inside[b]) continue;
    const [ex, ey] = [SCENE.x[b] - SCENE.x[a], SCENE.y[b] - SCENE.y[a]];
    const ahead = ex * dx + ey * dy;
    const aside = Math.abs(ex * dy - ey * dx);
    if (ahead <= 0 || aside > ahead * 1.2) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [least, best] = [cost, b];
  }
  if (best === null) announce(t("walk_end", { name: nameOf(a) }));
  else moveCursor(best);
}

/** N goes round the partners by strength, for those whom no arrow reaches. */
function nextPartner(step) {
  const middle = S.actor !== null ? S.actor : MAP.cursor;
  if (middle === null) return;
  const partners = partnersOf(middle).map((pair) => otherEnd(pair, middle)).filter((b) => SCENE.inside[b]);
  if (!partners.length) return;
  const at = partners.indexOf(MAP.cursor);
  moveCursor(partners[(at + step + partners.length) % partners.length]);
}
