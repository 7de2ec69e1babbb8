"""Dead links are reported, known exceptions are not."""

from __future__ import annotations

import http.server
from pathlib import Path
from typing import Any

import requests

from tests.helpers import PAGE, serving, small_root
from w2sg.library import Library, load_strict
from w2sg.upkeep.links import DeadLink, addresses, asker, dead_links


def test_every_address_readers_may_follow(library: Library) -> None:
    found = addresses(library)
    assert "https://proceedings.mlr.press/v235/burns24b.html" in found
    for paper in library.papers.values():
        assert {paper.url, *paper.page.links.values()} <= set(found)


def test_what_does_not_answer(tmp_path: Path) -> None:
    links = "links: {code: https://example.org/gone, data: https://down.example.org/x}\nchecked:\n"
    small_root(tmp_path, pages={"doe2024weak": PAGE.replace("checked:\n", links)})

    def ask(address: str) -> int:
        if "down" in address:
            raise requests.ConnectionError("no route")
        return 404 if "gone" in address else 403 if "doe24" in address else 200

    page = ("docs/papers/doe2024weak.md",)
    assert list(dead_links(load_strict(tmp_path), ask, pause=0)) == [
        DeadLink("https://down.example.org/x", "ConnectionError", page),
        DeadLink("https://example.org/gone", "404", page),
    ]
    (tmp_path / "data/link_exceptions.yml").write_text(
        "- {address: https://down.example.org/, why: refuses programs}\n", encoding="utf-8"
    )
    found = list(dead_links(load_strict(tmp_path), ask, pause=0))
    assert [link.address for link in found] == ["https://example.org/gone"]


class _Server(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(405 if self.path == "/no-head" else 200)
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


def test_the_head_of_a_page_is_enough_unless_it_is_refused() -> None:
    with serving(_Server) as base:
        ask = asker()
        assert [ask(f"{base}/{path}") for path in ("fine", "no-head")] == [200, 200]
