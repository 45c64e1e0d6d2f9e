"""`serve`: what it answers, what it turns away, how it follows the files, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from building import TWO_SIDES
from conftest import CLAIMS, MakeDossier

from kumsong_sources.cli import main
from kumsong_sources.cli.watching import watch
from kumsong_sources.dossier import Dossier
from kumsong_sources.errors import ServingError
from kumsong_sources.reports.html import html_report
from kumsong_sources.serving import Server, Shown, unopened_page, waiting_page
from kumsong_sources.serving.pages import served

RUN = "from kumsong_sources.cli import main; main()"
PATIENCE = 60.0
EVIL = "<script>alert(1)</script>\x1b[31m"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Serve the page that is shown before there is a report."""
    with Server(Shown(waiting_page("my-dossier")), port=0) as running:
        yield running


def ask(
    server: Server, path: str = "/", *, method: str = "GET", host: str | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest(method, path, skip_host=host is not None)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def test_it_answers_with_the_page_and_its_version(server: Server) -> None:
    answer, page = ask(server)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"The report is being made" in page
    version = ask(server, "/version")[1].decode()
    assert re.fullmatch("[0-9a-f]{16}", version)
    assert f'data-version="{version}"'.encode() in page
    assert ask(server, "/?from=here")[1] == page


def test_head_gets_the_headers_alone(server: Server) -> None:
    answer, content = ask(server, method="HEAD")
    assert (answer.status, content) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(ask(server)[1])


@pytest.mark.parametrize("path", ["/", "/version", "/nothing"])
def test_every_answer_forbids_what_nobody_needs(server: Server, path: str) -> None:
    headers = ask(server, path)[0].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert "Python" not in headers["Server"]


@pytest.mark.parametrize(
    "path",
    [
        "/claims.csv", "/../claims.csv", "/..", "/index.html", "/%2e%2e/", "/version/",
        "/.git/config", "*", "/" + "a" * 5000,
    ],
    ids=lambda path: path[:20],
)  # fmt: skip
def test_there_is_nothing_else(server: Server, path: str) -> None:
    answer, content = ask(server, path)
    assert answer.status == 404
    assert content == b"nothing is here; the report is at /\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_nothing_can_be_written(server: Server, method: str) -> None:
    answer, _ = ask(server, method=method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_the_host_must_be_this_one(server: Server) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert ask(server, host=f"{name}:{server.port}")[0].status == 200
    for wrong in (
        "evil.example", f"evil.example:{server.port}", "127.0.0.1", "localhost",
        f"127.0.0.1:{server.port + 1}", f"127.0.0.1.evil.example:{server.port}",
        f"localhost:{server.port}.evil.example", f"localhost.:{server.port}", "0.0.0.0", " ",
    ):  # fmt: skip
        answer, content = ask(server, host=wrong)
        assert answer.status == 421, wrong
        assert b"The report" not in content


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x00\xff nonsense\r\n\r\n",
        b"GET / HTTP/9\r\nHost: 127.0.0.1:%d\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_proper_request_gets_no_page(server: Server, request_: bytes) -> None:
    answer = raw(server, request_.replace(b"%d", str(server.port).encode()))
    assert b"The report is being made" not in answer
    assert b" 200 " not in answer.partition(b"\r\n")[0]
    assert b"nonsense" not in answer
    assert ask(server)[0].status == 200


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.url == f"http://127.0.0.1:{server.port}/"
    assert server._listening.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_named_with_a_way_out(server: Server) -> None:
    expected = rf"port {server.port} of 127\.0\.0\.1 is in use.*--port 0"
    with pytest.raises(ServingError, match=expected):
        Server(Shown(waiting_page("x")), port=server.port)


def test_a_server_that_was_closed_gives_its_port_back() -> None:
    with Server(Shown(waiting_page("x")), port=0) as first:
        port = first.port
    with Server(Shown(waiting_page("x")), port=port) as again:
        assert ask(again)[0].status == 200


def test_a_page_is_swapped_whole_while_many_read_it() -> None:
    pages = [waiting_page("x" * n) for n in (10, 20_000)]
    shown = Shown(pages[0])
    wrong: list[int] = []
    with Server(shown, port=0) as running:
        known = {served(page)[0].encode() for page in pages}

        def read() -> None:
            wrong.extend(1 for _ in range(20) if ask(running)[1] not in known)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for turn in range(200):
            shown.put(pages[turn % 2])
        for reader in readers:
            reader.join()
    assert wrong == []


def test_the_report_that_is_served_is_the_file_and_the_script_that_follows() -> None:
    page = html_report(Dossier.example("kumsong"))
    text, version = served(page)
    (script,) = re.findall(r'(?s)<script data-version="\w+">.*?</script>\n', text)
    allowed = re.search(r"; connect-src 'self'(; script-src )('sha256-[^']+' )", text)
    assert allowed is not None
    assert text.replace(script, "").replace(allowed[0], allowed[1]) == page
    assert served(page) == (text, version)
    assert served(page + "\n")[1] != version


def test_a_page_without_a_policy_is_not_served() -> None:
    with pytest.raises(ValueError, match="the page has no '; script-src '"):
        served("<html><body>; script-src 'none'</body></html>")


def test_a_message_is_shown_as_text() -> None:
    page = unopened_page(EVIL, message=f"dossier.toml:3: {EVIL}; mend it")
    assert "<script>alert" not in page
    assert "\x1b" not in page
    assert "dossier.toml:3: &lt;script&gt;" in page


# The command.


@contextmanager
def serving(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command; give the program and the address it prints."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "serve", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def page_of(url: str) -> str:
    port = int(url.rpartition(":")[2].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def wait_for(url: str, holds: Callable[[str], bool]) -> str:
    """The page once it is as it should be."""
    end = time.monotonic() + PATIENCE
    while not holds(page := page_of(url)):
        assert time.monotonic() < end, page
        time.sleep(0.1)
    return page


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_follows_a_change_and_ends_without_a_word(
    number: signal.Signals, dossier_folder: MakeDossier
) -> None:
    folder = dossier_folder()
    with serving(".", "--port", "0", cwd=folder) as (process, url):
        wait_for(url, lambda page: "Redland lost 103 killed." in page)
        changed = CLAIMS.replace("103 killed", "105 killed")
        (folder / "claims.csv").write_text(changed, encoding="utf-8")
        wait_for(url, lambda page: "Redland lost 105 killed." in page)
        (folder / "dossier.toml").write_text("title = 'never closed", encoding="utf-8")
        page = wait_for(url, lambda page: "cannot be opened" in page)
        assert "dossier.toml: not valid TOML" in page
        assert "at line 1" in page
        (folder / "dossier.toml").write_text(TWO_SIDES, encoding="utf-8")
        wait_for(url, lambda page: "Redland lost 105 killed." in page)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert "Traceback" not in err
    assert err.count("report made in") == 3


def test_it_says_at_once_what_no_saving_would_mend(
    dossier_folder: MakeDossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(dossier_folder())
    for arguments, said in (
        ([str(tmp_path / "nowhere")], "no such folder"),
        ([str(tmp_path)], "claims.csv: missing"),
        ([folder, "--style", "nonsense"], "nonsense"),
        ([folder, "--compare", "nonsense"], "'nonsense': no folder with a dossier"),
        ([folder, "--example", "kumsong"], "not both"),
        ([folder, "--port", "70000"], "70000"),
    ):
        with pytest.raises(SystemExit, match="2"):
            main(["serve", *arguments])
        assert said in capsys.readouterr().err


def test_a_port_in_use_ends_it_with_a_message(
    server: Server, dossier_folder: MakeDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", str(dossier_folder()), "--port", str(server.port)])
    assert "is in use" in capsys.readouterr().err


def test_a_fault_of_the_program_is_shown_and_does_not_end_it(
    dossier_folder: MakeDossier,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from kumsong_sources.cli.serve import Making

    def breaks(*_: object, **__: object) -> str:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("kumsong_sources.serving.report_page", breaks)
    page = Making(folder=dossier_folder(), style="chicago-17", old=None).page()
    assert "a fault of this program, not of the files: ZeroDivisionError" in page
    assert "Traceback" in capsys.readouterr().err


def test_it_tells_what_changed_since(dossier_folder: MakeDossier) -> None:
    from kumsong_sources.cli.serve import Making

    old = dossier_folder()
    folder = dossier_folder(claims=CLAIMS + "C2,battle,It rained.,swiss[4],,,,,,,,\n")
    page = Making(folder=folder, style="chicago-17", old=str(old)).page()
    assert "What changed since the folder dossier-1" in page


def test_a_file_that_is_being_written_is_left_in_peace(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("whole", encoding="utf-8")
    seen: list[str] = []
    writes = iter(["", "ha", "half", "half a", "whole again"])

    def act() -> int:
        seen.append(path.read_text(encoding="utf-8"))
        if len(seen) == 2:
            raise KeyboardInterrupt
        return 0

    def sleep(seconds: float) -> None:
        # Each time it is looked at the editor has written a bit more.
        part = next(writes, None)
        if part is not None:
            path.write_text(part, encoding="utf-8")
            os.utime(path, ns=(0, len(part)))

    watch([path], act, sleep=sleep)
    assert seen == ["whole", "whole again"]
