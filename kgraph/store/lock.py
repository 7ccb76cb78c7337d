"""One build at a time in one output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgraph.errors import StoreError


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold the folder for one build; the system lets go of it when the process ends, however it ends.

    Raises StoreError if another build holds it.
    """
    if sys.platform == "win32":
        import msvcrt

        handle = os.open(folder / ".kgraph.lock", os.O_RDWR | os.O_CREAT)
        try:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError as error:
                raise StoreError(_MESSAGE.format(folder)) from error
            yield
        finally:
            os.close(handle)
        return
    import fcntl

    # The folder itself is locked, so that no lock file is left among the outputs.
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(_MESSAGE.format(folder)) from error
        yield
    finally:
        os.close(handle)


_MESSAGE = "another build is writing to {}; wait for it or name another output folder"
