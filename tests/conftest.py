"""The suite runs in several processes; what they share lies in one folder, which the first process removes at the end."""
import os
import shutil

from tests.demo_store import shared_folder


def pytest_sessionfinish() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(shared_folder(os.getpid()), ignore_errors=True)
