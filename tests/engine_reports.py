"""Run in a process of its own: what llmnb says of an engine as packages come and go.

It takes a JSON object from standard input and prints one; see `EngineFaults.report`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import stand_ins

import llmnb
from llmnb.backends.registry import backends
from llmnb.config import LoadConfig
from llmnb.doctor import diagnose
from llmnb.errors import LlmnbError
from llmnb.hardware import Accelerator, Cpu, Hardware, Memory
from llmnb.model_source import parse
from llmnb.planner import plan, survey

SETS = frozenset({"avx2", "fma", "f16c", "avx512f", "avx512bw", "avx512dq", "avx512vl",
                  "avx512_vnni"})  # fmt: skip
INTEL = Cpu("intel", "a processor", "x86_64", 4, 4, 4, None, "machine", SETS)
GPU = Accelerator("nvidia", "NVIDIA L4", 0, "8.9", 24 * 10**9, 23 * 10**9)
MACHINE = Hardware(INTEL, (GPU,), Memory(2**36, 2**35, "machine"))
"""A machine that every engine has something for."""


def said(model: str, backend: str, machine: Hardware) -> str:
    """Return the plan's backend, or the message of what refuses it."""
    try:
        return plan(model, LoadConfig(backend=backend), machine).backend
    except LlmnbError as error:
        return f"{type(error).__name__}: {error}"


def look(model: str, backend: str, *, gpu: bool) -> dict[str, Any]:
    """Tell what is said of a backend by name, and what `auto` does with a model of 1 GB."""
    machine = MACHINE if gpu else dataclasses.replace(MACHINE, accelerators=())
    source = parse(model)
    facts = source.facts(None)
    large = facts and dataclasses.replace(facts, weight_bytes=10**9)
    found = survey(machine, source, large)
    chosen = next((c.backend for c in found if c.support.ok and c.support.preference), None)
    named = next(c for c in found if c.backend == backend)
    return {
        "named": said(model, backend, machine),
        "auto": said(model, "auto", machine),
        "chosen": chosen,
        "install": named.support.install,
        "preference": named.support.preference,
    }


def rest_works() -> bool:
    """Tell whether a backend that needs no engine answers, and the status is shown."""
    model = llmnb.load("demo", backend="echo", name="other")
    try:
        told = {c.backend for c in diagnose().candidates}
        return told == set(backends()) and model.generate("one two").text == "one two"
    finally:
        model.unload()


def main() -> None:
    """Make each case in turn."""
    asked = json.load(sys.stdin)
    stand_ins.install_finder()
    look_at = (asked["model"], asked["backend"])
    reports = []
    for case in asked["cases"]:
        with tempfile.TemporaryDirectory() as folder:
            for package in case["packages"]:
                stand_ins.write(Path(folder) / package["name"], **package)
                sys.path.insert(0, str(Path(folder) / package["name"]))
            stand_ins.hidden |= set(case["hidden"])
            reports.append({**look(*look_at, gpu=asked["gpu"]), "rest": rest_works()})
            stand_ins.hidden.clear()
            del sys.path[: len(case["packages"])]
    print(json.dumps(reports))


if __name__ == "__main__":
    main()
