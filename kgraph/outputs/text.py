"""What every format needs of text: cleaning, joined lists, and files that appear whole or not at all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, cast

from kgraph.errors import OutputError
from kgraph.outputs.atomic import atomic, reason

Target = Path | str | IO[str] | IO[bytes]

# What lists are joined with, and what stands for a bar inside of an item so that the join is reversible.
LIST_BAR = " | "
BAR_IN_ITEM = "¦"

# Control characters other than tab and line feed, lone surrogates and non-characters: none of them is
# allowed in XML 1.0 or survives other readers. Bidirectional marks and emoji are text and stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_SPECIAL = re.compile('[&<>"\n\t]')


def clean(text: str) -> str:
    """The text without characters that XML and other readers cannot hold; line ends become "\n"."""
    if text.isprintable():  # nearly every text, and much faster to tell than by the pattern
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def joined(items: Iterable[str]) -> str:
    """The items as one string, cleaned; a bar within an item becomes a broken bar."""
    return LIST_BAR.join(clean(item).replace("|", BAR_IN_ITEM) for item in items)


def xml(text: str) -> str:
    """The text cleaned and escaped for XML content and for attributes in double quotes."""
    text = clean(text)
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text) if _SPECIAL.search(text) else text


@contextmanager
def text_sink(target: Target) -> Iterator[TextIO]:
    """`target` opened for UTF-8 text with "\\n" line ends: a path, or a stream of text or bytes.

    A path gets its folders and is moved into place at the end, so that no half file is ever seen. A stream is
    left open. Raises OutputError if the path cannot be written.
    """
    if isinstance(target, (str, Path)):
        with _file(Path(target)) as handle, _utf8(handle) as stream:
            yield stream
    elif isinstance(target, io.TextIOBase):
        yield cast(TextIO, target)
        target.flush()
    else:
        with _utf8(cast(BinaryIO, target)) as stream:
            yield stream


@contextmanager
def binary_sink(target: Target) -> Iterator[IO[bytes]]:
    """As `text_sink`, for bytes; of a text stream its buffer is used."""
    if isinstance(target, (str, Path)):
        with _file(Path(target)) as handle:
            yield handle
    else:
        buffer: Any = getattr(target, "buffer", target)
        if isinstance(buffer, io.TextIOBase):
            raise OutputError("this format is binary: it needs a file or a stream of bytes")
        yield buffer
        buffer.flush()


def folder(target: Target, what: str) -> Path:
    """`target` as a folder that exists, for formats of several files. Raises OutputError for a stream
    or a file that is in the way."""
    if not isinstance(target, (str, Path)):
        raise OutputError(f"{what} writes several files: name a folder instead of a stream")
    path = Path(target)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: {what} needs a folder here: {reason(error)}") from error
    return path


def _file(path: Path) -> AbstractContextManager[BinaryIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error
    return atomic(path)


@contextmanager
def _utf8(stream: BinaryIO) -> Iterator[TextIO]:
    wrapper = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    try:
        yield wrapper
        wrapper.flush()
    finally:
        # Detached, or the stream would be closed together with the wrapper. An error of the block is
        # the one to report, not that what is left in the buffer cannot be written.
        with suppress(OSError, ValueError):
            wrapper.detach()
