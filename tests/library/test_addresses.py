"""Web addresses and their hosts."""

from __future__ import annotations

from w2sg.library.addresses import host_of


def test_hosts() -> None:
    assert host_of("https://www.example.org/x") == "example.org"
    assert host_of("https://example.org:8000/www.") == "example.org"
    assert host_of("no address") == ""
    assert host_of("http://[x") == ""
