"""What the site's pages may load and run: the Content-Security-Policy, and header files for hosts.

Directives after https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from jinja2 import Environment

# The theme's inline scripts on our pages; a test opens every kind of page and finds no other.
_PARTIALS = ("base", "palette", "content")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_policy(templates: Environment, config: Any, bases: Iterable[str]) -> str:
    """The policy of all pages, fit for a meta element.

    Only the site's own files load; only its script files and the theme's inline scripts, named by
    their hashes, run. templates, config: MkDocs'. bases: the relative addresses of the site's root
    that pages have, which stand in one of those scripts.
    """
    scripts = {
        script
        for name in _PARTIALS
        for base in bases
        for script in _INLINE.findall(
            templates.get_template(f"partials/javascripts/{name}.html").render(
                config=config, base_url=base, features=[]
            )
        )
    }
    hashes = sorted(b64encode(sha256(s.encode()).digest()).decode() for s in scripts)
    directives = {
        "default-src": "'self'",  # not 'none': Firefox fetches the next page ahead
        "script-src": " ".join(["'self'", *(f"'sha256-{digest}'" for digest in hashes)]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def header_files(policy: str) -> dict[str, str]:
    """The policy and its companions as files that hosts read, by their path below the site's root:
    `_headers` for Netlify and Cloudflare Pages, `headers.conf` to include in nginx."""
    headers: Mapping[str, str] = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    hosts = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {"_headers": f"/*\n{hosts}", "headers.conf": nginx}
