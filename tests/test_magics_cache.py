"""%llm_cache in a real kernel, and a cache that many users share."""

from contextlib import contextmanager

from kernel import Kernel
from magic_mistakes import CACHE_MISTAKES


@contextmanager
def kernel(private, shared=""):
    with Kernel({"LLMNB_CACHE": str(private), "LLMNB_SHARED_CACHE": str(shared)}) as made:
        yield made.load()


def converted(folder):
    return [path for path in folder.glob("converted/onnx/*") if path.is_dir()]


def test_models_are_listed_and_cleared(tmp_path):
    with kernel(tmp_path) as mine:
        for precision in ("int8", "fp32"):
            mine.run(f"%llm_load demo --precision {precision} --name {precision}")
        shown = mine.run("%llm_cache").text
        assert "demo, fp32" in shown
        assert "demo, int8" in shown
        assert str(tmp_path) in shown
        assert mine.run("%llm_cache list").text == shown
        error = mine.run("%llm_cache clear dmeo").error
        assert error.endswith("is called 'dmeo'. Did you mean demo?")
        assert len(converted(tmp_path)) == 2
        assert mine.run("%llm_cache clear demo").text.startswith("Cleared ")
        assert converted(tmp_path) == []
        assert "demo" not in mine.run("%llm_cache").text
        assert mine.run("%llm -t 0 What is the capital of France?").error is None
        assert mine.run("%llm_cache clear --all").text == "Cleared 0 bytes."


def test_a_damaged_copy_is_made_again_and_the_user_is_told(tmp_path):
    with kernel(tmp_path) as mine:
        mine.run("%llm_load demo")
        (entry,) = converted(tmp_path)
        (entry / "weights.bin").write_bytes(b"")
        mine.run("%llm_unload")
        cell = mine.run(
            "from llmnb.progress import Silent\n"
            "class Said(Silent):\n"
            "    def start(self, stage): print(stage.name)\n"
            "from llmnb.session import default_session\n"
            "model = default_session().load('demo', progress=Said())"
        )
        assert "converting again, for the copy on disk is damaged" in cell.stream()
        assert mine.run("%llm -t 0 What is the capital of France?").error is None


def test_a_shared_cache_is_read_and_never_written(tmp_path):
    shared, private = tmp_path / "shared", tmp_path / "private"
    with kernel(shared) as teacher:
        teacher.run("%llm_load demo")
    (entry,) = converted(shared)
    with kernel(private, shared) as student:
        assert student.run("%llm_load demo").error is None
        assert converted(private) == []
        assert "shared, read-only" in student.run("%llm_cache").text
        assert student.run("%llm_cache clear --all").error is None
        assert "'demo'" in student.run("%llm_cache clear demo").error
        student.run("%llm_load demo --precision fp32")
        assert len(converted(private)) == 1
    assert converted(shared) == [entry]


def test_mistakes(tmp_path):
    with kernel(tmp_path) as mine:
        said = {mistake.code: mine.run(mistake.code).error for mistake in CACHE_MISTAKES}
    assert said == {mistake.code: mistake.error for mistake in CACHE_MISTAKES}
