"""Trains floret vectors (subword hashes, no word list) and writes them in floret's own text format.

spaCy reads the result with `spacy init vectors LANG FILE OUT --mode floret`.
"""

from __future__ import annotations

import argparse

import floret


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text")
    parser.add_argument("output")
    parser.add_argument("--dim", type=int, default=96)
    parser.add_argument("--bucket", type=int, default=40_000)
    parser.add_argument("--window", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--model", default="cbow", choices=["cbow", "skipgram"])
    args = parser.parse_args()
    model = floret.train_unsupervised(
        args.text,
        model=args.model,
        mode="floret",
        hashCount=2,
        bucket=args.bucket,
        minn=4,
        maxn=5,
        minCount=5,
        dim=args.dim,
        epoch=args.epochs,
        lr=0.05,
        neg=10,
        ws=args.window,
        thread=1,
        verbose=2,
    )
    model.save_vectors(args.output + ".vec")
    model.save_floret_vectors(args.output + ".floret")


if __name__ == "__main__":
    main()
