"""The papermill engine of the book: cells as papermill runs them, and inline expressions.

Papermill imports every registered engine whenever it starts, so this module stays light; what
runs the cells is imported when it is needed.
"""

from __future__ import annotations

from typing import Any

from papermill.engines import Engine, NotebookExecutionManager


class BookEngine(Engine):
    """Run a chapter, evaluating inline expressions of its markdown cells at their place.

    ``papermill --engine rspbook in.ipynb out.ipynb`` runs it in an ordinary kernel. With
    ``warm=True`` the cells run in this very process, which must be one of its own (see
    `helpers.pipeline.workers`): the packages that it has imported need not be imported again.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, warm: bool = False, **options: Any
    ) -> None:
        """Run the cells of ``nb_man.nb``; papermill calls this."""
        if warm:
            from helpers.pipeline.shell import run_cells

            run_cells(nb_man)
        else:
            from helpers.pipeline.kernel import run_in_kernel

            run_in_kernel(nb_man, kernel_name, **options)
