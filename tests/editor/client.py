"""An editor as a language server sees it: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

SECONDS = 60
"""How long an answer may take before the test fails."""


class Editor:
    """Opens files of a workspace, and asks the server about places in them (lines and columns from 0)."""

    def __init__(self, writer: IO[bytes], messages: queue.Queue[dict[str, Any] | None]) -> None:
        self.writer, self.messages = writer, messages
        self.asked = 0
        self.reported: dict[str, list[dict[str, Any]]] = {}

    def ask(self, method: str, **params: Any) -> Any:
        """Return the server's answer."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> str:
        """Open a file with this text, saved or not, and return its address."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def complaints(self, uri: str) -> list[tuple[int, str]]:
        """Return line and message of everything that the editor would underline."""
        while uri not in self.reported:
            self._receive()
        return [(found["range"]["start"]["line"], found["message"]) for found in self.reported.pop(uri)]

    def choices(self, uri: str, line: int, column: int) -> dict[str, str]:
        """Return what the editor offers at a place, each with its explanation."""
        answer = self.ask("textDocument/completion", **_place(uri, line, column))
        return {item["label"]: item.get("documentation", "") for item in answer["items"]}

    def hover(self, uri: str, line: int, column: int) -> str:
        """Return what the editor shows where the mouse rests."""
        answer = self.ask("textDocument/hover", **_place(uri, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.writer.flush()

    def _receive(self) -> dict[str, Any]:
        message = self.messages.get(timeout=SECONDS)
        assert message is not None, "the language server has ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.reported[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            # It asks for settings: there are none, as with an editor fresh from its installer.
            items = (message.get("params") or {}).get("items")
            self._send({"id": message["id"], "result": [None] * len(items) if items else None})
        return message


def _place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


@contextmanager
def editor(command: Sequence[str], workspace: Path) -> Iterator[Editor]:
    """Run a language server for a workspace, and end it."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        listener = threading.Thread(target=_listen, args=(process.stdout, messages))
        listener.start()
        try:
            one = Editor(process.stdin, messages)
            shown = {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}
            one.ask(
                "initialize",
                processId=None,
                rootUri=workspace.as_uri(),
                capabilities={"textDocument": {**shown, "hover": {"contentFormat": ["markdown"]}}},
            )
            one.tell("initialized")
            yield one
            one.ask("shutdown")
            one.tell("exit")
            process.wait(SECONDS)
        finally:
            process.kill()
            listener.join()


def _listen(stream: IO[bytes], messages: queue.Queue[dict[str, Any] | None]) -> None:
    """Put every message that arrives into the queue, and None at the end."""
    while header := stream.readline():
        length = 0
        while header.strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
            header = stream.readline()
        messages.put(json.loads(stream.read(length)))
    messages.put(None)
