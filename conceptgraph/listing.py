"""Source code to colored HTML."""

from __future__ import annotations

from functools import cache, lru_cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

LANGUAGES = frozenset({"bash", "console", "docker", "ini", "json", "python", "text", "toml", "yaml"})
"""What a block of code may be marked as; everything else is shown without colors."""


@lru_cache(2**10)
def code(source: str, language: str = "python") -> str:
    """Return source code as HTML with the classes that the theme colors."""
    lines = highlight(source, _lexer(language if language in LANGUAGES else "text"), _formatter())
    return f'<div class="highlight"><pre><code tabindex="0">{lines}</code></pre></div>'


@cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language)


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)
