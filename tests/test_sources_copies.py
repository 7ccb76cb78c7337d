"""Near-copies are found, other articles are not, in any order."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from work import calls

from kgraph.sources.copies import groups, signature, similarity

WORDS = [
    *["kanzler", "präsident", "ministerin", "treffen", "gespräch", "berlin", "paris", "wien", "oslo"],
    *["sanktionen", "abkommen", "vertrag", "regierung", "partei", "parlament", "sitzung", "woche", "montag"],
    *[
        "sagte",
        "erklärte",
        "forderte",
        "lehnte",
        "empfing",
        "reiste",
        "bericht",
        "grenze",
        "handel",
        "energie",
    ],
]


def words(seed: int, count: int = 250) -> list[str]:
    chooser = random.Random(seed)
    return [f"{chooser.choice(WORDS)}{chooser.randint(0, 9)}" for _ in range(count)]


def edited(text: list[str], changes: int, seed: int) -> str:
    chooser, text = random.Random(seed), list(text)
    for _ in range(changes):
        text[chooser.randrange(len(text))] = f"anders{chooser.randint(0, 999)}"
    return " ".join(text)


def jaccard(left: str, right: str) -> float:
    a, b = ({tuple(t.split()[i : i + 3]) for i in range(len(t.split()) - 2)} for t in (left, right))
    return len(a & b) / len(a | b)


def test_copies_join_and_others_stay_apart() -> None:
    texts = {}
    for topic in range(20):
        original = words(topic)
        texts[f"t{topic:02}-b"] = " ".join(original)
        texts[f"t{topic:02}-a"] = edited(original, 4, topic)
        texts[f"t{topic:02}-c"] = "Eilmeldung: " + " ".join(original).upper() + "!"
        texts[f"t{topic:02}-z"] = edited(original, 60, topic)
    found = groups((ident, signature(text)) for ident, text in texts.items())
    for ident, head in found.items():
        assert head == (f"{ident[:3]}-a" if ident[-1] in "abc" else ident)


def test_order_does_not_matter() -> None:
    signed = [(f"{t}-{n}", signature(edited(words(t), n * 4, n))) for t in range(10) for n in range(8)]
    expected = groups(signed)
    assert set(expected) == {ident for ident, _ in signed}
    for seed in range(5):
        random.Random(seed).shuffle(signed)
        assert groups(signed) == expected


def test_estimate_is_near_the_truth() -> None:
    for changes in (0, 2, 5, 10, 20, 40):
        left, right = " ".join(words(1)), edited(words(1), changes, 9)
        assert abs(similarity(signature(left), signature(right)) - jaccard(left, right)) < 0.13


def test_empty_and_tiny_texts() -> None:
    signed = [
        ("b", signature("")),
        ("a", signature(" ... ")),
        ("d", signature("Ja")),
        ("c", signature("ja!")),
        ("e", signature("Nein")),
    ]
    assert groups(signed) == {"a": "a", "b": "b", "c": "c", "d": "c", "e": "e"}
    assert groups([]) == {}


def test_word_order_counts() -> None:
    assert (
        similarity(
            signature("Merz trifft Macron heute in Berlin"), signature("Macron trifft Merz heute in Berlin")
        )
        < 0.8
    )


def test_signatures_are_the_same_in_every_process() -> None:
    text = "Der Kanzler trifft den Präsidenten in Wien."
    code = f"from kgraph.sources.copies import signature; print(signature({text!r}).hex())"
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1 and len(outs.pop().strip()) == 2 * 513


def test_many_identical_copies_cost_little() -> None:
    mark = signature(" ".join(words(3)))

    def cost(n: int) -> int:
        return calls(lambda: groups((f"n{i:05}", mark) for i in range(n)))

    assert set(groups((f"n{i:05}", mark) for i in range(2_000)).values()) == {"n00000"}
    assert cost(10_000) < 12 * cost(1_000)
