"""The Markdown that chapters are written in, as pandoc is told to read it."""

from __future__ import annotations

READER = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-tex_math_single_backslash"
"""Text is text: no raw HTML, LaTeX or Typst comes alive, and a dollar sign is a dollar sign.

Under Quarto, which needs them to put a book together, raw attributes are alive; lint refuses them.
"""
