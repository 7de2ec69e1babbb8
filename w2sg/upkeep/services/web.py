"""Reading the web: one session that names itself, retries, and bounds time and size."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from w2sg.upkeep.services.found import LookupFailed, Reader, Unreachable

AGENT = "w2sg (https://github.com/zchoi/Awesome-Weak-to-Strong-Generalization)"
TIMEOUT = (10, 30)  # seconds to connect, to wait for the next bytes
MAX_SECONDS = 60.0  # for one answer, retries aside
MAX_BYTES = 8_000_000
MAX_WAIT = 60  # seconds that a Retry-After may ask for
TYPES = {
    "json": ("json",),
    "xml": ("xml",),
    "html": ("html",),
    "bib": ("bibtex", "text/plain", "octet-stream"),
}
_CHALLENGE = re.compile(r"just a moment|captcha|enable javascript|verify you are|cf-chl", re.I)


class _PatientRetry(Retry):
    """Honours Retry-After up to MAX_WAIT; a server that asks for more has refused."""

    def get_retry_after(self, response: Any) -> float | None:
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, MAX_WAIT)


def web_session(retries: int = 3) -> requests.Session:
    """A session that names itself, retries with back-off, and honours Retry-After."""
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    session.max_redirects = 5
    retry = _PatientRetry(
        total=retries,
        redirect=0,
        backoff_factor=1,
        status_forcelist=[429, 500, 502, 503, 504],
        raise_on_status=False,
    )
    session.mount("https://", HTTPAdapter(max_retries=retry))
    return session


def reader(
    session: requests.Session | None = None, clock: Callable[[], float] = time.monotonic
) -> Reader:
    """A reader of the web. Each failure ends in one sentence."""
    session = session or web_session()

    def read(address: str, kind: str) -> str:
        started = clock()
        try:
            with session.get(address, timeout=TIMEOUT, stream=True) as answer:
                if answer.status_code in (404, 410):
                    raise LookupFailed(f"{address}: {answer.status_code}, nothing is there")
                if answer.status_code >= 400:
                    raise Unreachable(f"{address}: {_refusal(answer)}")
                given = answer.headers.get("Content-Type", "")
                if not any(word in given for word in TYPES[kind]):
                    wanted = f"expected {kind}, was given {given or 'nothing'!r}"
                    raise Unreachable(f"{address}: {wanted}{_browser_hint(given)}")
                body = bytearray()
                for chunk in answer.iter_content(65536):
                    body += chunk
                    if len(body) > MAX_BYTES:
                        raise LookupFailed(f"{address}: more than {MAX_BYTES:,} bytes")
                    if clock() - started > MAX_SECONDS:
                        raise Unreachable(f"{address}: slower than {MAX_SECONDS:.0f} seconds")
                return _decoded(bytes(body), answer)
        except requests.RequestException as error:
            raise Unreachable(f"{address}: {_reason(error)}") from error

    return read


def read_json(address: str, read: Reader) -> dict[str, Any]:
    """The JSON object at an address. Raises LookupFailed, also if it is of another form."""
    try:
        answer = json.loads(read(address, "json"))
    except (ValueError, RecursionError) as error:
        raise LookupFailed(f"{address}: half an answer ({error})") from error
    if not isinstance(answer, dict):
        raise LookupFailed(f"{address}: an answer of another form")
    return answer


def _decoded(body: bytes, answer: requests.Response) -> str:
    """The text of an answer: UTF-8 if it is that, else by the charset it names. What a server says
    of its charset is often missing or wrong."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        charset = requests.utils.get_encoding_from_headers(answer.headers) or "latin-1"
    try:
        return body.decode(charset, errors="replace")
    except LookupError:
        return body.decode("latin-1")


def _refusal(answer: requests.Response) -> str:
    """Why a server refused, in words."""
    status = answer.status_code
    if status == 429:
        after = answer.headers.get("Retry-After", "")
        wait = f" for {after} seconds" if after.isdigit() else ""
        return f"429, asked too often: wait{wait}"
    if status in (401, 403):
        start = answer.raw.read(4096, decode_content=True).decode("latin-1")
        return f"{status}, refused{_browser_hint('html') if _CHALLENGE.search(start) else ''}"
    return f"{status} {answer.reason or ''}".strip()


def _browser_hint(given: str) -> str:
    if "html" not in given:
        return ""
    return "; it may ask for a browser: paste the page's BibTeX with --bib"


def _reason(error: requests.RequestException) -> str:
    """An error of `requests` as a short sentence, without its objects' addresses."""
    names = (
        (requests.TooManyRedirects, "redirected in a circle"),
        (requests.exceptions.SSLError, "its certificate is not valid"),
        (requests.ConnectTimeout, "no connection in time"),
        (requests.Timeout, "no answer in time"),
        (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
        (requests.exceptions.ContentDecodingError, "the answer cannot be unpacked"),
        (requests.ConnectionError, "cannot be reached"),
    )
    return next((words for kind, words in names if isinstance(error, kind)), type(error).__name__)
