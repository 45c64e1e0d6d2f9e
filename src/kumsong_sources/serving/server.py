"""A server for one page, for this machine only.

It is the standard library's: two fixed answers to readers on the same machine need no
framework, and nothing has to be installed for them.
"""

from __future__ import annotations

import errno
import os
import socketserver
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from kumsong_sources.errors import ServingError
from kumsong_sources.serving.pages import served

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost", "[::1]")
_HTTP_PORT = 80
_SECONDS = 10
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# What else a page may do it says itself; a header cannot be changed by what is in it.
_PAGE_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_TEXT_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Shown:
    """The page shown at present; written by one thread, read by those that answer.

    Parameters
    ----------
    page : str
        The first one.
    """

    def __init__(self, page: str) -> None:
        self._now = _served(page)

    def put(self, page: str) -> None:
        """Show another page from now on."""
        self._now = _served(page)

    @property
    def now(self) -> tuple[bytes, bytes]:
        """The page and its version, of one moment."""
        return self._now


def _served(page: str) -> tuple[bytes, bytes]:
    text, version = served(page)
    return text.encode("utf-8", "replace"), version.encode()


class Server:
    """Shows a page at an address of this machine until it is closed.

    Only ``GET`` and ``HEAD`` of two places are answered, the page and its version; nothing
    is read from the disk for it, nothing can be written, and a request that was meant for
    another host name is turned away, so that no other page in the browser can read this one
    under a name of its own (DNS rebinding).

    Parameters
    ----------
    shown : Shown
    port : int
        0 for any that is free.

    Raises
    ------
    ServingError
        If the port cannot be had.

    Examples
    --------
    >>> from kumsong_sources.serving.pages import waiting_page
    >>> with Server(Shown(waiting_page("my-dossier")), port=0) as server:
    ...     server.url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(self, shown: Shown, *, port: int) -> None:
        try:
            self._listening = _Listening(shown, port=port)
        except OSError as error:
            raise ServingError(_why_not(error, port=port)) from None
        self.port: int = self._listening.server_address[1]
        self._thread = threading.Thread(
            target=self._listening.serve_forever,
            kwargs={"poll_interval": 0.1},
            name="serving",
            daemon=True,
        )

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.port}/"

    def __enter__(self) -> Server:
        """Begin to answer, in a thread of its own."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop answering and give the port back."""
        self._listening.shutdown()
        self._listening.server_close()
        self._thread.join()


def _why_not(error: OSError, *, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} of {ADDRESS} is in use, perhaps by a `serve` that still runs; end "
            f"that, or name another: --port {port + 1}, or --port 0 for any that is free"
        )
    return (
        f"port {port} of {ADDRESS} cannot be had ({error.strerror or error}); name another "
        "above 1023, or --port 0 for any that is free"
    )


class _Listening(ThreadingHTTPServer):
    """Accepts connections, each answered in a thread."""

    daemon_threads = True
    # On Windows that would let two programs listen at one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, shown: Shown, *, port: int) -> None:
        self.shown = shown
        super().__init__((ADDRESS, port), _Answering)
        chosen = self.server_address[1]
        self.hosts = {f"{name}:{chosen}" for name in _NAMES}
        if chosen == _HTTP_PORT:
            self.hosts |= set(_NAMES)

    def server_bind(self) -> None:
        """Bind without asking the network what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who left before the answer was whole."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Answering(BaseHTTPRequestHandler):
    """Answers one request and closes the connection."""

    server: _Listening
    timeout = _SECONDS

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def do_GET(self) -> None:
        """Answer with the page or its version."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with the headers that `GET` would get."""
        self._answer()

    def _answer(self) -> None:
        if self._is_for_this_host():
            page, version = self.server.shown.now
            match self.path.partition("?")[0]:
                case "/":
                    self._send(HTTPStatus.OK, page, is_page=True)
                case "/version":
                    self._send(HTTPStatus.OK, version)
                case _:
                    self._send(HTTPStatus.NOT_FOUND, b"nothing is here; the report is at /\n")

    def _refuse_method(self) -> None:
        if self._is_for_this_host():
            self._send(
                HTTPStatus.METHOD_NOT_ALLOWED,
                b"the report can only be read: GET or HEAD\n",
                more=(("Allow", "GET, HEAD"),),
            )

    def _is_for_this_host(self) -> bool:
        named = self.headers.get_all("Host", [])
        if len(named) != 1:
            self._send(HTTPStatus.BAD_REQUEST, b"a request names its host once\n")
            return False
        if named[0].strip().lower() not in self.server.hosts:
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"this server is {ADDRESS}:{self.server.server_port} alone\n".encode(),
            )
            return False
        return True

    def _send(
        self,
        status: HTTPStatus,
        content: bytes,
        *,
        is_page: bool = False,
        more: tuple[tuple[str, str], ...] = (),
    ) -> None:
        kind = "text/html" if is_page else "text/plain"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", _PAGE_POLICY if is_page else _TEXT_POLICY)
        for name, value in (*_HEADERS, *more):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Turn away what is no request, without repeating it."""
        self._send(HTTPStatus(code), b"this is no request that could be answered\n")

    def version_string(self) -> str:
        """The program without its version and Python's: a reader need not know."""
        return "kumsong-sources"

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: a page that asks twice a second would fill the terminal."""
