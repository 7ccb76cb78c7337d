// "This is wrong", "this is meant": noted per statement, downloaded as JSON lines for whoever keeps the data.

const CORRECTIONS = new Map();

function toggleCorrection(r, button) {
  const box = button.closest("li");
  const open = box.querySelector("form.correction");
  if (open) {
    open.remove();
    button.setAttribute("aria-expanded", "false");
    return;
  }
  button.setAttribute("aria-expanded", "true");
  const had = CORRECTIONS.get(REC.id[r]) || {};
  const name = `verdict-${r}`;
  const wrong = el("input", { type: "radio", name, checked: had.verdict !== "meant", onchange: () => (meant.disabled = true) });
  const right = el("input", { type: "radio", name, checked: had.verdict === "meant", onchange: () => (meant.disabled = false) });
  const option = (value, label, chosen) => el("option", { value, selected: value === chosen }, label);
  const relation = el("select", {}, RELATIONS.map((relation, i) => option(relation.name, relationLabel(i), had.relation || RELATIONS[REC.rel[r]].name)));
  const status = el("select", {}, STATUSES.map((s) => option(s, t(`status_${s}`), had.status || STATUSES[REC.st[r]])));
  const source = el("input", { type: "text", maxlength: 200, value: had.source || nameOf(sourceOf(r)) });
  const target = el("input", { type: "text", maxlength: 200, value: had.target || nameOf(targetOf(r)) });
  const note = el("input", { type: "text", maxlength: 500, value: had.note || "" });
  const field = (label, input) => el("label", {}, el("span", {}, label), input);
  const meant = el("fieldset", { disabled: had.verdict !== "meant" },
    el("legend", {}, t("meant_is")), field(t("col_source"), source), field(t("col_relation"), relation), field(t("col_target"), target), field(t("col_status"), status));
  const form = el("form", { class: "correction", "aria-label": t("correct"), oninput: () => relation.setCustomValidity(""), onsubmit: (event) => {
    event.preventDefault();
    const line = { statement: REC.id[r], verdict: right.checked ? "meant" : "wrong" };
    if (right.checked) {
      // Only what differs is said.
      if (relation.value !== RELATIONS[REC.rel[r]].name) line.relation = relation.value;
      if (status.value !== STATUSES[REC.st[r]]) line.status = status.value;
      if (source.value.trim() !== nameOf(sourceOf(r))) line.source = source.value.trim();
      if (target.value.trim() !== nameOf(targetOf(r))) line.target = target.value.trim();
    }
    if (right.checked && Object.keys(line).length === 2) {
      relation.setCustomValidity(t("meant_nothing"));
      relation.reportValidity();
      return;
    }
    if (note.value.trim()) line.note = note.value.trim();
    line.article = articleId[REC.art[r]];
    line.evidence = sentenceOf(r);
    line.at = isoDay(today());
    CORRECTIONS.set(REC.id[r], line);
    form.remove();
    button.textContent = t("corrected");
    button.setAttribute("aria-expanded", "false");
    button.focus();
    showCorrections();
    announce(tn("corrections", CORRECTIONS.size));
  } },
    el("label", { class: "choice" }, wrong, t("verdict_wrong")), el("label", { class: "choice" }, right, t("verdict_meant")),
    meant, field(t("note"), note),
    el("div", { class: "actions" }, el("button", { type: "submit", class: "primary" }, t("note_down")),
      had.verdict ? el("button", { type: "button", onclick: () => {
        CORRECTIONS.delete(REC.id[r]);
        form.remove();
        button.textContent = t("correct");
        button.setAttribute("aria-expanded", "false");
        showCorrections();
      } }, t("take_back")) : null));
  box.append(form);
  wrong.focus();
}

function correctionLines() {
  return [...CORRECTIONS.values()].map((line) => JSON.stringify(line)).join("\n") + "\n";
}

/** A button in the footer appears with the first correction. */
function showCorrections() {
  let button = $("corrections");
  if (!CORRECTIONS.size) {
    if (button) button.remove();
    return;
  }
  if (!button) {
    button = el("button", { type: "button", id: "corrections", class: "primary", onclick: () => {
      download("corrections.jsonl", "application/x-ndjson", correctionLines());
      CORRECTIONS.saved = CORRECTIONS.size;
    } });
    $("foot").prepend(button);
  }
  button.textContent = tn("download_corrections", CORRECTIONS.size);
}

window.addEventListener("beforeunload", (event) => {
  if (CORRECTIONS.size && CORRECTIONS.saved !== CORRECTIONS.size) event.preventDefault();
});
