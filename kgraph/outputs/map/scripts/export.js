// Taking the view away: SVG and PNG with title, filter and date in the picture; CSV, JSON, GraphML; the link.

/** The filter in words; "" when nothing is set. */
function filterLine() {
  const parts = activeFilters().map(([, words]) => words);
  if (S.ego !== null) parts.unshift(tn("ego_line", S.depth, { name: shorten(nameOf(S.ego), 60) }));
  if (META.shown) parts.unshift(shownWords());
  return parts.join(" · ");
}

const xmlEscapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const xml = (text) => String(text).replace(/[&<>"']/g, (char) => xmlEscapes[char]).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ");

const fileStem = () => (fold(mapTitle(), true).replace(/ /g, "-").slice(0, 60) || "kgraph") + `-${isoDay(today())}`;

const svgRing = (x, y, width, colour) => `<circle cx="${short(x)}" cy="${short(y)}" r="${short(claimRadius(width))}" fill="${COLOURS.paper}" stroke="${colour}" stroke-width="${short(Math.max(1.3, width * 0.6))}"/>`;

/** Text in lines of at most `most` pixels, broken at its middle dots. */
function linesOf(text, most) {
  const lines = [];
  for (const part of text.split(" · ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} · ${part}` : part;
    if (lines.length && textWidth(longer, 12) <= most) lines[lines.length - 1] = longer;
    else lines.push(shorten(part, Math.floor(most / 7)));
  }
  return lines;
}

/** The picture as it stands on the screen: same positions, sizes and labels. */
function pictureSvg() {
  readCamera();
  const width = Math.max(640, Math.round(camera.width || 1000));
  const subtitle = linesOf([$("shown").textContent, filterLine(), headline()].filter(Boolean).join(" · "), width - 48);
  const head = 46 + 18 * subtitle.length;
  const height = Math.max(420, Math.round(camera.height || 700));
  const shift = [(width - (camera.width || width)) / 2, (height - (camera.height || height)) / 2];
  const at = (a) => {
    const [x, y] = toPixel(SCENE.x[a], SCENE.y[a]);
    return [x + shift[0], y + shift[1], pixelRadius(a)];
  };
  const out = [];
  const hull = VIEW.hulls.map((h) => {
    const points = h.points.map(([x, y]) => toPixel(x, y)).map(([x, y]) => `${short(x + shift[0])},${short(y + shift[1])}`).join(" ");
    return `<polygon points="${points}" fill="${COLOURS.hull}" stroke="${COLOURS.hull}" stroke-width="${short(44 * zoomFactor() ** 0.5)}" stroke-linejoin="round"/>`;
  });
  const held = PATH.found || (S.actor !== null || S.pair !== null ? focus() : null);
  const faded = (on) => (held && !on ? ' opacity="0.18"' : "");
  const lines = SCENE.pairs.map((pair) => {
    const [ax, ay, ar] = at(PAIRS.low[pair]);
    const [bx, by, br] = at(PAIRS.high[pair]);
    const colour = COLOURS.family[F.family[pair]];
    const w = Math.max(0.5, pixelWidth(pair));
    const dash = dashOf(F.status[pair]);
    const angle = Math.atan2(by - ay, bx - ax);
    const tip = (x, y, turn) => {
      const size = 5 + w;
      const corner = (d) => `${short(x - Math.cos(turn + d) * size)} ${short(y - Math.sin(turn + d) * size)}`;
      return `<path d="M${short(x)} ${short(y)}L${corner(-0.42)}L${corner(0.42)}Z" fill="${colour}"/>`;
    };
    const ring = F.claim[pair] ? svgRing((ax + bx) / 2, (ay + by) / 2, w, colour) : "";
    const tips = SCENE.pairs.length > MANY_LINES ? "" :
      (F.arrows[pair] & 1 ? tip(bx - Math.cos(angle) * (br + 1), by - Math.sin(angle) * (br + 1), angle) : "") +
      (F.arrows[pair] & 2 ? tip(ax + Math.cos(angle) * (ar + 1), ay + Math.sin(angle) * (ar + 1), angle + Math.PI) : "");
    return `<g${faded(held && held.pairs.includes(pair))}><path d="M${short(ax)} ${short(ay)}L${short(bx)} ${short(by)}" stroke="${colour}" stroke-width="${short(w)}"${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>${ring}${tips}</g>`;
  });
  const marks = SCENE.actors.slice().reverse().map((a) => {
    const [x, y, r] = at(a);
    return `<path d="${shapePath(ACTORS.type[a], x, y, r)}" fill="${COLOURS.type[ACTORS.type[a]]}" stroke="${COLOURS.paper}" stroke-width="1.6"${faded(held && held.actors.includes(a))}><title>${xml(nameOf(a))}</title></path>`;
  });
  const labels = placeLabels(held ? held.actors : SCENE.actors, at, width, height, held ? held.actors.slice(0, 60) : null).map((label) =>
    `<text x="${short(label.x)}" y="${short(label.y)}" font-size="${label.size}"${label.bold ? ' font-weight="600"' : ""}>${xml(label.text)}</text>`);
  const families = FAMILIES.map((family, f) => [family, f]).filter(([, f]) => SCENE.pairs.some((pair) => F.family[pair] === f));
  // The legend names what the picture holds: colours, then how lines are drawn when not all of them happened.
  const kinds = STATUSES.filter((_, i) => i && SCENE.pairs.some((pair) => F.status[pair] === i)).map((status) => [t(`legend_${status}`), COLOURS.muted, DASHES[status]]);
  if (SCENE.pairs.some((pair) => F.claim[pair])) kinds.push([t("legend_claimed"), COLOURS.muted, null, true]);
  const entries = [...families.map(([family, f]) => [t(`family_${family}`), COLOURS.family[f]]), ...kinds];
  let [x, row] = [24, 0];
  const legend = entries.map(([words, colour, dash, claim]) => {
    const wide = 28 + textWidth(words, 12) + 22;
    if (x > 24 && x + wide > width) [x, row] = [24, row + 1];
    const y = height + head + 21 + row * 20;
    const piece = `<path d="M${x} ${y}h22" stroke="${colour}" stroke-width="${dash || claim ? 2 : 3}"${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>${claim ? svgRing(x + 11, y, 2, colour) : ""}<text x="${x + 28}" y="${y + 4}" font-size="12">${xml(words)}</text>`;
    x += wide;
    return piece;
  });
  const foot = 56 + row * 20;
  const note = `${t("honesty")} kgraph ${META.version} · ${isoDay(today())}`;
  out.push(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head + foot}" viewBox="0 0 ${width} ${height + head + foot}" font-family="${xml(FONT)}">`,
    `<title>${xml(mapTitle())}</title><desc>${xml(subtitle.join(" · "))}</desc>`,
    `<rect width="100%" height="100%" fill="${COLOURS.paper}"/>`,
    `<text x="24" y="32" font-size="20" font-weight="600" fill="${COLOURS.ink}">${xml(shorten(mapTitle(), Math.floor(width / 11)))}</text>`,
    ...subtitle.map((line, i) => `<text x="24" y="${52 + 18 * i}" font-size="12" fill="${COLOURS.muted}">${xml(line)}</text>`),
    `<svg x="0" y="${head}" width="${width}" height="${height}">${hull.join("")}<g fill="none">${lines.join("")}</g>${marks.join("")}`,
    `<g text-anchor="middle" fill="${COLOURS.ink}" stroke="${COLOURS.paper}" stroke-width="3.2" stroke-linejoin="round" paint-order="stroke">${labels.join("")}</g></svg>`,
    `<g fill="${COLOURS.ink}">${legend.join("")}</g>`,
    `<text x="24" y="${height + head + foot - 11}" font-size="11" fill="${COLOURS.muted}">${xml(note)}</text>`,
    "</svg>",
  );
  return out.join("\n");
}

function picturePng(svgText) {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([svgText], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const scale = 2;
      const canvas = el("canvas", { width: image.width * scale, height: image.height * scale });
      const ctx = canvas.getContext("2d");
      ctx.scale(scale, scale);
      ctx.drawImage(image, 0, 0);
      URL.revokeObjectURL(url);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png");
    };
    image.onerror = () => reject(new Error("SVG"));
    image.src = url;
  });
}

