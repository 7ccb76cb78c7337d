"""Files that are either the old ones or the new ones, never half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import OutputError


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """A file to write bytes to; it takes the place of `path` when the block ends without an error.

    Raises OutputError, leaving what was there, if the folder cannot be written or the disk is full.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(part, path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with the line ends as they are, at once. Raises OutputError."""
    with atomic(path) as handle:
        handle.write(text.encode("utf-8"))


def reason(error: OSError) -> str:
    """What an error of the system means, in plain words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; free some space and run the command again"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "no permission to write there; name another folder"
    if error.errno == errno.ENOENT:
        return "the folder does not exist"
    return error.strerror or str(error)
