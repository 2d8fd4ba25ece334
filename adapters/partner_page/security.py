"""Where a form of the private page may come from, what its session cookie is like, and its headers; pure."""

from __future__ import annotations

from urllib.parse import urlsplit

from adapters.web_chat import security
from adapters.web_chat.security import Forbidden, check_host

__all__ = ["Forbidden"]

COOKIE = "baton_partner"
HEADERS = {
    **security.HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
# The address of a link is its secret, and goes nowhere.
HEADERS_OF_LINK = {**HEADERS, "Referrer-Policy": "no-referrer"}


def check_reached(host: str, url: str) -> None:
    """Under the public address, or on this machine, from where a proxy asks. Raises Forbidden."""
    parts = urlsplit(url)
    check_host(host, frozenset({parts.hostname or "", parts.netloc}))


def check_origin(origin: str, site: str, host: str, url: str) -> None:
    """A form comes from our own page. From a page that sends no referrer the origin is hidden; the site is said then.

    `site` is the header Sec-Fetch-Site; a browser that says neither sends no token of ours either.
    """
    parts = urlsplit(url)
    ours = {f"{parts.scheme}://{parts.netloc}", f"http://{host}", f"https://{host}"}
    if origin not in ours and not (origin == "null" and site in ("same-origin", "")):
        raise Forbidden("This came from another page, so nothing was done. Open your page and try there.")


def is_secure(url: str) -> bool:
    return url.startswith("https://")
