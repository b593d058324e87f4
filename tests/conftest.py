"""What several parts of the tests share; this folder lets them import its modules."""

import signal
from pathlib import Path

import pytest
from data_folder import DATA, DataFolder
from hypothesis import settings
from yang45 import write_yang45

from helpers.data.dataset import Dataset, load_dataset

# In the background of a script, as in `make test`, Ctrl-C is ignored, and after nohup the end of a
# terminal; both would be by what tests start and end, too. A handler is not handed on.
for ignored in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(ignored) is signal.SIG_IGN:
        signal.signal(ignored, lambda *_: None)

# And what ends them there, as `make test` does, lets each test end what it has started.
signal.signal(signal.SIGTERM, signal.default_int_handler)

# No test fails because a machine is slow.
settings.register_profile("patient", deadline=None, max_examples=50)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The dataset as it was first extracted."""
    return load_dataset(DATA)


@pytest.fixture(scope="session")
def yang45_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of 45 made-up cases with the margins that Yang 2023 prints."""
    return write_yang45(tmp_path_factory.mktemp("yang45"))


@pytest.fixture(scope="session")
def yang45(yang45_folder: Path) -> Dataset:
    """The dataset of `yang45_folder`."""
    return load_dataset(yang45_folder)


@pytest.fixture
def dataset_folder(tmp_path: Path) -> DataFolder:
    """A copy of the first extraction that a test may spoil."""
    return DataFolder(tmp_path / "data")
