"""``python -m llmnb``: doctor and lab, as processes of their own."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from llmnb import __version__, doctor, tutorials
from llmnb.backends.base import Backend, Candidate, Support
from llmnb.hardware import detect

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def llmnb(*arguments, folder=None, **environ):
    return subprocess.run(
        [sys.executable, "-m", "llmnb", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environ},
        cwd=folder,
        timeout=120,
    )


def test_doctor_tells_what_there_is():
    done = llmnb("doctor", HF_TOKEN="hf_secret", LLMNB_TEMPERATURE="0.3")
    assert (done.returncode, done.stderr) == (0, "")
    titles = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert titles == ["Hardware", "Engines", "Versions", "Folders", "Environment", "To do"]
    assert "available. Runs on every CPU." in done.stdout
    assert "hf_secret" not in done.stdout
    assert "0.3" in done.stdout


def test_doctor_as_json():
    done = llmnb("doctor", "--json", HF_TOKEN="hf_secret", CUDA_VISIBLE_DEVICES="")
    data = json.loads(done.stdout)
    assert data["healthy"] is True
    assert data["hardware"]["cpu"]["usable_cores"] >= 1
    engines = {engine["backend"]: engine for engine in data["engines"]}
    assert engines["onnx"]["ok"] is True
    assert data["versions"]["onnxruntime"]
    assert data["variables"]["HF_TOKEN"] == "set"
    assert data["variables"]["CUDA_VISIBLE_DEVICES"] == ""


def test_doctor_names_what_is_set_wrongly(tmp_path):
    (tmp_path / "file").write_text("")
    done = llmnb(
        "doctor",
        "--json",
        LLMNB_TEMPERATURE="hot",
        LLMNB_STREAM="perhaps",
        LLMNB_TEMPRATURE="0.3",
        LLMNB_MY_KEY="is a secret",
        LLMNB_THREADS="x",
        LLMNB_SHARED_CACHE=str(tmp_path / "nowhere"),
        HF_ENDPOINT="//me:hunter2@hub",
        LLMNB_CACHE=str(tmp_path / "file" / "cache"),
    )
    data = json.loads(done.stdout)
    assert (done.returncode, data["healthy"]) == (1, False)
    stream, temperature, unknown, shared, threads, endpoint, cache = data["mistakes"]
    assert shared.endswith("nowhere is no folder, so it is not used.")
    assert threads.startswith("LLMNB_THREADS = x is not allowed")
    assert endpoint.startswith("HF_ENDPOINT = 'hub' is no address of a hub.")
    assert "hunter2" not in done.stdout
    assert stream.endswith("stream = perhaps is not allowed: it must be on or off.")
    assert temperature == (
        "The environment variable LLMNB_TEMPERATURE is set wrongly: "
        "temperature = hot is not allowed: it must be a number from 0 to 2."
    )
    assert unknown.endswith("none that llmnb reads. Did you mean LLMNB_TEMPERATURE?")
    assert "a file is in its way" in cache
    assert "is a secret" not in done.stdout


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LLMNB_BACKEND": "nonsense"}, "There is no backend 'nonsense'. Allowed: "),
        ({"LLMNB_BACKEND": "openai"}, "The openai backend cannot run demo: "),
        ({"LLMNB_PRECISION": "int3", "LLMNB_BACKEND": "onnx"}, "precision = int3 is not available "
         "with the onnx backend. Allowed: auto, fp32, int8, int4. LLMNB_BACKEND has set backend = "
         "onnx. LLMNB_PRECISION has set precision = int3. In a notebook, %env NAME=VALUE "),
    ],
)  # fmt: skip
def test_doctor_names_variables_that_let_loads_fail(variables, said):
    done = llmnb("doctor", "--json", **variables)
    (mistake,) = json.loads(done.stdout)["mistakes"]
    assert mistake.startswith(said)
    assert f"{next(iter(variables))} has set " in mistake
    assert done.returncode == 1


@pytest.mark.parametrize(
    "variables",
    [{"LLMNB_BACKEND": "onnx", "LLMNB_PRECISION": "int4", "LLMNB_CONTEXT": "32768"},
     {"LLMNB_BACKEND": "auto", "LLMNB_DEVICE": "cpu"}],
)  # fmt: skip
def test_doctor_passes_variables_that_loads_take(variables):
    done = llmnb("doctor", "--json", **variables)
    assert (json.loads(done.stdout)["mistakes"], done.returncode) == ([], 0)


def test_doctor_names_a_device_that_nothing_here_has():
    hardware = dataclasses.replace(detect(), accelerators=())
    candidates = [Candidate("onnx", Support(True, "runs", None, 10))]
    said = doctor._wrong_for_loads({"LLMNB_DEVICE": "cuda:7"}, hardware, candidates)
    assert list(said) == [
        "LLMNB_DEVICE = cuda:7 has no effect: there is no GPU, and the onnx backend has no devices."
    ]


class Apart(Backend):
    """A better engine that needs an environment of its own."""

    apart = True

    def support(self, hardware, source, facts):
        return Support(False, "not here", "pip install it", 90)

    def load(self, plan, progress, cancel):
        raise AssertionError


def test_a_better_engine_is_advised_with_the_command_for_it():
    known = {"near": Backend, "far": Apart(), "here": Apart()}
    candidates = [
        Candidate("far", Support(False, "not here", "pip install far", 90)),
        Candidate("here", Support(True, "runs", None, 10)),
        Candidate("worse", Support(False, "not here", "pip install worse", 5)),
    ]
    advice = [line for line in doctor._advice(candidates, known) if "JupyterLab" not in line]
    (line,) = advice
    assert line.startswith("far would suit this machine better. It cannot share an environment")
    assert line.endswith(doctor.own_kernel("far"))


def test_the_command_for_a_kernel_of_its_own():
    command = doctor.own_kernel("vllm", windows=False)
    assert command.count(" && ") == 2
    assert 'bin/python" -m pip install "llmnb[vllm]" ipykernel' in command
    assert "Scripts" in doctor.own_kernel("vllm", windows=True)


def test_the_tutorials_are_copied_and_changes_are_kept(tmp_path):
    target = tmp_path / "mine"
    copied = tutorials.copy(target)
    assert {path.name for path in copied} == {path.name for path in NOTEBOOKS.glob("*.ipynb")}
    (target / tutorials.START).write_text("changed")
    assert tutorials.copy(target) == []
    assert (target / tutorials.START).read_text() == "changed"


def test_lab_opens_jupyterlab_on_the_copy(tmp_path):
    # JupyterLab itself tells its version and ends, which proves that it was called.
    done = llmnb("lab", str(tmp_path / "mine"), "--version")
    assert done.returncode == 0
    assert done.stdout.strip()[0].isdigit()
    assert (tmp_path / "mine" / tutorials.START).exists()


def test_options_of_lab_and_their_values_are_jupyterlabs(tmp_path):
    done = llmnb("lab", "--port", "none", folder=tmp_path)
    assert done.returncode != 0
    assert "not the str 'none'" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["llmnb-tutorials"]


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    done = llmnb("lab", str(tmp_path / "file"))
    assert done.returncode == 1
    assert done.stderr.startswith("llmnb: ")
    assert done.stderr.count("\n") == 1


def test_the_version():
    done = llmnb("--version")
    assert (done.returncode, done.stdout) == (0, f"llmnb {__version__}\n")


@pytest.mark.parametrize("arguments", [(), ("docter",), ("doctor", "--yaml")])
def test_mistakes_show_the_usage(arguments):
    done = llmnb(*arguments)
    assert done.returncode == 2
    assert "usage: python -m llmnb" in done.stderr


def test_lab_without_jupyterlab_says_what_to_install(tmp_path):
    code = (
        "import sys; sys.modules['jupyterlab'] = None\n"
        "from llmnb.__main__ import main; sys.exit(main(['lab', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "mine")], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == 'llmnb: JupyterLab is not installed. pip install "llmnb[lab]"\n'
