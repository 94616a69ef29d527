"""Prompts through real cells of an IPython shell, on the echo backend."""

import dataclasses

import pytest
from magic_mistakes import PROMPT_MISTAKES

from llmnb import magics, rendering
from llmnb.errors import OptionError
from llmnb.generation import Generation
from llmnb.hardware import Memory, detect
from llmnb.session import default_session


def asked(generation):
    assert isinstance(generation, Generation)
    return generation.messages[-2].content


# IPython splits at the line separator before any transformer, and warns of what it did.
@pytest.mark.filterwarnings("ignore:.make_tokens_by_line")
@pytest.mark.parametrize(
    "prompt",
    [
        "Why?",
        "Why is the sky blue?",
        "Why??",
        "what's up?",
        'say "hi',
        "it costs $5 and {x};",
        "end;",
        r"C:\models\new",
        "a final \\",
        "open ( and [ and {",
        'three """ quotes',
        "numbers 0b12 1__2 0x",
        "a = b = c",
        "a  # not a comment",
        "%llm inside",
        "a !ls ?x `y` ~",
        "tab\there",
        "trailing blanks  ",
        "\N{NARROW NO-BREAK SPACE}naïve 日本?",
        "one\u2028two?",
    ],
)
def test_ipython_does_not_touch_a_prompt(notebook, prompt):
    assert asked(notebook.ok(f"%llm {prompt}").result) == prompt
    notebook.ok(f"y = %llm {prompt}\nz = 1")
    assert (asked(notebook["y"]), notebook["z"]) == (prompt, 1)
    notebook.ok(
        f"for i in [1]:\n    if i:\n        %llm -o g {prompt}\n    n = %llm {prompt}\nz = 2"
    )
    assert (asked(notebook["g"]), asked(notebook["n"]), notebook["z"]) == (prompt, prompt, 2)
    notebook.ok(f"%%llm -o c\n{prompt}\n  {prompt}")
    assert asked(notebook["c"]) == f"{prompt}\n  {prompt}"


@pytest.mark.parametrize(
    "body",
    [
        ">>> 1 + 1\n2",
        "In [1]: x\nOut[1]: y",
        "  indented\n    more",
        "a\n   \nb\n",
        "%llm x?",
        "x?",
    ],
)
def test_a_cell_is_a_prompt_as_it_stands(notebook, body):
    assert asked(notebook.ok(f"\n\n%%llm\n{body}").result) == body.removesuffix("\n")


def test_other_cells_are_left_alone(notebook):
    notebook.ok('s = """\n%llm why?\n%%llm\ny = %llm why?\n"""')
    assert notebook["s"] == "\n%llm why?\n%%llm\ny = %llm why?\n"
    notebook.ok("%%writefile /dev/null\n%llm why?\n%%llm")
    # From Python 3.12 on, IPython itself refuses an unpaired quote in a cell magic's body.
    cell = notebook.ok("%%capture captured\ny = %llm what is this?")
    assert (cell.shown, asked(notebook["y"])) == ([], "what is this?")


def test_assignments_of_all_kinds(notebook):
    notebook.ok("d = {}\nd['a=b'] = %llm one = two?\nx: object = %llm three?")
    assert (asked(notebook["d"]["a=b"]), asked(notebook["x"])) == ("one = two?", "three?")


def test_prompts_in_functions_see_local_names(notebook):
    notebook.ok("def ask(who):\n    g = %llm Hello, {{ who }}?\n    return g\ng = ask('local')")
    assert asked(notebook["g"]) == "Hello, local?"


def test_an_answer_is_shown_once_and_returned(notebook):
    cell = notebook.ok("%llm one two")
    assert (cell.shown, cell.result.text) == (["one two"], "one two")
    assert notebook["_"] is cell.result
    cell = notebook.ok("y = %llm three")
    assert (cell.shown, notebook["y"].text) == (["three"], "three")
    cell = notebook.ok("%%llm -o z\nfour")
    assert (cell.shown, cell.result) == (["four"], notebook["z"])


def test_an_answer_is_shown_again_in_another_cell(notebook, capsys):
    notebook.ok("y = %llm three")
    capsys.readouterr()
    notebook.ok("y")
    assert "three" in capsys.readouterr().out
    notebook.ok("from IPython.display import display")
    assert notebook.ok("display(y)").shown == ["three"]


def test_quiet_shows_nothing(notebook, capsys):
    cell = notebook.ok("%llm -q -o y one")
    assert (cell.shown, cell.result) == ([], notebook["y"])
    assert "one" not in capsys.readouterr().out


