"""Listening: the socket first, so that a port that is taken is refused in words, then the server on it."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
from collections.abc import Callable

import uvicorn

from exoderm.errors import InputError
from exoderm.serve.pages import build
from exoderm.serve.settings import Settings

MOST_AT_ONCE = 64


def listen(settings: Settings, say: Callable[[str], None], opened: Callable[[str], object] | None = None) -> None:
    """Serve until Ctrl-C; ``opened`` is called with the address once it answers.

    Raises
    ------
    InputError
        If nothing can listen at that address and port.
    """
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}/"
    # uvicorn closes in good order on Ctrl-C and then raises it again: by then nothing is left to interrupt.
    with bind(settings.host, settings.port) as listening, contextlib.suppress(KeyboardInterrupt):
        config = uvicorn.Config(
            build(settings), log_level="warning", access_log=False, server_header=False, lifespan="on", ws="none",
            timeout_keep_alive=15, limit_concurrency=MOST_AT_ONCE, proxy_headers=False, timeout_graceful_shutdown=3,
            h11_max_incomplete_event_size=65_536, http="h11",
        )  # fmt: skip
        say(f"exoderm is at {address} (Ctrl-C ends it). What is kept lies in {settings.data}")
        if not settings.local:
            say("It is heard by other computers and has no accounts: whoever knows an appraisal's address can read it.")
        if opened is not None:
            threading.Timer(0.8, opened, args=(address,)).start()
        uvicorn.Server(config).run(sockets=[listening])


def bind(host: str, port: int) -> socket.socket:
    """A socket at this address; an address that is taken or not ours is refused in words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        raise InputError(
            "this port is taken" if taken else f"nothing can listen there ({error.strerror})",
            where=f"{host}, port {port}", code="serve.port",
            why="another program listens there" if taken else "the address or port is not ours to use",
            action="choose another with --port" if taken else "leave --host out, or name an address of this computer",
        ) from None  # fmt: skip
    return listening
