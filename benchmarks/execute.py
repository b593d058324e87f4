"""Execute all chapters of the project in the current folder as a build does, and do no more."""

from pathlib import Path


def main() -> None:
    """Import within, as the command line does: each process of a chapter imports this again."""
    from helpers.cli.checked import WARM
    from helpers.cli.prepare import announce
    from helpers.pipeline.execute import anticipate, begin, execute
    from helpers.pipeline.plan import preload
    from helpers.pipeline.project import find_project
    from helpers.pipeline.workers import Workers

    project = find_project(Path.cwd())
    announce(Path("data"), own=True)
    workers = Workers([*preload(project), WARM])
    anticipate(project, workers)
    plans = begin(project, {}, workers)
    execute(project, plans, workers, tell=lambda _: None)


if __name__ == "__main__":
    main()