def test_templates(notebook):
    notebook.ok("who = 'a {{ cat }}'\nwarm = 0.2")
    cell = notebook.ok('%%llm -t {{ warm * 2 }} -s "For {{ who }}"\nHi {{ who }} {% if %} {x}')
    assert asked(cell.result) == "Hi a {{ cat }} {% if %} {x}"
    assert cell.result.messages[0].content == "For a {{ cat }}"
    assert cell.result.config.temperature == 0.4
    assert asked(notebook.ok("%llm --no-vars {{ who }}").result) == "{{ who }}"
    assert asked(notebook.ok("%llm --jinja {% if warm %}yes{% endif %}").result) == "yes"
    assert notebook.error("%llm {{ whu }}") == (
        "TemplateError: {{ whu }} uses whu, which is not defined. "
        "Did you mean who? Define it in a cell, or write --no-vars to send braces as they are."
    )


def test_formats_and_notes(notebook):
    assert notebook.ok('%llm -f json {"a":1}').shown == ['{\n  "a": 1\n}']
    assert notebook.ok("%%llm -f code\n```python\nx = 1\n```").shown == ["x = 1"]
    assert notebook.ok("%llm -n 2 one two three").shown == [
        "one two\n\n[cut at 2 tokens: %llm_continue goes on, --max-tokens allows more]"
    ]


def test_dry_run_shows_the_final_prompt(notebook):
    cell = notebook.ok("%llm --dry-run one {{ 1 + 1 }}?")
    assert cell.shown == ["one 2?\n\n[prompt tokens: 2; nothing was generated]"]
    assert cell.result is None


@pytest.mark.parametrize("mistake", PROMPT_MISTAKES, ids=lambda m: m.name)
def test_errors(notebook, mistake):
    assert notebook.error(mistake.code) == mistake.error
    assert notebook.ok("%llm next").shown == ["next"]


def test_errors_are_one_line(notebook, capsys):
    notebook.run("%llm --temprature 2")
    assert capsys.readouterr().out == (
        "OptionError: --temprature is not an option of %llm. Did you mean --temperature? "
        "Write -- before a prompt that begins with a dash.\n"
    )


def test_a_prompt_without_a_model(notebook):
    notebook.ok("%llm_unload")
    message = "NoModelLoaded: No model is loaded. Run %llm_load demo first."
    assert notebook.error("%llm x") == notebook.error("%llm_unload") == message
    assert notebook.ok("%llm_unload --all").shown == ["No model was loaded."]


def test_loading(notebook, tiny):
    cell = notebook.ok(f"%llm_load {tiny} --backend echo # again")
    assert cell.shown == ["tiny is already loaded: echo, none, context 2,048"]
    before = default_session().current
    cell = notebook.ok(f"%llm_load {tiny} --backend echo --reload")
    assert cell.shown == ["tiny is ready: echo, none, context 2,048"]
    assert default_session().current is not before
    cell = notebook.ok(f"%llm_load {tiny} --backend echo --context 512")
    assert cell.shown == [
        "tiny is ready: echo, none, context 512\ntiny is unloaded: echo, none, context 2,048"
    ]


def test_a_folder_that_a_hub_model_is_named_after_is_told(notebook, tiny, monkeypatch):
    monkeypatch.chdir(tiny.parent.parent)
    word = f"{tiny.parent.name}/{tiny.name}"
    cell = notebook.ok(f"%llm_load {word} --backend echo --name other")
    assert cell.shown == [
        "other is ready: echo, none, context 2,048\n"
        f"note: {word} is the local folder, which wins over the hub model of that name."
    ]


def test_load_expands_variables(notebook, tiny):
    notebook.ok(f"folder, size = {str(tiny)!r}, 256")
    cell = notebook.ok("%llm_load $folder --backend echo --context {size * 2} --name b")
    assert cell.shown == ["b is ready: echo, none, context 512"]
    assert notebook.ok("%llm -m tiny x").result.model.name == "tiny"
    assert notebook.ok("%llm x").result.model.name == "b"
    assert notebook.ok("%llm_load").shown == [
        "tiny is loaded: echo, none, context 2,048\n"
        "b is loaded: echo, none, context 512\n"
        "demo: the tiny teaching model inside the package; %llm_load demo\n"
        "Also a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's address such "
        "as http://127.0.0.1:8000/v1."
    ]


def test_a_model_with_a_name_of_its_own_is_not_replaced(notebook, tiny):
    notebook.ok(f"%llm_load {tiny} --backend echo --name b")
    notebook.ok("%llm_load demo --backend echo")
    assert set(default_session().models) == {"tiny", "b", "demo"}


