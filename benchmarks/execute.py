"""Execute all chapters of the project in the current folder, and do nothing else."""

from pathlib import Path

from helpers.pipeline.execute import execute
from helpers.pipeline.plan import plan, preload
from helpers.pipeline.project import find_project
from helpers.pipeline.workers import Workers

if __name__ == "__main__":
    project = find_project(Path.cwd())
    workers = Workers(preload(project))
    workers.warm_up()
    execute(project, plan(project, {}), workers, tell=lambda _: None)
