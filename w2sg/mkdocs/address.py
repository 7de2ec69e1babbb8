"""Whether the preview can be shown where it is asked to."""

from __future__ import annotations

import os
import socket


def address_fault(host: str, port: int) -> str:
    """Why nothing can be served at an address, in one sentence with a way out; empty if it can.

    host: an IP address or localhost, as MkDocs takes it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
    except OverflowError:
        reason = "A port is a number from 0 to 65535"
    else:
        return ""
    return (
        f"The preview cannot be shown at {host}:{port} ({reason}): "
        "end what uses it, or choose another port, as in make serve PORT=8001"
    )