/** One record as plain values; the keys are those of statements.jsonl where both have them. */
function plainRecord(r) {
  const art = REC.art[r];
  const day = (value) => (value === NONE || value === null ? null : isoDay(value));
  return {
    id: REC.id[r], date: day(REC.day[r]), source: nameOf(sourceOf(r)), source_id: ACTORS.id[sourceOf(r)], relation: RELATIONS[REC.rel[r]].name,
    target: nameOf(targetOf(r)), target_id: ACTORS.id[targetOf(r)], status: STATUSES[REC.st[r]], mode: stringAt(REC.mode[r]) || null,
    predicate: stringAt(REC.pred[r]) || null, role: stringAt(REC.role[r]) || null, claimed_by: claimText(r) || null, place: stringAt(REC.place[r]) || null,
    time_text: stringAt(REC.whenText[r]) || null, first: day(REC.first[r]), last: day(REC.last[r]), evidence: sentenceOf(r),
    article: articleId[art], title: articleTitle[art] || null, outlet: articleOutlet[art] || null, published: day(articleDay[art]), url: articleUrl[art] || null,
    lang: DATA.langs[articleLang[art]], confidence: REC.conf[r] / 100, rule: stringAt(REC.rule[r]) || null,
  };
}

const viewInfo = () => ({ title: mapTitle(), filter: filterLine(), made: isoDay(today()), kgraph: META.version, input: META.input, note: t("honesty") });

