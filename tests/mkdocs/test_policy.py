"""The files for hosts, word by word."""

from __future__ import annotations

from w2sg.mkdocs.policy import header_files


def test_the_files_for_hosts() -> None:
    files = header_files("default-src 'none'")
    assert files["_headers"] == (
        "/*\n"
        "  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
    )
    assert files["headers.conf"] == (
        "add_header Content-Security-Policy "
        "\"default-src 'none'; frame-ancestors 'none'\" always;\n"
        'add_header Referrer-Policy "strict-origin-when-cross-origin" always;\n'
        'add_header X-Content-Type-Options "nosniff" always;\n'
        'add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;\n'
    )
    assert len(files) == 2
