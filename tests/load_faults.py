"""What is promised where a load fails: one clear line, nothing lost, and the next load works.

`ShardFaults` and `MemoryFaults` are run for every engine that loads models into memory here, each
in its own environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
import random_models

from llmnb.errors import ModelFormatError
from llmnb.session import Session
from llmnb.storage import cache_folder

HERE = Path(__file__).parent
SECOND = "model-00002-of-00003.safetensors"
INDEX = "model.safetensors.index.json"
THE_FILE = f"The weights file '{{folder}}/{SECOND}'"
AGAIN = "Download or copy the model again."
PARIS = "The capital of France is Paris."


def _shortened(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _other_header(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:8] + b"x" * 20 + content[28:])


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "missing": (Path.unlink, f"{THE_FILE}, which {INDEX} names, is missing."),
    "truncated": (
        _shortened,
        f"{THE_FILE} cannot be read: the tensor "
        "'model.layers.0.mlp.up_proj.weight' lies outside the file.",
    ),
    "of no header": (
        _other_header,
        f"{THE_FILE} cannot be read: Expecting value: line 1 column 1 (char 0).",
    ),
    "empty": (
        lambda path: path.write_bytes(b""),
        f"{THE_FILE} cannot be read: its header does not fit in the file.",
    ),
    "another shard": (
        lambda path: shutil.copy(path.with_name(SECOND.replace("2-", "1-", 1)), path),
        f"{THE_FILE} has no tensor 'model.layers.0.input_layernorm.weight', "
        f"which {INDEX} promises.",
    ),
}
"""What happens to a shard, and what is said of it."""


class ShardFaults:
    """A model whose second shard is damaged, before its first load or after it."""

    backend: ClassVar[str]
    precision: ClassVar[str]
    loads: ClassVar[bool] = True
    """Whole models are loaded too; not where a start takes most of a minute."""

    @pytest.fixture(scope="class")
    @classmethod
    def good(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Return a model in three shards."""
        return random_models.make(tmp_path_factory.mktemp("shards") / "good", shards=3)

    @pytest.fixture(scope="class")
    @classmethod
    def session(cls) -> Any:
        """Return a session with a model that must not be lost."""
        session = Session()
        session.load("demo", name="kept", backend="onnx")
        yield session
        session.unload_all()

    @pytest.mark.parametrize("loaded_before", [False, True], ids=["first", "again"])
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_a_damaged_shard_is_named_before_anything_is_loaded(
        self, session: Session, good: Path, tmp_path: Path, damage: str, loaded_before: bool
    ) -> None:
        if loaded_before and not self.loads:
            pytest.skip("a start of its engine takes long")
        folder = shutil.copytree(good, tmp_path / "model")
        if loaded_before:
            self.load(session, folder)
        change, reason = DAMAGES[damage]
        change(folder / SECOND)
        entries = kept()
        with pytest.raises(ModelFormatError) as caught:
            self.load(session, folder)
        assert str(caught.value) == f"{reason} {AGAIN}".format(folder=folder)
        assert list(session.models) == ["kept"]
        assert session.models["kept"].generate(QUESTION, temperature=0).text == PARIS
        assert kept() == entries
        if self.loads:
            shutil.copy(good / SECOND, folder / SECOND)
            self.load(session, folder)

    def load(self, session: Session, folder: Path) -> None:
        """Load a model beside the others, ask it, and unload it."""
        wishes = {"backend": self.backend, "precision": self.precision, "name": "sharded"}
        model = session.load(str(folder), **wishes)
        assert model.generate("one two", max_tokens=3, temperature=0).usage.completion_tokens
        session.unload("sharded")


def kept() -> list[str]:
    """Return what is in the cache of converted models, but for the lock files."""
    root = cache_folder() / "converted"
    return sorted(
        str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and p.suffix != ".lock"
    )


QUESTION = "What is the capital of France?"
LIMITED = """
import json, resource, sys
import llmnb

model, backend, precision, room = sys.argv[1:]
wishes = {"backend": backend, "precision": precision, "force": True}
llmnb.load("demo", **wishes).unload()  # so that the engine is imported
taken = next(line for line in open("/proc/self/status") if line.startswith("VmData"))
limit = 1024 * int(taken.split()[1]) + int(room) * 2**20
resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.RLIM_INFINITY))
said = []
for _ in range(2):
    try:
        llmnb.load(model, **wishes)
    except llmnb.LlmnbError as error:
        said.append(f"{type(error).__name__}: {error}")
small = llmnb.load("demo", **wishes)
said.append(small.generate("What is the capital of France?", temperature=0).text)
print(json.dumps(said))
"""
"""Loads a model with so many MB of memory to spare, twice, and a small one after it."""


FREE = re.compile(r" of [\d.]+ [kMG]B")  # which differs from load to load


class MemoryFaults:
    """A load that the system refuses memory: a real limit, in a process of its own."""

    backend: ClassVar[str]
    precision: ClassVar[str]
    rooms: ClassVar[tuple[int, ...]]
    """MB that are left for a load to run out of, some in the conversion and some after it."""

    @pytest.fixture(scope="class")
    @classmethod
    def large(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Return a model of 370 MB."""
        shape = {"hidden": 1024, "layers": 4, "heads": 16, "kv_heads": 8, "intermediate": 4096}
        folder = tmp_path_factory.mktemp("large") / "large"
        return random_models.make(folder, **shape, vocabulary=32_000, dtype="F32")

    def test_memory_that_runs_out_is_one_line_and_all_of_it_comes_back(
        self, large: Path, llmnb_cache: Path
    ) -> None:
        if not Path("/proc/self/status").exists():
            pytest.skip("memory is limited for a process under Linux only")
        for room in self.rooms:
            first, second, answer = self.limited(large, room)
            assert re.fullmatch(
                f"BackendError: The memory ran out while large at {self.precision} was loaded, "
                r"which needs about [\d.]+ [MG]B\. --precision \w+ fits: [\w. ]+ of [\w. ]+B\. Or "
                "choose a smaller --context or model; or unload other models.",
                first,
            )
            assert "\n" not in first
            assert FREE.sub("", second) == FREE.sub("", first)
            assert answer == PARIS
        parts = {p.name for p in llmnb_cache.rglob(".llmnb-*")}
        assert not parts  # half an entry is in a folder of that name

    def limited(self, model: Path, room: int) -> list[str]:
        command = [sys.executable, "-c", LIMITED, str(model), self.backend, self.precision]
        done = subprocess.run([*command, str(room)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        said: list[str] = json.loads(done.stdout.splitlines()[-1])
        return said
