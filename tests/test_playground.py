"""The playground without a browser: its handlers, what it shows, and the code that it gives."""

import html
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import llmnb
from llmnb.errors import NoModelLoaded, ParameterError, TemplateError
from llmnb.options import parse_prompt
from llmnb.session import Session, default_session
from llmnb.session.presets import FILE, Presets

QUESTION = "What is the capital of {{ land }}?"
PARIS = "The capital of France is Paris."


@pytest.fixture(scope="module")
def session():
    made = Session()
    made.load("demo", precision="fp32")
    yield made
    made.unload_all()


@pytest.fixture
def playground(session, tmp_path):
    return llmnb.Playground(
        QUESTION, session=session, variables={"land": "France"}, presets=Presets(tmp_path)
    )


@pytest.fixture
def slow(tmp_path):
    """Return a playground on a model that needs seconds for an answer."""
    made = Session()
    made.load("demo", backend="echo", engine_args=("delay=0.05",), name="slow")
    yield llmnb.Playground("word " * 100, session=made, presets=Presets(tmp_path))
    made.unload_all()


def press(panel, word):
    """Press the button with a word on it."""
    (button,) = (w for w in widgets(panel.widget) if getattr(w, "description", None) == word)
    assert not button.disabled
    button.click()
    return button


def widgets(root):
    yield root
    for child in getattr(root, "children", ()):
        yield from widgets(child)


def editors(panel, name):
    return panel._controls[name].editors


def answer_of(cell, session, variables):
    """Run a ``%%llm`` cell as the magic does."""
    line, prompt = cell.removeprefix("%%llm").lstrip(" ").split("\n", 1)
    options, _ = parse_prompt(line, cell=True)
    prompt = llmnb.prompt_template.render(prompt, variables)
    model = session.model(options.model)
    return model.generate(prompt, system=options.system, **options.generation).text


def test_without_a_model_it_says_what_to_do():
    with pytest.raises(NoModelLoaded, match="Run %llm_load demo first"):
        llmnb.Playground("Hi", session=Session())


def test_every_parameter_has_a_control_with_its_value_and_source(playground):
    assert set(playground._controls) == set(llmnb.config.parameters(llmnb.GenerationConfig))
    slider, field = editors(playground, "temperature")
    assert (slider.min, slider.max, slider.step, slider.value) == (0, 2, 0.05, 0.7)
    assert field.value == "0.7"
    assert field.tooltip == "Randomness of the choice of tokens; 0 is greedy."
    assert editors(playground, "max_tokens")[0].max == 2048
    assert editors(playground, "top_p")[1].value == "0.99"  # the model's own
    reset = playground._controls["top_p"].row.children[-1]
    assert (reset.disabled, reset.tooltip) == (True, "Reset top_p to 0.99 (model)")


def test_a_slider_and_its_field_move_together_and_a_reset_brings_the_default(playground):
    slider, field = editors(playground, "temperature")
    slider.value = 1.2
    assert (field.value, playground.config.temperature) == ("1.2", 1.2)
    field.value = "0"
    assert (slider.value, playground.cell) == (0, f"%%llm --temperature 0.0\n{QUESTION}")
    playground._controls["temperature"].row.children[-1].click()
    assert (slider.value, playground.cell) == (0.7, f"%%llm\n{QUESTION}")


def test_a_field_takes_more_than_its_slider_and_refuses_what_is_not_allowed(playground):
    slider, field = editors(playground, "top_k")
    field.value = "5000"
    assert (slider.value, playground.config.top_k) == (200, 5000)
    for wrong in ("-3", "1.5", "1e3", "many"):
        field.value = wrong
        said = f"top_k = {wrong} is not allowed: it must be a whole number from 0"
        assert (field.value, said in playground.notice.value) == ("5000", True)
    field.value = ""
    assert (field.value, playground.config.top_k, playground.notice.value) == ("0", 0, "")
    (seed,) = editors(playground, "seed")
    seed.value = "x"
    assert seed.value == ""
    assert "seed = x is not allowed" in playground.notice.value
    seed.value = "7"
    assert (playground.config.seed, playground.notice.value) == (7, "")


def test_a_prompt_with_a_hole_in_it_is_not_sent(playground):
    playground._prompt.value = "Say {{ zebra }}"
    press(playground, "Generate")
    playground._thread.join()
    assert "zebra has no value. Fill its field, or define it" in playground.notice.value
    assert playground.result is None


