"""Finds the units (checks, metrics, channels, treatments) by walking their folders; nobody registers anything."""
import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any

import diagnostics


def modules(package: str) -> list[tuple[str, ModuleType]]:
    """Every module below diagnostics/`package`, as (dotted path below it, module), by path."""
    root = importlib.import_module(f"diagnostics.{package}")
    prefix = root.__name__ + "."
    found = [info.name for info in pkgutil.walk_packages(root.__path__, prefix) if not info.ispkg]
    return [(name.removeprefix(prefix), importlib.import_module(name)) for name in sorted(found)]


@cache
def load(package: str, attribute: str) -> dict[str, Any]:
    """The units of a folder by id. Raises ValueError where the id of a unit is not its path, so a mistake stops the start."""
    units: dict[str, Any] = {}
    for path, module in modules(package):
        unit = getattr(module, attribute, None)
        if unit is None:
            continue
        if unit.id != path:
            raise ValueError(f"{diagnostics.__name__}/{package}: the unit in {path} calls itself {unit.id}")
        units[path] = unit
    return units


def checks() -> dict[str, Any]:
    return load("checks", "CHECK")


def channels() -> dict[str, Any]:
    return load("channels", "CHANNEL")


def treatments() -> dict[str, Any]:
    return load("treatments", "TREATMENT")


@cache
def metrics() -> dict[str, Any]:
    """The metrics by id: metrics/<subject>.py holds METRICS, each with an id of the form subject.name."""
    found: dict[str, Any] = {}
    for path, module in modules("metrics"):
        for metric in getattr(module, "METRICS", ()):
            if metric.id.split(".", 1)[0] != path or metric.id in found:
                raise ValueError(f"diagnostics/metrics: the metric {metric.id} in {path} has another's name")
            found[metric.id] = metric
    return found
