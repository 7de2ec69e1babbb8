"""What the site's pages may load and run: the Content-Security-Policy, and header files for hosts.

Directives after https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

from collections.abc import Mapping

# Only the site's own files load and run, and nothing inline.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-src 'none'; "
    "form-action 'self'; base-uri 'none'"
)


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