def test_what_else_a_cell_decides_holds_and_stays_in_the_code(session):
    line = "--tune -o kept -f text --no-vars --no-chat-template -t 0 -n 4"
    options, _ = parse_prompt(line, cell=True)
    panel = llmnb.Playground(
        "{{ one }} {{ two }}", session=session, options=options, **options.generation
    )
    assert panel._fields.widget.children == ()
    answer = panel.generate()
    asked = session.model().generate(
        "{{ one }} {{ two }}", no_chat_template=True, temperature=0, max_tokens=4
    )
    assert answer.text == asked.text
    assert "--out kept" in panel.cell
    assert "--no-vars" in panel.cell
    assert "no_chat_template=True" in panel.call


def test_a_full_template_names_its_variables_itself(session):
    options, _ = parse_prompt("--jinja -t 0 -n 2", cell=True)
    prompt = "{% for word in words %}{{ word }} {% endfor %}"
    panel = llmnb.Playground(
        prompt, session=session, variables={"words": "ab"}, options=options, **options.generation
    )
    panel.generate()
    assert panel._text == "a b "


def shown_halfway(panel):
    """Begin to show the setting on another thread; return it, halfway, and what lets it go on."""
    halfway, go_on = threading.Event(), threading.Event()
    field, worker = editors(panel, "temperature")[1], threading.Thread(target=panel._show_setting)

    def pause(_):
        if threading.current_thread() is worker:
            halfway.set()
            go_on.wait(5)

    panel._wanted = panel._wanted | {"temperature": 1.5}
    field.observe(pause, "value")
    worker.start()
    assert halfway.wait(5)
    return worker, go_on


def test_an_edit_is_heard_while_another_thread_shows_the_setting(playground, monkeypatch):
    heard = []
    control = playground._controls["temperature"]
    monkeypatch.setattr(control, "_on_change", lambda name, value: heard.append(value))
    worker, go_on = shown_halfway(playground)
    control.editors[0].value = 0.3
    go_on.set()
    worker.join()
    control.editors[0].value = 0.4
    assert heard == [0.3, 0.4]


def test_two_threads_show_the_setting_one_after_the_other(playground):
    worker, go_on = shown_halfway(playground)
    other = threading.Thread(target=lambda: playground.set(temperature=1.5, max_tokens=7))
    other.start()
    other.join(0.2)
    go_on.set()
    worker.join()
    other.join()
    assert editors(playground, "max_tokens")[1].value == "7"
    assert "--max-tokens 7" in playground._code.value


def test_stop_strings_stand_one_in_each_line(playground):
    (field,) = editors(playground, "stop")
    field.value = "\\n\nEND"
    assert playground.config.stop == ("\n", "END")
    assert field.value == "\\n\nEND"
    (think,) = editors(playground, "think")
    think.value = "off"
    assert playground.config.think is False


def test_generate_answers_and_the_code_gives_the_same_again(playground, session):
    playground.set(temperature=1.5, max_tokens=20)
    before = playground.cell
    answer = playground.generate()
    assert "seed" not in before
    assert f"--seed {answer.config.seed}" in playground.cell
    assert answer_of(playground.cell, session, {"land": "France"}) == answer.text
    assert playground.call == (
        "llmnb.models()['demo'].generate('What is the capital of France?', "
        f"temperature=1.5, max_tokens=20, seed={answer.config.seed})"
    )
    playground.set(temperature=0.1)
    assert "seed" not in playground.cell


def test_code_keeps_what_the_session_decides(playground, session):
    session.settings.assign("temperature", 0)
    try:
        playground.generate()
        assert playground.cell.startswith("%%llm --temperature 0.0 --model demo\n")
    finally:
        session.settings.reset("temperature")


def test_expressions_are_evaluated_for_answers_only(session, tmp_path):
    taken = []

    def take():
        taken.append("x" * 10 ** len(taken))
        return taken[-1]

    variables = {"take": take}
    panel = llmnb.Playground("Hi", session=session, variables=variables, presets=Presets(tmp_path))
    assert "generate(&#x27;Hi&#x27;)" in panel._code.value
    panel._prompt.value = "Say {{ take() }}"
    panel.set(max_tokens=5)
    panel.look()
    assert (taken, "the Python call" in panel._code.value) == ([], False)
    panel.generate()
    assert "Say x&#x27;" in panel._code.value
    assert panel.call.startswith("llmnb.models()['demo'].generate('Say x', ")
    assert len(taken) == 1
    panel.set(max_tokens=6)
    assert "the Python call" not in panel._code.value
    assert len(taken) == 1


