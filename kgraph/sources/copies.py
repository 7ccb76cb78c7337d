"""Near-copies: articles that several outlets took from one agency, told by the word sequences they share.

A translation shares none, so it is never a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The share of common word triples above which two articles count as one.
SIMILAR = 0.8
# The index proposes pairs from a lower bound on, so that hardly any at SIMILAR is missed; each is verified.
_PROPOSED = 0.65
_WORDS_A_SHINGLE = 3
# 128 values estimate the share with a standard error of 0.035 at 0.8; 512 bytes an article.
_VALUES = 128
_FORMAT = b"\x01"
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """A compact MinHash of the text's word triples, the same on every machine; b"" for a text without words.

    Case, punctuation and spacing do not count. Pass the blocks of an article, not its boilerplate.
    """
    import numpy as np

    words = _WORD.findall(text.casefold())
    if not words:
        return b""
    codes = np.array([crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint64)
    width = min(_WORDS_A_SHINGLE, len(words))
    shingles = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for offset in range(width):
        # An odd factor before each addition tells "A trifft B" from "B trifft A".
        shingles = (shingles * np.uint64(0x9E3779B97F4A7C15)) + codes[offset : offset + len(shingles)]
    hashes = np.unique((shingles ^ (shingles >> np.uint64(29))) >> np.uint64(16) & np.uint64(0xFFFFFFFF))
    minhash = _minhash()
    minhash.update_batch(hashes.tolist())
    values: bytes = minhash.hashvalues.astype("<u4").tobytes()
    return _FORMAT + values


def groups(signatures: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Maps each article id to the smallest id among its near-copies (itself when it has none).

    Near-copies of near-copies belong together. The result does not depend on the order of `signatures`.
    """
    by_signature: dict[bytes, list[str]] = {}
    for ident, mark in signatures:
        by_signature.setdefault(mark, []).append(ident)
    result = {ident: ident for ident in by_signature.pop(b"", [])}
    marks = sorted(by_signature)
    parent = list(range(len(marks)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for left, right in _similar_pairs(marks, root):
        parent[root(right)] = root(left)
    members: dict[int, list[str]] = {}
    for index, mark in enumerate(marks):
        members.setdefault(root(index), []).extend(by_signature[mark])
    for idents in members.values():
        smallest = min(idents)
        result.update(dict.fromkeys(idents, smallest))
    return dict(sorted(result.items()))


def similarity(left: bytes, right: bytes) -> float:
    """The estimated share of word triples that two signed texts have in common, 0..1."""
    import numpy as np

    if not left or not right:
        return 0.0
    return float(np.mean(_values(left) == _values(right)))


def _similar_pairs(marks: list[bytes], root: Any) -> Iterable[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    if len(marks) < 2:
        return
    index = MinHashLSH(threshold=_PROPOSED, num_perm=_VALUES, weights=(0.2, 0.8))
    permutations = _minhash().permutations
    for right, mark in enumerate(marks):
        sketch = MinHash(hashvalues=_values(mark), permutations=permutations, scheme="affine32")
        for left in sorted(index.query(sketch)):
            # A pair already joined needs no look: large groups would cost the square of their size.
            if root(left) != root(right) and similarity(marks[left], mark) >= SIMILAR:
                yield left, right
        index.insert(right, sketch)


def _values(mark: bytes) -> NDArray[Any]:
    import numpy as np

    return np.frombuffer(mark, dtype="<u4", offset=len(_FORMAT))


def _minhash() -> Any:
    from datasketch import MinHash

    # The scheme is named because its default changed between versions, and signatures are stored.
    return MinHash(num_perm=_VALUES, permutations=_permutations(), scheme="affine32", hashfunc=int)


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=_VALUES, seed=1, scheme="affine32").permutations
