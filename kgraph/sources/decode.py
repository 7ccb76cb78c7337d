"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings German and English news come in; charset-normalizer chooses among them.
_CANDIDATES = ["utf_8", "cp1252", "latin_1", "cp1250", "iso8859_15", "utf_16_le", "utf_16_be", "mac_roman"]
_SAMPLE = 200_000
_PASTED = "kgraph-pasted"
# First bytes of letters that were cut off, and the filler of binary files: no letters of their own.
_LEADS = b"\xc2\xc3\xe2\xff"


class NotText(ValueError):
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> str:
    """The text of `data` with its newlines as they are and without a byte order mark.

    UTF-8 first, then what charset-normalizer makes of it. Raises NotText.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-8":
                    break
                raise NotText(f"is marked as {encoding.upper()} but is broken; save it as UTF-8") from None
            return _checked(text.removeprefix("\ufeff"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_guess(data.removeprefix(codecs.BOM_UTF8)))


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file could be text."""
    if not head:
        return False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return b"\0" not in head and control / len(head) < 0.02


def _pasted(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes of a UTF-8 text that are none: the letter of Western encodings, or the sign of a loss."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    if len(bad) > 1 or bad[0] in _LEADS:
        return "\ufffd", error.end
    return bad.decode("cp1252", errors="replace"), error.end


codecs.register_error(_PASTED, _pasted)


def _guess(data: bytes) -> str:
    # A few broken bytes in a UTF-8 file, say of a passage pasted from elsewhere, must not turn all its umlauts into
    # pairs of odd letters: two bytes that make one letter hardly ever stand side by side in any other encoding.
    lenient = data.decode("utf-8", errors="replace")
    multibyte = sum(1 for char in lenient if ord(char) > 127 and char != "\ufffd")
    if multibyte >= lenient.count("\ufffd"):
        return data.decode("utf-8", errors=_PASTED)
    if b"\0" not in data:
        # cp1252 is a superset of Latin-1 in all letters; five code points are undefined in it.
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
        encodings = [best.encoding] if best is not None else []
        for encoding in [*encodings, "cp1252", "latin_1"]:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and sum(ord(char) < 0x250 for char in text) > 0.9 * len(text):
            return text
    raise NotText("looks binary; only text files can be read")


def _checked(text: str) -> str:
    if "\0" in text:
        # UTF-16 of Latin letters without a mark is valid UTF-8 with a NUL in every second place.
        if text.count("\0") > 0.3 * len(text):
            for encoding in ("utf-16-le", "utf-16-be"):
                try:
                    wide = text.encode("utf-8").decode(encoding)
                except UnicodeDecodeError:
                    continue
                if "\0" not in wide and sum(ord(char) < 0x250 for char in wide) > 0.9 * len(wide):
                    return wide
        raise NotText("looks binary (it holds NUL bytes); only text files can be read")
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
    if text and (control > 0.02 * len(text) or text.count("\ufffd") > 0.05 * len(text)):
        raise NotText("looks binary; only text files can be read")
    return text
