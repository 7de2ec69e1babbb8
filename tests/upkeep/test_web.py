"""The reader against a server of our own that misbehaves: each time one sentence, in bounded time
and memory, and nothing written."""

from __future__ import annotations

import gzip
import http.server
import tracemalloc
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
import requests
from requests.adapters import HTTPAdapter

from tests.helpers import serving
from w2sg.upkeep.services import LookupFailed, Reader
from w2sg.upkeep.services import web as module
from w2sg.upkeep.services.found import Unreachable
from w2sg.upkeep.services.web import AGENT, MAX_WAIT, read_json, reader, web_session


class Misbehaving(http.server.BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        answer = getattr(self, f"answer_{self.path.strip('/').partition('/')[0]}", None)
        if answer:
            answer()
        else:
            self.say(404, "text/html", b"<html>no</html>")

    def say(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_fine(self) -> None:
        self.say(200, "application/json", self.headers["User-Agent"].encode())

    def answer_odd(self) -> None:  # a charset that nobody knows, and not UTF-8
        self.say(200, "text/html; charset=klingon", "<p>Müller</p>".encode("latin-1"))

    def answer_bare(self) -> None:  # no charset, and UTF-8
        self.say(200, "text/html", "<p>Müller</p>".encode())

    def answer_latin(self) -> None:  # UTF-8 is promised, Latin-1 is sent
        self.say(200, "text/html; charset=utf-8", "<p>Müller</p>".encode("latin-1"))

    def answer_bom(self) -> None:
        self.say(200, "application/json", b"\xef\xbb\xbf{}")

    def answer_html(self) -> None:
        self.say(200, "text/html", b"<html>Just a moment...</html>")

    def answer_typeless(self) -> None:
        self.say(200, "", b"{}")

    def answer_challenge(self) -> None:
        self.say(403, "text/html", b"<html><title>Just a moment...</title>Enable JavaScript</html>")

    def answer_forbidden(self) -> None:
        self.say(403, "text/html", b"no")

    def answer_busy(self) -> None:
        self.say(429, "text/html", b"", Retry_After="0")

    def answer_later(self) -> None:
        self.say(429, "text/html", b"", Retry_After="86400")

    def answer_crowded(self) -> None:
        self.say(429, "text/html", b"")

    def answer_broken(self) -> None:
        self.say(503, "text/html", b"")

    def answer_twice(self) -> None:
        if self.asked.count("/twice") < 2:
            self.say(503, "text/html", b"", Retry_After="0")
        else:
            self.say(200, "application/json", b"{}")

    def answer_circle(self) -> None:
        self.say(302, "text/html", b"", Location="/circle")

    def answer_moved(self) -> None:
        self.say(301, "text/html", b"", Location="/bom")

    def answer_cut(self) -> None:
        self.say(200, "application/json", b'{"message": ', Content_Length="500")
        self.close_connection = True

    def answer_half(self) -> None:
        self.say(200, "application/json", b'{"message": {')

    def answer_list(self) -> None:
        self.say(200, "application/json", b"[]")

    def answer_deep(self) -> None:
        self.say(200, "application/json", b"[" * 200_000)

    def answer_zip(self) -> None:
        self.say(200, "application/json", b"no gzip", Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        body = gzip.compress(b"0" * 300_000_000, 1)
        self.say(200, "application/json", body, Content_Encoding="gzip")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "300000000")
        self.end_headers()
        chunk = b"0" * 65536
        try:
            for _ in range(300_000_000 // len(chunk)):
                self.wfile.write(chunk)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def base() -> Iterator[str]:
    Misbehaving.asked = []
    with serving(Misbehaving) as address:
        yield address


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)
    session = web_session()
    session.mount("http://", session.get_adapter("https://x"))
    return reader(session)


FINE = {
    ("fine", "json"): AGENT,
    ("bare", "html"): "<p>Müller</p>",
    ("odd", "html"): "<p>Müller</p>",
    ("latin", "html"): "<p>M\ufffdller</p>",
    ("bom", "json"): "{}",
    ("moved", "json"): "{}",
    ("twice", "json"): "{}",
}
REFUSED = {
    ("nowhere", "json"): "404, nothing is there",
    ("html", "json"): "expected json, was given 'text/html'; it may ask for a browser.*--bib",
    ("typeless", "json"): "expected json, was given 'nothing'",
    ("challenge", "json"): "403, refused; it may ask for a browser: paste the page's BibTeX",
    ("forbidden", "json"): "403, refused$",
    ("busy", "json"): "429, asked too often: wait for 0 seconds",
    ("later", "json"): "429, asked too often: wait for 86400 seconds",
    ("crowded", "json"): "429, asked too often: wait$",
    ("broken", "json"): "503",
    ("circle", "json"): "redirected in a circle",
    ("cut", "json"): "the answer broke off",
    ("zip", "json"): "the answer cannot be unpacked",
    ("bomb", "json"): "more than 8,000,000 bytes",
    ("endless", "json"): "more than 8,000,000 bytes",
}


@pytest.mark.parametrize(("path", "kind"), FINE)
def test_a_sound_answer_is_read(base: str, read: Reader, path: str, kind: str) -> None:
    assert read(f"{base}/{path}", kind) == FINE[path, kind]


@pytest.mark.parametrize(("path", "kind"), REFUSED)
def test_any_other_answer_ends_in_one_sentence(
    base: str, read: Reader, path: str, kind: str
) -> None:
    tracemalloc.start()
    with pytest.raises(LookupFailed, match=REFUSED[path, kind]) as failed:
        read(f"{base}/{path}", kind)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "\n" not in str(failed.value)
    assert len(str(failed.value)) < 300
    assert isinstance(failed.value, Unreachable) == (path not in ("nowhere", "bomb", "endless"))
    if path != "bomb":  # which the server packs in this process
        assert peak < 60_000_000


@pytest.mark.parametrize("path", ["half", "list", "deep", "cut"])
def test_what_is_no_json_object_is_half_an_answer(base: str, read: Reader, path: str) -> None:
    with pytest.raises(LookupFailed, match=r"half an answer|another form|broke off"):
        read_json(f"{base}/{path}", read)


def test_a_host_that_is_not_there(read: Reader) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        read("http://127.0.0.1:9/x", "json")


def test_an_answer_that_never_ends_is_left(base: str) -> None:
    ticks = iter(range(0, 10_000, 25))
    slow = reader(web_session(), clock=lambda: next(ticks))
    with pytest.raises(Unreachable, match="slower than 60 seconds"):
        slow(f"{base}/endless", "json")


def test_the_session_retries_with_back_off_and_waits_no_longer_than_a_minute() -> None:
    adapter = web_session().get_adapter("https://example.org/")
    assert isinstance(adapter, HTTPAdapter)
    retry = adapter.max_retries
    assert (retry.total, retry.backoff_factor, retry.raise_on_status) == (3, 1, False)
    assert retry.status_forcelist == [429, 500, 502, 503, 504]
    assert retry.respect_retry_after_header

    class Later:
        headers: ClassVar[dict[str, str]] = {"Retry-After": "86400"}

    assert retry.get_retry_after(Later()) == MAX_WAIT  # type: ignore[arg-type]
    plain = web_session().get_adapter("http://example.org/")
    assert isinstance(plain, HTTPAdapter)
    assert plain.max_retries.total == 0


def test_every_error_of_requests_has_words() -> None:
    for error in (
        requests.ConnectTimeout(),
        requests.ReadTimeout(),
        requests.exceptions.SSLError(),
        requests.exceptions.InvalidURL(),
    ):
        words = module._reason(error)
        assert words
        assert len(words) < 50
