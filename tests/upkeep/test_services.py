"""The session that asks the web, and what is made of its answers, without a network."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from w2sg.upkeep import links, services
from w2sg.upkeep.links import asker
from w2sg.upkeep.services import AGENT, LookupFailed, reader, web_session


class Answers(BaseAdapter):
    """Answers from path -> (status, content type, text), and notes what was asked."""

    def __init__(self, answers: dict[str, tuple[int, str, str]]) -> None:
        super().__init__()
        self.answers = answers
        self.asked: list[tuple[str | None, str, Any, bool]] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        path = str(request.path_url)
        self.asked.append((request.method, path, options["timeout"], options["stream"]))
        status, kind, text = self.answers[f"{request.method} {path}"]
        answer = requests.Response()
        answer.status_code = status
        answer.request, answer.url = request, str(request.url)
        answer.reason = "a reason"
        answer.raw = io.BytesIO(text.encode())
        answer.encoding = "utf-8"
        if kind.startswith("/"):
            answer.headers["Location"] = kind
        elif kind:
            answer.headers["Content-Type"] = kind
        return answer

    def close(self) -> None:
        pass


def session(adapter: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both askers use a session that gets its answers from `adapter`."""
    made = web_session()
    made.mount("https://", adapter)
    monkeypatch.setattr(services, "web_session", lambda: made)
    monkeypatch.setattr(links, "web_session", lambda: made)


def test_the_session_names_itself_and_retries_with_back_off() -> None:
    made = web_session()
    assert made.headers["User-Agent"] == AGENT
    adapter = made.get_adapter("https://example.org/")
    assert isinstance(adapter, HTTPAdapter)
    retry = adapter.max_retries
    assert (retry.total, retry.backoff_factor, retry.raise_on_status) == (4, 1, False)
    assert retry.status_forcelist == [429, 500, 502, 503, 504]
    assert retry.respect_retry_after_header
    plain = made.get_adapter("http://example.org/")
    assert isinstance(plain, HTTPAdapter)
    assert plain.max_retries.total == 0


def test_the_reader_minds_status_and_type(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = Answers(
        {
            "GET /json": (200, "application/json; charset=utf-8", '{"a": 1}'),
            "GET /bib": (200, "application/x-bibtex", "@misc{a}"),
            "GET /plain": (200, "text/plain", "@misc{b}"),
            "GET /none": (200, "", "x"),
            "GET /gone": (404, "text/html", "x"),
        }
    )
    session(adapter, monkeypatch)
    read = reader()
    assert read("https://x.org/json", "json") == '{"a": 1}'
    assert read("https://x.org/bib", "bib") == "@misc{a}"
    assert read("https://x.org/plain", "bib") == "@misc{b}"
    for path, kind, message in (
        ("plain", "json", "https://x.org/plain: expected json, was given 'text/plain'"),
        ("json", "html", "expected html, was given 'application/json; charset=utf-8'"),
        ("none", "xml", "https://x.org/none: expected xml, was given 'nothing'"),
        ("gone", "json", "https://x.org/gone: 404 Client Error: a reason for url"),
    ):
        with pytest.raises(LookupFailed) as failed:
            read(f"https://x.org/{path}", kind)
        assert message in str(failed.value)
    assert adapter.asked[0] == ("GET", "/json", (10, 30), False)


def test_the_head_is_asked_first_and_the_page_where_that_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heads = {"fine": 200, "moved": 301, "gone": 410, "no": 403, "not": 404, "never": 405, "un": 501}
    answers = {f"HEAD /{path}": (status, "/fine", "") for path, status in heads.items()}
    pages = {"no": 200, "not": 404, "never": 200, "un": 500}
    answers |= {f"GET /{path}": (status, "text/html", "x") for path, status in pages.items()}
    adapter = Answers(answers)
    session(adapter, monkeypatch)
    ask = asker()
    found = {path: ask(f"https://x.org/{path}") for path in heads}
    assert found == {"fine": 200, "moved": 200, "gone": 410, **pages}
    assert ("HEAD", "/no", (10, 30), False) in adapter.asked
    assert ("GET", "/no", (10, 30), True) in adapter.asked
    assert len(adapter.asked) == len(heads) + 1 + len(pages)