function viewCsv(rows) {
  const keys = Object.keys(plainRecord.length && rows.length ? plainRecord(rows[0]) : { id: 0 });
  const cell = (value) => {
    let text = value === null ? "" : String(value);
    // A spreadsheet would run a cell that starts like a formula.
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r;]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const lines = rows.map((r) => Object.values(plainRecord(r)).map(cell).join(","));
  return `\ufeff${[keys.join(","), ...lines].join("\r\n")}\r\n`;
}

function viewActors(rows) {
  const used = new Set(rows.flatMap((r) => [sourceOf(r), targetOf(r)]));
  return [...used].sort((a, b) => a - b);
}

function viewJson(rows) {
  const actors = viewActors(rows).map((a) => ({ id: ACTORS.id[a], name: nameOf(a), type: TYPES[ACTORS.type[a]], wikidata: ACTORS.wikidata[a] || null, x: SCENE.x[a], y: SCENE.y[a] }));
  return `${JSON.stringify({ ...viewInfo(), actors, statements: rows.map(plainRecord) }, null, 1)}\n`;
}

function viewGraphml(rows) {
  const kinds = { confidence: "double", x: "double", y: "double" };
  const fields = Object.keys(rows.length ? plainRecord(rows[0]) : {}).filter((key) => !["id", "source_id", "target_id", "source", "target"].includes(key));
  const key = (id, on, name) => `<key id="${id}" for="${on}" attr.name="${name}" attr.type="${kinds[name] || "string"}"/>`;
  const nodeFields = ["label", "type", "wikidata", "x", "y"];
  const nodes = viewActors(rows).map((a) => {
    const values = { label: nameOf(a), type: TYPES[ACTORS.type[a]], wikidata: ACTORS.wikidata[a] || null, x: SCENE.x[a], y: -SCENE.y[a] };
    return `<node id="${xml(ACTORS.id[a])}">${nodeFields.filter((f) => values[f] !== null).map((f) => `<data key="n_${f}">${xml(values[f])}</data>`).join("")}</node>`;
  });
  const edges = rows.map((r) => {
    const values = plainRecord(r);
    return `<edge id="${xml(values.id)}" source="${xml(values.source_id)}" target="${xml(values.target_id)}">${fields.filter((f) => values[f] !== null).map((f) => `<data key="e_${f}">${xml(values[f])}</data>`).join("")}</edge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${nodeFields.map((f) => key(`n_${f}`, "node", f)).join("\n")}\n${fields.map((f) => key(`e_${f}`, "edge", f)).join("\n")}\n<graph id="kgraph" edgedefault="directed">\n${nodes.join("\n")}\n${edges.join("\n")}\n</graph>\n</graphml>\n`;
}

const EXPORTS = {
  svg: () => download(`${fileStem()}.svg`, "image/svg+xml", pictureSvg()),
  png: async () => download(`${fileStem()}.png`, "image/png", await picturePng(pictureSvg())),
  csv: () => download(`${fileStem()}.csv`, "text/csv;charset=utf-8", viewCsv(sortRecords(viewRecords()))),
  json: () => download(`${fileStem()}.json`, "application/json", viewJson(sortRecords(viewRecords()))),
  graphml: () => download(`${fileStem()}.graphml`, "application/xml", viewGraphml(viewRecords())),
};

function openShareDialog() {
  const dialog = $("share-dialog");
  const rows = viewRecords().length;
  const link = el("input", { type: "text", readonly: true, value: location.href, "aria-label": t("link"), onfocus: (event) => event.target.select() });
  const button = (kind) => el("button", { type: "button", id: `export-${kind}`, onclick: async () => {
    try {
      await EXPORTS[kind]();
      announce(t("exported", { kind: kind.toUpperCase() }));
    } catch {
      announce(t("export_failed"));
    }
  } }, el("strong", {}, kind === "graphml" ? "GraphML" : kind.toUpperCase()), el("span", {}, t(`export_${kind}`)));
  fill(dialog, dialogHead("share-title", t("share")),
    el("h3", {}, t("link")), el("p", { class: "soft" }, t("link_hint")), el("div", { class: "copyline" }, link, el("button", { type: "button", onclick: () => copyText(location.href) }, t("copy"))),
    el("h3", {}, t("picture")), el("div", { class: "exports" }, ["svg", "png"].map(button)),
    el("h3", {}, t("data")), el("p", { class: "soft" }, [tn("export_rows", rows), filterLine()].filter(Boolean).join(" · ")), el("div", { class: "exports" }, ["csv", "json", "graphml"].map(button)),
    el("h3", {}, t("print")), el("div", { class: "exports" }, el("button", { type: "button", id: "print", onclick: () => { dialog.close(); window.print(); } }, el("strong", {}, t("print")), el("span", {}, t("print_hint")))));
  dialog.showModal();
}
