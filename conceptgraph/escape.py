"""A stranger's text where people read it: terminals, workflow annotations, Markdown.

Pages have their own ways: the templates escape, and ``text`` makes safe HTML.
"""

from __future__ import annotations

import re


def printable(text: str) -> str:
    """Return the text with control and bidirectional characters escaped, for a terminal or a log.

    In the log of a workflow ``##[`` begins a command wherever in a line it stands.
    """
    return _visible(text).replace("##[", "#\\x23[")


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def annotation(text: str) -> str:
    """Return the text as the message of a workflow command, which no text in it can end."""
    return printable(text).replace("%", "%25")


def annotation_property(text: str) -> str:
    """Return the text as the value of a property of a workflow command."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """Return the text as one line of Markdown that reads as typed: no markup, no link, no mention.

    It may stand at the start of a line, in a list or in a cell of a table. What hosts make of text without
    any markup (#1, GH-1, :name:) is kept apart by a space of no width; a backslash would not stop them.
    """
    line = marked(" ".join(_visible(part) for part in text.split()))
    line = re.sub(r"(?i)(\\#|\bGH-)(?=[0-9])|:(?=[\w+-]+:)", "\\g<0>\u200b", line)
    line = re.sub(r"^(?=[-+=])", r"\\", line)
    return re.sub(r"^([0-9]+)(?=[.)])", r"\1\\", line)


def marked(line: str) -> str:
    """Return a line of characters that are all printable as Markdown that reads as typed."""
    escaped = re.sub(r"[\\`*_\[\]<>#&~$|]", r"\\\g<0>", line)
    # An address or a name behind @ is made a link without any markup.
    apart = re.sub(r"@(?=[A-Za-z0-9])", "@\u200b", escaped.replace("://", ":\\//"))
    return re.sub(r"(?i)(www)\.", r"\1\\.", apart)
