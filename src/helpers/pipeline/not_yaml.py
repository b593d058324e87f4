"""Why a text is not YAML, for the person who wrote it."""

from __future__ import annotations


def reason(error: Exception) -> tuple[int | None, str]:
    """Return the line that YAML stumbled at, counted from 1 (None: not told), and why."""
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return (mark.line + 1 if mark else None), str(why)


def at_line(file: object, error: Exception, what: str) -> str:
    """Return a message about a whole file: ``_quarto.yml:3: not valid YAML: …``."""
    line, why = reason(error)
    return f"{file}: {what}: {why}" if line is None else f"{file}:{line}: {what}: {why}"