def test_a_long_call_is_not_copied_into_the_page(session, tmp_path):
    panel = llmnb.Playground("Hi" * 10_000, session=session, presets=Presets(tmp_path))
    assert "The Python call is too long to be shown" in panel._code.value
    assert "Hi" * 10_000 in panel.call


def test_a_cell_that_changes_nothing_that_is_shown_does_no_work(playground, session):
    playground._code.value = "as it was"
    playground.look()
    assert playground._code.value == "as it was"
    session.settings.assign("top_k", 3)
    try:
        playground.look()
        assert editors(playground, "top_k")[1].value == "3"
        assert playground._code.value != "as it was"
    finally:
        session.settings.reset("top_k")


def test_code_asks_the_model_that_answered_after_another_load(playground, session):
    playground.set(temperature=0)
    playground.generate()
    playground.pin()
    (card,) = playground.sweep("seed", [1])
    session.load("demo", backend="echo", name="echo")
    try:
        assert session.current.name == "echo"
        for cell in (playground.cell, playground.pinned[0].code, card.code):
            assert answer_of(cell, session, {"land": "France"}) == PARIS
        assert playground.call.startswith("llmnb.models()['demo'].")
        assert "--model demo" in playground.twin()["text/plain"]
    finally:
        session.unload("echo")
        session.current = session.models["demo"]


def test_a_variable_that_is_not_defined_gets_a_field(session, tmp_path):
    panel = llmnb.Playground(QUESTION, session=session, variables={}, presets=Presets(tmp_path))
    (field,) = panel._fields.widget.children
    assert field.description == "land"
    field.value = "Japan"
    panel.set(temperature=0)
    assert panel.generate().text == "The capital of Japan is Tokyo."
    assert "land = &#x27;Japan&#x27;" in panel._code.value
    panel._prompt.value = "No variables"
    assert panel._fields.widget.children == ()


def test_errors_are_shown_in_words_and_raised_for_scripts(playground):
    playground._prompt.value = "{{ 1 / 0 }}"
    with pytest.raises(TemplateError):
        playground.generate()
    assert 'role="alert"' in playground.notice.value
    assert "division by zero" in playground.notice.value
    playground._prompt.value = QUESTION
    assert playground.generate().text
    assert playground.notice.value == ""


def test_a_stop_keeps_the_partial_answer(slow):
    press(slow, "Generate")
    assert slow.busy
    press(slow, "Stop")
    slow.wait()
    assert slow.result.finish_reason == llmnb.FinishReason.INTERRUPTED
    assert "interrupted: the answer is not complete" in slow._canvas.widget.value
    assert slow.session.last is None  # %llm_continue goes on from a cell's answer only
    (generate,) = (w for w in widgets(slow.widget) if getattr(w, "description", "") == "Generate")
    assert not generate.disabled


def test_a_second_start_is_refused_in_words(slow):
    slow.generate(block=False)
    for refused in (slow.generate, lambda: slow.sweep("seed", [1])):
        with pytest.raises(ParameterError, match=r"An answer is being written\. Stop it first\."):
            refused()
    slow._heard(None, {"act": "run", "value": ""}, [])
    assert "Stop it first." in slow.notice.value
    slow.stop()
    slow.wait()
    assert "Stop it first." not in slow.notice.value


def test_keys_and_acts_of_the_page(slow):
    slow._heard(None, {"act": "run", "value": ""}, [])
    assert slow.busy
    slow._heard(None, {"act": "stop", "value": ""}, [])
    slow.wait()
    said = slow.notice.value
    for wrong in ({"act": "use", "value": "99"}, {"act": "use", "value": "x"}, {"act": "no"}, "x"):
        slow._heard(None, wrong, [])
    assert slow.notice.value == said


def test_pins_stay_and_are_used_again(playground):
    with pytest.raises(ParameterError, match="no answer to pin yet"):
        playground.pin()
    playground.set(temperature=0, max_tokens=12)
    playground.generate()
    press(playground, "Pin")
    playground.set(temperature=1)
    playground.generate()
    playground.pin()
    assert playground.pinned[0].title.startswith("--temperature 0.0")
    assert playground._grid.value.count('class="llmnb-card"') == 2
    playground._heard(None, {"act": "use", "value": "0"}, [])
    assert (playground.config.temperature, playground.config.max_tokens) == (0, 12)
    playground._heard(None, {"act": "unpin", "value": "0"}, [])
    assert len(playground.pinned) == 1


