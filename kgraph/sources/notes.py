"""Messages of the readers that do not cost an article."""

from __future__ import annotations

from typing import Literal

from kgraph.errors import SourceError

NoteKind = Literal["date", "front", "same", "id", "file"]


class SourceNote(SourceError):
    """Something worth saying about an input whose article is kept, or that was no article at all.

    `kind`: "date" the date is absurd and was dropped, "front" the front matter never ends, "same" the identical article
    was read before (count it, it needs no line of its own), "id" an id stood for two different texts and the second
    got a new one, "file" a file of a folder was passed over.
    """

    def __init__(self, origin: str, reason: str, kind: NoteKind) -> None:
        super().__init__(origin, reason)
        self.kind: NoteKind = kind
