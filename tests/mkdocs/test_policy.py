"""The Content-Security-Policy of made-up templates, and the files for hosts, word by word."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from jinja2 import DictLoader, Environment

from w2sg.mkdocs.policy import content_policy, header_files

TEMPLATES = {
    "partials/javascripts/base.html": "<script>base('{{ base_url }}')</script>",
    "partials/javascripts/palette.html": "<script>one\ntwo({{ config.x }})</script> and "
    "<script>three({{ features | length }})</script><script src='a.js'></script>",
    "partials/javascripts/content.html": "no script",
}


def named(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_only_our_files_and_the_themes_inline_scripts() -> None:
    policy = content_policy(Environment(loader=DictLoader(TEMPLATES)), {"x": 7}, (".", "..", "."))  # noqa: S701 made-up templates
    scripts = sorted(map(named, ("base('.')", "base('..')", "one\ntwo(7)", "three(0)")))
    assert policy == (
        f"default-src 'self'; script-src 'self' {' '.join(scripts)}; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "object-src 'none'; frame-src 'none'; form-action 'self'; base-uri 'none'"
    )


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