def test_a_second_click_and_unknown_pins_remove_nothing_more(playground):
    playground.generate()
    for _ in range(3):
        playground.pin()
    _, second, third = playground.pinned
    for id in ("0", "0", "-1", "x", ""):
        playground._heard(None, {"act": "unpin", "value": id}, [])
    assert playground.pinned == [second, third]
    playground.set(temperature=1.1)
    for id in ("0", "-1"):
        playground._heard(None, {"act": "use", "value": id}, [])
    assert playground.config.temperature == 1.1
    assert f'data-llmnb-act="use" data-llmnb-value="{third.id}"' in playground._grid.value


def test_a_sweep_fills_a_grid_in_order(playground):
    cards = playground.sweep("max_tokens", ["1", "3", "5"])
    assert [card.title for card in cards] == [f"max_tokens = {n}" for n in (1, 3, 5)]
    assert [card.generation.usage.completion_tokens for card in cards] == [1, 3, 5]
    seeds = playground.sweep("seed", [1, 2])
    assert seeds[1].code.startswith("%%llm --seed 2 --model demo\n")
    assert [card.title for card in playground.swept] == ["seed = 1", "seed = 2"]


def test_an_answer_of_a_sweep_is_used_and_pinned(playground):
    first, second = playground.sweep("max_tokens", [2, 3])
    playground._heard(None, {"act": "use", "value": second.id}, [])
    assert playground.config.max_tokens == 3
    assert playground.cell == second.code.replace(" --model demo", "")
    playground._heard(None, {"act": "pin", "value": first.id}, [])
    (pin,) = playground.pinned
    assert (pin.generation, pin.code) == (first.generation, first.code)
    assert pin.title.startswith("--max-tokens 2 ")
    playground.sweep("seed", [1])
    playground.set(max_tokens=7)
    for act in ("use", "pin"):  # on cards that have gone
        playground._heard(None, {"act": act, "value": second.id}, [])
    assert playground.config.max_tokens == 7
    assert playground.pinned == [pin]
    playground._heard(None, {"act": "use", "value": pin.id}, [])
    assert playground.config.max_tokens == 2


def test_each_card_of_the_panel_copies_its_own_code_and_the_twin_has_no_buttons(playground):
    playground.generate()
    playground.pin()
    playground.sweep("seed", [1, 2])
    shown = playground._grid.value
    for card in (*playground.pinned, *playground.swept):
        assert shown.count(f'data-llmnb-copy="card-{card.id}"') == 1
        assert f'<pre data-llmnb-text="card-{card.id}">{html.escape(card.code)}</pre>' in shown
    assert "<button" not in playground.twin()["text/html"]
    assert "data-llmnb" not in playground.twin()["text/html"]


def test_after_a_sweep_the_answer_is_the_one_of_the_code(playground):
    playground.set(max_tokens=4)
    playground.sweep("max_tokens", [1, 2])
    assert playground._canvas.widget.value == ""
    playground.set(temperature=0, max_tokens=12)
    playground.generate()
    shown = playground._canvas.widget.value
    playground.sweep("max_tokens", [1, 2])
    assert playground._canvas.widget.value == shown


def test_edits_during_a_sweep_change_nothing_of_it(playground, session, monkeypatch):
    session.load("demo", backend="echo", name="echo")
    session.current = session.models["demo"]
    playground.look()

    def edit():
        playground._prompt.value, playground._model.value = "Hello", "echo"

    monkeypatch.setattr(playground, "refresh", edit)
    playground.set(temperature=0)
    try:
        one, two = playground.sweep("max_tokens", [20, 21])
    finally:
        session.unload("echo")
    assert (one.generation.text, one.generation.model.name) == (PARIS, "demo")
    assert (two.generation.text, two.generation.model.name) == (PARIS, "demo")
    assert answer_of(two.code, session, {"land": "France"}) == PARIS


def test_wrong_sweeps_are_refused_before_anything_runs(playground):
    with pytest.raises(ParameterError, match="temperature = 9 is not allowed"):
        playground.sweep("temperature", [0, 9])
    with pytest.raises(ParameterError, match="A sweep of 21 values"):
        playground.sweep("seed", range(21))
    with pytest.raises(ParameterError, match=r"temperatur is not a parameter\. Did you mean"):
        playground.sweep("temperatur", [0])
    assert not playground.busy


