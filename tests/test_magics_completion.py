"""What the Tab key offers, in a real kernel."""

import pytest
from kernel import Kernel


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    snapshot = folder / "hub" / "models--Org--name" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "model.safetensors").touch()
    (folder / "hub" / "models--Org--empty").mkdir()
    (folder / "work" / "my-model").mkdir(parents=True)
    (folder / "work" / "notes.ipynb").touch()
    (folder / "work" / "record.json").touch()
    places = {"HOME": folder, "HF_HOME": folder, "LLMNB_CACHE": folder / "cache"}
    with Kernel({name: str(place) for name, place in places.items()}) as made:
        made.load()
        made.run(f"import os; os.chdir({str(folder / 'work')!r})")
        made.run("%llm_load demo --name tiny")
        made.run("%llm -c hello")
        made.run("review = reviewer = 1; ReviewSchema = {}")
        made.run("%llm -q -o reply hello")
        yield made


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("%llm_load de", ["demo"]),
        ("%llm_load Or", ["Org/name"]),
        ("%llm_load my", ["my-model/"]),
        ("%llm_load ~/", ["~/cache/", "~/hub/", "~/work/"]),
        ("%llm_load '~/wo", ["'~/work/"]),
        ("%llm_load 'my", ["'my-model/"]),
        ("%llm_load ~/work/my-model/", ["~/work/my-model/"]),
        ("%llm_load demo --prec", ["--precision"]),
        ("%llm_load demo --precision int", ["int8", "int5", "int4"]),
        ("%llm_load demo --precision=fp", ["fp16", "fp32", "fp8"]),
        ("%llm_load demo --backend ec", ["echo"]),
        ("%llm_unload t", ["tiny"]),
        ("%llm_cache cl", ["clear"]),
        ("%llm_cache clear d", ["demo"]),
        ("%llm_config save", ["save_prompts="]),
        ("%llm_config --reset sav", ["save_prompts"]),
        ("%llm_chat de", ["default"]),
        ("%llm_chat default --restore no", ["notes.ipynb"]),
        ("%%llm --tem", ["--temperature"]),
        ("%%llm -t 0 -m t", ["tiny"]),
        ("%%llm -c --over", ["--overflow"]),
        ("%%llm --overflow d", ["drop-oldest"]),
        ("%llm --think o", ["on", "off"]),
        ("%%llm --choi", ["--choices"]),
        ("%%llm --schema re", ["record.json"]),
        ("%%llm --schema Re", ["ReviewSchema"]),
        ("y = %llm --chat d", ["default"]),
        ("%llm_continue --max", ["--max-tokens"]),
        ("%%llm_compare --mod", ["--models"]),
        ("%%llm_compare --models t", ["tiny"]),
        ("%%llm_compare --models tiny,", ["demo"]),
        ("%%llm_compare --models tiny,de", ["demo"]),
        ("%%llm_compare --think=on,", ["off"]),
        ("%%llm_compare --expected revi", ["review", "reviewer"]),
        ("%%llm_compare --temperature 0,1 --see", ["--seeds"]),
        ("%%llm_compare\nClassify: {{ revi", ["review", "reviewer"]),
        ("%llm_tokens re", ["reply"]),
        ("%llm_tokens reply --alt", ["--alternatives"]),
        ("%llm Classify: {{ rev", ["review", "reviewer"]),
        ("%%llm\nClassify: {{ revi", ["review", "reviewer"]),
        ("%llm {{ review }} and {{rev", ["review", "reviewer"]),
    ],
)
def test_offers(kernel, code, offered):
    assert sorted(kernel.complete(code)) == sorted(offered)


def test_options_that_are_given_are_not_offered_again(kernel):
    assert "--temperature" not in kernel.complete("%%llm -t 0 --")
    assert "--stop" in kernel.complete("%%llm --stop a --")


def test_other_code_is_left_alone(kernel):
    assert "review" in kernel.complete("rev")
    assert "%llm_load" in kernel.complete("%llm_lo")
    assert "reviewer" in kernel.complete("x = revi")


def test_unloading_the_extension_takes_it_away():
    with Kernel() as fresh:
        fresh.load()
        fresh.run("%unload_ext llmnb")
        assert "demo" not in fresh.complete("%llm_load de")
