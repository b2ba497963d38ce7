from __future__ import annotations

import pytest

from conceptgraph.document import parse
from conceptgraph.unformatted import deviation


def told(text: str) -> tuple[int, str] | None:
    return deviation(parse("graph/a/set.yml", "a/set.yml", text.encode())[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: Set\nlevel: core\n", None),
        ("title: Set\nminutes: 5\nlevel: core\n", (2, "`level` stands after `minutes`.")),
        ("title: Set\n# c\nminutes: 5\nlevel: core\n", (2, "`level` stands after `minutes`.")),
        ("title:  Set\nminutes: 5\nlevel: core\n", (1, "In order, the line reads: title: Set")),
        ("contrasts:\n  - how: So.\n    id: map\n", (2, "`id` stands after `how`.")),
        ("title: Set\n\nlevel: core\n", (2, "An empty line stands outside of a text.")),
        ("title: Set\n\n", (2, "An empty line stands outside of a text.")),
        ("title: Set \n", (1, "Spaces stand at the end of the line.")),
        ("title: Set", (1, "The last line does not end in a line break.")),
        ("facts:\n- >-\n  One.\n", (2, "The line is indented by 0, and 2 belongs here.")),
        ("aliases:\n  - a\n", (1, "In order, the line reads: aliases: [a]")),
        ("title: Set\n...\n", (2, "The line does not belong here.")),
        ("title: Set\r\n", (1, "Lines end in a carriage return.")),
        ("\ufefftitle: Set\n", (1, "The file starts with a byte order mark.")),
    ],
)
def test_the_first_difference_is_told(text: str, found: tuple[int, str] | None) -> None:
    assert told(text) == found


def test_a_quoted_line_is_cut() -> None:
    assert told(f"title:  {'x' * 200}\n") == (1, f"In order, the line reads: title: {'x' * 73}")
