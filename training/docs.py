"""From annotated sentences to spaCy Docs in the pipelines' own tokenisation, and their variation for
training."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from training.corpora import Sentence, Word

OPEN_QUOTES = {"„", "``", "»", "‚"}
CLOSE_QUOTES = {"“", "''", "«", "”"}
STYLES_DE = (
    [("„", "“")] * 9 + [('"', '"')] * 6 + [("»", "«")] * 3 + [("«", "»")] + [("“", "”")] * 3 + [("„", "”")]
)
STYLES_EN = [("“", "”")] * 6 + [('"', '"')] * 6 + [("``", "''")] + [("‘", "’")]


def vary(sentence: Sentence, rng: random.Random, lang: str) -> Sentence:
    """A copy with another style of quotation marks, dashes and apostrophes, now and then."""
    opening, closing = rng.choice(STYLES_DE if lang == "de" else STYLES_EN)
    swap_dash = rng.random() < 0.3
    curly = rng.random() < 0.3
    inside = False
    out = []
    for word in sentence:
        word = replace(word)
        if word.group < 0:
            if word.form in OPEN_QUOTES or (word.form in ('"', "“") and not inside):
                word.form, inside = opening, True
            elif word.form in CLOSE_QUOTES or word.form == '"':
                word.form, inside = closing, False
            elif swap_dash and word.form in ("-", "–", "--") and word.space:
                word.form = "–" if word.form != "–" else "-"
        if curly and "'" in word.form:
            word.form = word.form.replace("'", "’")
            word.surface = word.surface.replace("'", "’")
        elif curly:
            word.surface = word.surface.replace("'", "’")
        out.append(word)
    return out


def lay_out(sentences: Sequence[Sentence], separators: Sequence[str]) -> tuple[str, list[Sentence]]:
    """Builds the text and sets each word's start and end; words of one multiword token share the surface
    unless the surface is just their concatenation (English "don't")."""
    text = ""
    for sentence, separator in zip(sentences, separators, strict=True):
        i = 0
        while i < len(sentence):
            word = sentence[i]
            if word.group >= 0:
                j = i
                while j < len(sentence) and sentence[j].group == word.group:
                    j += 1
                members = sentence[i:j]
                surface = word.surface or "".join(m.form for m in members)
                if "".join(m.form for m in members) == surface:
                    for member in members:
                        member.start = len(text)
                        text += member.form
                        member.end = len(text)
                else:
                    for member in members:
                        member.start, member.end = len(text), len(text) + len(surface)
                    text += surface
                if members[-1].space and j < len(sentence):
                    text += " "
                i = j
                continue
            word.start = len(text)
            text += word.form
            word.end = len(text)
            if word.space and i + 1 < len(sentence):
                text += " "
            i += 1
        text += separator
    return text, list(sentences)


def project(tokens: Sequence[Token], words: Sequence[Word]) -> list[Word] | None:
    """Carries the annotation of `words` over to `tokens` (both ordered, covering the same characters).

    Several words in one token ("im", "Online-Händler") become one: the word whose head lies outside
    governs; an article never does. A word of several tokens: its last alphanumeric part is its head, the
    rest hangs on that. Returns None where the two cut across each other.
    """
    owner: list[list[int]] = []
    parts: dict[int, list[int]] = {}
    w = 0
    spans = [(t.idx, t.idx + len(t.text)) for t in tokens]
    for t, (start, end) in enumerate(spans):
        while w < len(words) and words[w].end <= start:
            w += 1
        covered = []
        k = w
        while k < len(words) and words[k].start < end:
            if words[k].end > start:
                covered.append(k)
            k += 1
        if not covered and not tokens[t].is_space:
            return None
        if len(covered) > 1 and (words[covered[0]].start < start or words[covered[-1]].end > end):
            return None
        owner.append(covered)
        for k in covered:
            parts.setdefault(k, []).append(t)
    lead: dict[int, int] = {}
    for k, ts in parts.items():
        alnum = [t for t in ts if any(c.isalnum() for c in tokens[t].text)]
        lead[k] = (alnum or ts)[-1]
    out: list[Word] = []
    for t, covered in enumerate(owner):
        if not covered:
            out.append(Word(tokens[t].text))
            continue
        tree = words[covered[0]].head is not None
        ner = next((words[k].ner for k in covered if words[k].ner not in ("", "O")), words[covered[0]].ner)
        if len(covered) > 1 and all(words[k].ner for k in covered) and words[covered[-1]].ner == "O":
            ner = "O"  # "Merkel-Kritiker" split in three: the whole is no name
        if len(covered) == 1:
            k = covered[0]
            word = replace(words[k])
            if len(parts[k]) > 1:
                if lead[k] != t:
                    is_word = any(c.isalnum() for c in tokens[t].text)
                    word.upos, word.xpos = (word.upos, word.xpos) if is_word else ("PUNCT", "")
                    word.feats, word.lemma = "", tokens[t].text
                    word.deprel = "dep" if is_word else "punct"
                    word.head = lead[k] if tree else None
                    if ner.startswith("B-") and t != parts[k][0]:
                        ner = "I-" + ner[2:]
                else:
                    word.lemma = word.lemma if len(tokens[t].text) > 2 else tokens[t].text
                    if ner.startswith("B-") and t != parts[k][0]:
                        ner = "I-" + ner[2:]
                    word.head = None if not tree else t if words[k].head == k else lead[words[k].head or 0]
            elif tree:
                word.head = t if words[k].head == k else lead[words[k].head or 0]
        else:
            inside = set(covered)
            tops = [
                k
                for k in covered
                if words[k].head is None or words[k].head == k or words[k].head not in inside
            ]
            tops = [k for k in tops if not _returns(words, k, inside)] or tops
            content = [k for k in tops if words[k].upos not in ("PUNCT", "DET")] or tops
            first_is_adp = words[covered[0]].upos == "ADP" and covered[0] in tops
            k = covered[0] if first_is_adp else content[-1]
            word = replace(words[k])
            if first_is_adp:
                det = words[covered[-1]]
                word.feats = "|".join(f for f in det.feats.split("|") if f[:4] in ("Case", "Gend", "Numb"))
                word.feats = ""  # prepositions carry no features in this label set
                word.xpos = "APPRART" if word.xpos else ""
            elif word.lemma and "-" in tokens[t].text and "-" not in word.lemma:
                head_part = word.lemma if word.upos in ("NOUN", "PROPN", "ADJ") else ""
                prefix = tokens[t].text.rsplit("-", 1)[0]
                word.lemma = f"{prefix}-{head_part}" if head_part else ""
            if tree:
                word.head = t if words[k].head == k else lead[words[k].head or 0]
        word.ner = ner
        word.form = tokens[t].text
        out.append(word)
    # Whitespace hangs on the token before it.
    for t, covered in enumerate(owner):
        if covered:
            continue
        space = out[t]
        space.upos, space.xpos, space.deprel, space.lemma = "SPACE", "_SP", "dep", tokens[t].text
        anchor = t - 1 if t else t + 1
        has_tree = any(w.head is not None for w in words)
        space.head = (anchor if 0 <= anchor < len(out) else t) if has_tree else None
        inner = t and t + 1 < len(out) and out[t - 1].ner not in ("", "O") and out[t + 1].ner.startswith("I-")
        space.ner = "I-" + out[t - 1].ner[2:] if inner else "O" if any(w.ner for w in words) else ""
    if any(w.head is not None for w in out) and not is_tree([w.head for w in out]):
        return None
    return out


def _returns(words: Sequence[Word], start: int, inside: set[int]) -> bool:
    """Whether the way from a word up to the root comes back into the set of words."""
    at, seen = start, set()
    while at not in seen:
        seen.add(at)
        head = words[at].head
        if head is None or head == at:
            return False
        at = head
        if at in inside:
            return True
    return True


def is_tree(heads: Sequence[int | None]) -> bool:
    """One root (a word that is its own head) and no cycle."""
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != at:
            head = heads[at]
            steps += 1
            if head is None or steps > len(heads):
                return False
            at = head
    return True


def half_known(word: Word) -> bool:
    """German words that inflect for case or mood but whose annotation does not say which: better not taught.

    Nouns without a case are taught all the same, or the model forgets proper nouns, which often lack it.
    """
    if word.upos in ("VERB", "AUX"):
        return not word.feats
    if word.upos in ("DET", "PRON") or word.xpos == "ADJA":
        return "Case=" not in word.feats
    return False


def make_doc(nlp: Language, sentences: Sequence[Sentence], separators: Sequence[str]) -> Doc | None:
    """One Doc of several sentences with all annotation that they carry; None if they cannot be aligned."""
    lang = nlp.lang
    text, laid = lay_out(sentences, separators)
    doc = nlp.make_doc(text.rstrip() if not separators[-1] else text)
    bounds = [s[0].start for s in laid] + [len(text) + 1]
    result: list[Word] = []
    starts: list[int] = []
    position = 0
    for number, sentence in enumerate(laid):
        tokens = []
        while position < len(doc) and doc[position].idx < bounds[number + 1]:
            tokens.append(doc[position])
            position += 1
        if not tokens:
            return None
        projected = project(tokens, sentence)
        if projected is None:
            return None
        offset = len(result)
        starts.append(offset)
        # Where features were never annotated, a word class alone would teach "no features".
        bare = not any(w.feats for w in sentence)
        for word in projected:
            if bare or (lang == "de" and half_known(word)):
                word.upos, word.feats = "", ""
            if word.head is not None:
                word.head += offset
        result.extend(projected)
    if len(result) != len(doc):
        return None
    has_tree = all(w.head is not None for w in result)
    has_ner = all(w.ner for w in result)
    made = Doc(
        nlp.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[w.xpos for w in result],
        pos=[w.upos for w in result],
        morphs=[w.feats for w in result],
        lemmas=[w.lemma for w in result],
        heads=[w.head or 0 for w in result] if has_tree else None,
        deps=[("ROOT" if w.deprel == "root" else w.deprel) for w in result] if has_tree else None,
        sent_starts=None if has_tree else [i in starts for i in range(len(result))],
    )
    for token in made:
        if not token.pos and not str(token.morph):
            token.set_morph(None)  # missing, which spaCy keeps apart from "no features"
    if has_ner:
        spans = []
        i = 0
        while i < len(result):
            tag = result[i].ner
            if tag == "O":
                i += 1
                continue
            j = i + 1
            while j < len(result) and result[j].ner == "I-" + tag[2:] and j not in starts:
                j += 1
            spans.append(Span(made, i, j, label=tag[2:]))
            i = j
        made.set_ents(spans)
    return made


def group(
    sentences: Sequence[Sentence], rng: random.Random, lang: str, largest: int = 6
) -> list[list[Sentence]]:
    """Cuts a list of sentences into groups of 1 to `largest`, varying each sentence's typography."""
    out: list[list[Sentence]] = []
    i = 0
    while i < len(sentences):
        size = rng.choice([1, 1, 2, 3, 4, 5, largest][: max(1, largest + 1)])
        out.append([vary(s, rng, lang) for s in sentences[i : i + size]])
        i += size
    return out


def separators(sentences: Sequence[Sentence], rng: random.Random) -> list[str]:
    """What follows each sentence: a space, a line break or an empty line; a headline always stands alone."""
    out = []
    for number, sentence in enumerate(sentences):
        if number == len(sentences) - 1:
            out.append("" if rng.random() < 0.9 else "\n")
        elif sentence[-1].form not in (".", "!", "?", "“", '"', "«", ":", "...", "…", "”"):
            out.append(rng.choice(["\n\n", "\n", "\n\n"]))
        else:
            out.append(rng.choice([" ", " ", " ", " ", " ", " ", "  ", "\n\n", "\n\n", "\n"]))
    return out
