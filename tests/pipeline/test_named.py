"""Which files a configuration names."""

from helpers.pipeline.named import named_files
from helpers.pipeline.project import Project


def test_of_a_folder_all_but_litter(project: Project) -> None:
    folder = project.root / "look"
    for name in ("a.css", "deep/b.js", ".DS_Store", "~$c.xlsx", ".git/config", "deep/a.css~"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / ".one.css").touch()
    named = project._replace(config={**project.config, "css": ["look", "look/.one.css"]})
    names = [name for name, _ in named_files(named)]
    assert sorted(names) == ["look/.one.css", "look/a.css", "look/deep/b.js"], "one by its name"