def test_a_quiet_answer_can_be_displayed_in_its_cell(notebook, tiny, capsys):
    assert notebook.ok("y = %llm -q hello\ndisplay(y)").shown == ["hello"]
    capsys.readouterr()
    for wish in ("y", "box = {'a': y}\nbox['a']"):
        notebook.ok(f"y = %llm -q hello\n{wish}")
        assert capsys.readouterr().out.endswith(": hello\n"), wish
    for silence in ("%llm -q hello", "%%llm -q\ny", "y = %llm -q x"):
        assert notebook.ok(silence).shown == [], silence
        assert "hello" not in capsys.readouterr().out, silence


def test_an_answer_in_a_prompt_is_its_text(notebook, tiny):
    notebook.ok("y = %llm -q one two")
    assert notebook.ok("%llm -q Say: {{ y }}").result.text == "Say: one two"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("%llm --temp 1 x", "Did you mean --temperature? Write -- before a prompt that begins"),
        ("%llm_load -h", "%llm_load? shows them all."),
    ],
)
def test_hints(notebook, tiny, line, hint):
    assert hint in notebook.error(line)


def test_unloading(notebook, tiny):
    notebook.ok(f"%llm_load {tiny} --backend echo --name b")
    notebook.ok("%config Llm.stream = False")
    assert notebook.ok("%llm_unload b").shown == ["Unloaded b.\ntiny is current now."]
    notebook.ok("%config Llm.stream = True")
    (line,) = notebook.ok("%llm_unload --all").shown
    assert line.startswith("Unloaded tiny; ")
    assert line.endswith(" came back.")


def test_a_plan_in_python_shows_what_a_dry_run_shows(notebook):
    (shown,) = notebook.ok("%llm_load demo --name b --dry-run").shown
    cell = notebook.ok("import llmnb\nmade = llmnb.plan('demo', name='b')\ndisplay(made)")
    assert cell.shown == [rendering.explain(notebook["made"])["text/plain"]]
    names = [line[:20] for line in shown.splitlines()]  # free memory moves on
    assert [line[:20] for line in cell.shown[0].splitlines()] == names
    assert (notebook["made"].backend, notebook["made"].precision) == ("onnx", "int8")
    assert repr(notebook["made"]).startswith("Plan(backend='onnx', precision='int8', source=Demo()")
    assert list(default_session().models) == ["tiny"]


def test_a_plan_in_python_explains_what_does_not_fit(notebook, monkeypatch):
    full = dataclasses.replace(detect(), memory=Memory(10**9, 10**6, "machine"))
    monkeypatch.setattr("llmnb.hardware.detect", lambda: full)
    (shown,) = notebook.ok("import llmnb\ndisplay(llmnb.plan('demo'))").shown
    assert "does not fit" in shown


def test_status_and_dry_run_share_a_renderer(notebook, tiny):
    (status,) = notebook.ok("%llm_status").shown
    assert status.startswith("Hardware\n  CPU ")
    assert "\nEngines (for tiny)\n  echo    chosen. Repeats the prompt" in status
    assert status.endswith("\nModels\n  tiny    echo, none, context 2,048 (current)")
    (plan,) = notebook.ok(f"%llm_load {tiny} --backend echo --name b --dry-run").shown
    assert plan.startswith("Plan\n  b           echo, none, context 2,048\n  parameters  ")
    assert "\nEngines\n  echo        chosen. Repeats the prompt" in plan
    assert list(default_session().models) == ["tiny"]


def test_status_without_a_model(notebook):
    notebook.ok("%llm_unload")
    (status,) = notebook.ok("%llm_status").shown
    assert "\nEngines\n" in status
    assert "\n  echo    by name only. " in status
    assert status.endswith("\nModels\n  none    run %llm_load demo")


def test_ipython_config_is_the_session(notebook, capsys):
    settings = default_session().settings
    notebook.ok("%config Llm.stream = False")
    notebook.ok("%config Llm.temperature = 0.3")
    assert (settings.stream, dict(settings.generation)) == (False, {"temperature": 0.3})
    assert notebook.ok("%llm x").result.config.temperature == 0.3
    settings.stream = True
    assert notebook.ok("%config Llm.stream").result is True
    notebook.ok("%config Llm.temperature = None")
    assert dict(settings.generation) == {}
    notebook.ok("%config Llm.temperature = 5")
    assert dict(settings.generation) == {}


def test_the_record_of_an_answer(notebook):
    notebook.ok("%llm -t 0 -n 7 one")
    (output,) = notebook.publisher.outputs
    found = output["metadata"]["llmnb"]
    assert found["parameters"]["max_tokens"] == 7
    assert found["model"] == "tiny"
    assert found["source"] == "tiny"
    assert len(found["prompt_sha256"]) == 64
    default_session().settings.save_prompts = False
    notebook.ok("%llm -t 0 -n 7 one")
    assert "prompt_sha256" not in notebook.publisher.outputs[0]["metadata"]["llmnb"]