def test_a_stopped_sweep_keeps_what_is_there(slow):
    slow.sweep("max_tokens", [2, 100, 100], block=False)
    while len(slow.swept) < 1:
        threading.Event().wait(0.01)
    slow.stop()
    slow.wait()
    assert len(slow.swept) == 2


def test_presets_are_kept_for_all_notebooks(playground, session, tmp_path):
    playground.set(temperature=0.3, stop=["END"])
    name = playground.widget.children[0].children[1]
    name.value = "careful"
    press(playground, "Save")
    other = llmnb.Playground("Hi", session=session, presets=Presets(tmp_path))
    box = other.widget.children[0].children[1]
    assert list(box.options) == ["careful"]
    box.value = "careful"
    press(other, "Load")
    assert other.cell == "%%llm --temperature 0.3 --stop END\nHi"
    press(other, "Delete")
    assert Presets(tmp_path).names() == []
    box.value = "gone"
    press(other, "Load")
    assert "There is no preset &#x27;gone&#x27;" in other.notice.value


def test_presets_that_are_saved_at_once_are_all_kept(tmp_path):
    def save(number):
        Presets(tmp_path).save(f"preset {number}", llmnb.GenerationOverrides(seed=number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(24)))
    assert len(Presets(tmp_path).names()) == 24


def test_a_prompt_that_cannot_be_asked_leaves_the_answer_before_it(playground):
    answer = playground.generate()
    playground._prompt.value = "{{ nope( }}"
    with pytest.raises(TemplateError):
        playground.generate()
    assert playground.result is answer
    assert answer.text in playground.twin()["text/plain"]
    playground.pin()
    assert playground.pinned[0].generation is answer


def test_a_keyword_of_python_gets_no_field(session, tmp_path):
    panel = llmnb.Playground(
        "{{ class }} {{ land }}", session=session, variables={}, presets=Presets(tmp_path)
    )
    assert [field.description for field in panel._fields.widget.children] == ["land"]


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"temperature": 9}}'])
def test_a_broken_file_of_presets_is_one_clear_error(tmp_path, session, text):
    (tmp_path / FILE).write_text(text)
    panel = llmnb.Playground("Hi", session=session, presets=Presets(tmp_path))
    panel.widget.children[0].children[1].value = "a"
    press(panel, "Load")
    assert "cannot be read" in panel.notice.value or "is not allowed" in panel.notice.value


def test_the_twin_is_what_was_seen(playground):
    playground.set(temperature=0)
    assert playground.twin()["text/plain"] == f"%%llm --temperature 0.0\n{QUESTION}"
    playground.generate()
    playground.pin()
    assert playground.twin()["text/plain"] == (
        f"%%llm --temperature 0.0 --model demo\n{QUESTION}\n\nThe capital of France is Paris.\n\n"
        "Pinned\n\n--temperature 0.0 --model demo:\nThe capital of France is Paris."
    )
    assert playground.record()["parameters"]["temperature"] == 0


def test_the_twin_has_no_prompts_if_they_shall_not_be_saved(playground, session, monkeypatch):
    playground._system.value = "Be secret."
    playground.set(temperature=0)
    playground.generate()
    playground.pin()
    playground.sweep("seed", [1])
    monkeypatch.setattr(session.settings, "save_prompts", False)
    twin = playground.twin()
    for text in twin.values():
        assert QUESTION not in text
        assert "secret" not in text
    assert twin["text/plain"].startswith("%%llm --temperature 0.0")
    assert "Pinned\n\n--temperature 0.0 --model demo:\n" in twin["text/plain"]
    assert "seed = 1:" in twin["text/plain"]


def test_models_that_come_and_go(playground, session):
    session.load("demo", backend="echo", name="echo")
    session.current = session.models["demo"]
    playground.look()
    playground._model.value = "echo"
    assert playground.model.name == "echo"
    assert playground.cell.startswith("%%llm --model echo\n")
    assert editors(playground, "logprobs")[0].disabled
    session.unload("echo")
    playground.look()
    assert playground.model.name == "demo"
    assert not editors(playground, "logprobs")[0].disabled


def test_the_default_session_is_that_of_the_magics(session):
    with pytest.raises(NoModelLoaded):
        llmnb.Playground()
    assert default_session() is not session
