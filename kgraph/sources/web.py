"""Fetches the pages and feeds the user named. Nothing else in kgraph opens a connection."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request

from kgraph.errors import SourceError
from kgraph.settings import MAX_FILE_BYTES

_AGENT = "kgraph (reads news articles at the request of its user)"
_CHUNK = 64_000


def fetch(url: str, timeout_s: float) -> tuple[bytes, str | None]:
    """The content behind `url` and the charset its server names. Raises SourceError.

    `timeout_s` (seconds) bounds connecting, each wait for data, and the whole transfer.
    """
    deadline = time.monotonic() + timeout_s
    late = SourceError(url, f"did not answer within {timeout_s:g} s; try again later or allow more time")
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            chunks, size = [], 0
            while chunk := answer.read1(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                if size > MAX_FILE_BYTES:
                    raise SourceError(url, f"is larger than {MAX_FILE_BYTES:,} bytes; that is no article")
                if time.monotonic() > deadline:
                    raise late
            return b"".join(chunks), answer.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        raise SourceError(
            url, f"the server answered {error.code} {error.reason}; check the address"
        ) from error
    except TimeoutError as error:
        raise late from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise late from error
        raise SourceError(
            url, f"cannot be reached ({error.reason}); check the address and the network"
        ) from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise SourceError(url, f"cannot be fetched ({type(error).__name__}: {error})") from error