def test_painting_once_is_the_same_each_time(notebook):
    notebook.ok("%%llm\none *two*")
    first = notebook.publisher.outputs[0]["data"]
    notebook.ok("%%llm\none *two*")
    assert notebook.publisher.outputs[0]["data"] == first


@pytest.mark.parametrize("name", ["%llm", "%%llm", "%llm_load"])
def test_help_stays_help(notebook, name):
    assert name in notebook.shell.transform_cell(f"{name}?")
    assert "pinfo" in notebook.shell.transform_cell(f"{name}?")
    assert "pinfo2" in notebook.shell.transform_cell(f"{name}??")


def test_help_shows_the_defaults_of_the_current_model(notebook):
    def doc(name):
        return notebook.shell.object_inspect(name)["docstring"]

    default_session().settings.generation |= {"temperature": 0.25, "stop": ("END",)}
    text = doc("%llm")
    assert "Defaults of tiny, and where they come from:" in text
    assert "Now: 0.25 (session)." in text
    assert "Now: 'END' (session)." in text
    assert "Now: 1,024 (llmnb)." in text
    assert "-o, --out OUT" in text
    notebook.ok("%llm_unload")
    assert "No model is loaded; these are llmnb's own defaults:" in doc("%%llm")
    assert "--precision auto|fp32" in doc("%llm_load")


def test_a_terminal_still_asks_for_the_rest_of_a_cell(notebook):
    assert notebook.shell.check_complete("%%llm\n")[0] == "incomplete"
    assert notebook.shell.check_complete("%llm Why?")[0] == "complete"


def test_loading_twice_and_unloading(bare, tiny):
    shell = bare.shell
    manager = shell.input_transformer_manager
    before = [list(manager.cleanup_transforms), list(manager.token_transformers)]
    configurables = list(shell.configurables)
    magics.load(shell)
    magics.load(shell)
    assert len(manager.token_transformers) == len(before[1]) + 1
    assert len([c for c in shell.configurables if type(c).__name__ == "Llm"]) == 1
    bare.ok(f"%llm_load {tiny} --backend echo")
    assert bare.ok("%llm x?").shown == ["x?"]
    magics.unload(shell)
    assert [manager.cleanup_transforms, manager.token_transformers] == before
    assert shell.configurables == configurables
    assert "llm" not in shell.magics_manager.magics["cell"]
    assert "llm_load" not in shell.magics_manager.magics["line"]
    magics.unload(shell)


def test_another_magic_of_that_name_is_named_and_given_back(bare, capsys):
    def llm(line, cell):
        return "the other one"

    llm.__module__ = "cellmage.magics"
    bare.shell.register_magic_function(llm, "cell")
    magics.load(bare.shell)
    assert capsys.readouterr().err == (
        "llmnb: %%llm of cellmage is replaced; %unload_ext llmnb brings it back.\n"
    )
    assert bare.error("%%llm\nx").startswith("NoModelLoaded: ")
    magics.unload(bare.shell)
    assert bare.ok("%%llm\nx").result == "the other one"


def test_misplaced_names_no_variable(notebook):
    before = set(notebook.shell.user_ns)
    assert isinstance(notebook.run("# c\n%%llm\nx").error, OptionError)
    assert set(notebook.shell.user_ns) - before <= {"_i", "_ii", "_iii"}


def test_structures_of_a_prompt(notebook, tmp_path):
    handle = default_session().current.handle
    handle.capabilities = dataclasses.replace(handle.capabilities, structured=True)
    cell = notebook.ok("%%llm --choices yes,no\nyes")
    assert (cell.result.data, cell.result.structure.value) == ("yes", ("yes", "no"))
    notebook.ok("Person = {'type': 'object'}\ntext = '{}'")
    for schema in ("Person", tmp_path / "person.json", '"{{ text }}"'):
        (tmp_path / "person.json").write_text('{"type": "object"}')
        notebook.ok(f'%%llm -q -o answer --schema {schema}\n{{"age": 3}}')
        assert notebook["answer"].data == {"age": 3}
    code = "def ask():\n    Local = {}\n    g = %llm --schema Local [1]\n    return g\ng = ask()"
    notebook.ok(code)
    assert notebook["g"].data == [1]
    cell = notebook.ok(r"%llm --regex \d+ 12")
    assert (cell.result.text, cell.result.data) == ("12", None)
    shown = notebook.ok("%llm --choices yes,no perhaps").shown
    assert "the answer has no data: it is none of the choices" in shown[0]
