"""What passes from the science to the book, inside the outputs of an executed notebook.

An output (or an inline expression) that states quantities carries, beside its text, a JSON
object under `RECORD_MIME` with any of these keys:

``quantities``
    List of objects with at least ``id`` and ``text`` (schema: ``assets/quantities.schema.json``).
``alt``
    The alternative text of a figure, computed from the same numbers.
``data``
    The rows behind a figure: ``{"columns": [...], "rows": [[...], ...]}``.
``table``
    The printed cells of a table, in the same form.
"""

from __future__ import annotations

RECORD_MIME = "application/vnd.rspbook.record+json"
