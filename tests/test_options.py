"""The lines of magics: read, refused with a whole sentence, and written again."""

import ast
import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from magic_mistakes import COMMAND_MISTAKES, OPTION_MISTAKES

from llmnb.config import GenerationConfig, GenerationOverrides, parameters
from llmnb.errors import LlmnbError, OptionError
from llmnb.options import (
    LoadOptions,
    PromptOptions,
    UnloadOptions,
    as_call,
    as_cell,
    as_load,
    format_line,
    parse_load,
    parse_nothing,
    parse_prompt,
    parse_unload,
    prompt_table,
)
from llmnb.prompt_template import render

COMMANDS = {
    "%llm_load": parse_load,
    "%llm_unload": parse_unload,
    "%llm_status": lambda line: parse_nothing(line, "%llm_status"),
}


def generation(line, **options):
    return dict(parse_prompt(line, cell=True, **options)[0].generation)


def own(line, **options):
    return parse_prompt(line, cell=True, **options)[0]


def refused(line, *, cell=True):
    with pytest.raises(LlmnbError) as caught:
        parse_prompt(line, cell=cell)
    return type(caught.value), str(caught.value)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", {}),
        ("-t 0.2", {"temperature": 0.2}),
        ("-t0.2", {"temperature": 0.2}),
        ("-t=0.2", {"temperature": 0.2}),
        ("--temperature 0.2", {"temperature": 0.2}),
        ("--temperature=0.2", {"temperature": 0.2}),
        ('--temperature "0.2"', {"temperature": 0.2}),
        ("  -t   0.2  -n  5  ", {"temperature": 0.2, "max_tokens": 5}),
        ("--presence-penalty -1", {"presence_penalty": -1.0}),
        ("--presence-penalty=-1.5 --top-k 3", {"presence_penalty": -1.5, "top_k": 3}),
        (r"--stop \n", {"stop": ("\n",)}),
        (r'--stop "\n\n" --stop END', {"stop": ("\n\n", "END")}),
        (r"--stop \\n", {"stop": ("\\n",)}),
        (r"--stop '\t|'", {"stop": ("\t|",)}),
        ("--stop ---", {"stop": ("---",)}),
        ("--stop=--foo", {"stop": ("--foo",)}),
        ('--stop "--foo"', {"stop": ("--foo",)}),
        ("--think on", {"think": True}),
        ("--think=off", {"think": False}),
        ("--seed 7 --logprobs 3", {"seed": 7, "logprobs": 3}),
        ("-n 5 --", {"max_tokens": 5}),
    ],
)
def test_generation_parameters(line, expected):
    assert generation(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('-s "Be brief."', "Be brief."),
        ("-s 'Be brief.'", "Be brief."),
        ('-s"Be brief."', "Be brief."),
        ('--system="Be brief."', "Be brief."),
        ("-s it's", "it's"),
        (r'-s "say \"no\""', 'say "no"'),
        ('-s "what\'s $5 and {x}?"', "what's $5 and {x}?"),
        (r'-s "C:\new \\ \nabla"', r"C:\new \ \nabla"),
        (r"-s C:\new", r"C:\new"),
        ("-s --", None),
    ],
)
def test_values_are_texts(line, expected):
    if expected is None:
        assert refused(line)[0] is OptionError
    else:
        assert own(line).system == expected


def test_the_other_options():
    options = own("-m other -o answer -q -f json --jinja --no-chat-template --dry-run")
    assert options == PromptOptions(
        model="other",
        out="answer",
        quiet=True,
        format="json",
        jinja=True,
        no_chat_template=True,
        dry_run=True,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--choices a,b", ("a", "b")),
        ("--choices=a", ("a",)),
        ('--choices "yes, no , not sure"', ("yes", "no", "not sure")),
        (r'--choices "a\,b, c"', ("a,b", "c")),
        (r"--choices a\,b,c", ("a,b", "c")),
        (r'--choices "\ a\ ,b"', (" a ", "b")),
        (r"--choices C:\new,a\\,b", ("C:\\new", "a\\", "b")),
        ('--choices "{{ labels }}"', ("good", "bad")),
    ],
)
def test_choices_stand_between_commas(line, expected):
    expand = lambda text: render(text, {"labels": "good, bad"})  # noqa: E731
    assert own(line, expand=expand).choices == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r"--regex \d{3}-\d{2}", r"\d{3}-\d{2}"),
        (r'--regex "[A-Z] \"\w+\""', r'[A-Z] "\w+"'),
        (r'--regex "a\\b"', r"a\b"),
        ("--regex=-?1", "-?1"),
    ],
)
def test_a_regex_is_a_text(line, expected):
    assert own(line).regex == expected


def test_a_call_has_the_structure():
    def call(**options):
        return as_call("Hi", PromptOptions(**options), "demo")

    head = "llmnb.models()['demo'].generate('Hi', "
    assert call(schema="Person") == head + "schema=Person)"
    assert call(schema="./a.json") == head + "schema='./a.json')"
    assert call(choices=("a", "b,c")) == head + "choices=['a', 'b,c'])"
    assert call(regex=r"\d+") == head + r"regex='\\d+')"
    assert as_cell("Hi", PromptOptions(choices=("a", "b,c"))) == '%%llm --choices "a,b\\\\,c"\nHi'


@pytest.mark.parametrize(
    ("line", "prompt"),
    [
        ("Why?", "Why?"),
        ("-t 0.2 Why is it -n 5?", "Why is it -n 5?"),
        ('-t 0.2   what\'s  "this" $5 {x} C:\\; ', 'what\'s  "this" $5 {x} C:\\; '),
        ("-- -t 0.2", "-t 0.2"),
        ("-q --   two blanks", "  two blanks"),
        ("- a list item", "- a list item"),
        ("-5 + 3 = ?", "-5 + 3 = ?"),
        ("--- a line", "--- a line"),
        ("-q", ""),
    ],
)
def test_after_the_options_the_prompt_is_verbatim(line, prompt):
    assert parse_prompt(line, cell=False)[1] == prompt


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("--temp", "Did you mean --temperature?"),
        ("--presence", "Did you mean --presence-penalty?"),
        ("--seeed", "Did you mean --seed?"),
        ("--jsn", "Allowed: "),
        ("--chatt", "Did you mean --chat?"),
    ],
)
def test_only_a_near_option_is_suggested(word, hint):
    with pytest.raises(OptionError) as caught:
        parse_prompt(f"{word} x", cell=True)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("mistake", OPTION_MISTAKES, ids=lambda m: m.name)
def test_refusals_say_what_to_do(mistake):
    kind, message = refused(mistake.code.removeprefix("%%llm "))
    assert f"{kind.__name__}: {message}" == mistake.error


def test_without_a_near_name_all_are_listed():
    flags = ", ".join(p.long_flag for p in prompt_table().values())
    assert refused("-qq")[1] == f"-qq is not an option of %%llm. Allowed: {flags}."


def test_a_line_prompt_that_begins_with_a_dash():
    assert refused("--temprature hot", cell=False)[1] == (
        "--temprature is not an option of %llm. Did you mean --temperature? "
        "Write -- before a prompt that begins with a dash."
    )


def test_values_take_expressions():
    names = {"warm": 0.3, "who": "a {{ cat }}", "d": {"k": "x y"}}
    line = '-t {{ warm * 2 }} -s "You are {{ who }} in {{ d["k"] }}." --stop {{ d["k"] }}'
    options = own(line, expand=lambda text: render(text, names))
    assert dict(options.generation) == {"temperature": 0.6, "stop": ("x y",)}
    assert options.system == "You are a {{ cat }} in x y."


def test_no_vars_keeps_braces():
    assert own("--no-vars -s '{{ who }}'", expand=lambda text: "no").system == "{{ who }}"


def test_many_open_expressions_are_refused_at_once():
    assert refused('-s "' + "{{a}}" * 5_000)[0] is OptionError


_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_values = {
    float: lambda p: st.floats(p.minimum, p.maximum),
    int: lambda p: st.integers(int(p.minimum), int(p.maximum)),
    bool: lambda p: st.booleans(),
    tuple: lambda p: st.lists(_words, min_size=1, max_size=3).map(tuple),
}
_overrides = st.fixed_dictionaries(
    {}, optional={n: _values[p.kind](p) for n, p in parameters(GenerationConfig).items()}
).map(lambda values: GenerationOverrides(**values))
_structures = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"schema": _words}),
    st.fixed_dictionaries({"regex": _words.map(re.escape)}),
    st.fixed_dictionaries(
        {
            "choices": st.lists(_words.filter(str.strip), min_size=1, max_size=4, unique=True).map(
                tuple
            )
        }
    ),
)
_options = st.builds(
    lambda structure, **own: PromptOptions(**structure, **own),
    structure=_structures,
    model=st.none() | _words,
    system=st.none() | _words,
    out=st.none() | st.just("answer"),
    quiet=st.booleans(),
    format=st.sampled_from(["markdown", "text", "code", "json"]),
    jinja=st.booleans(),
    dry_run=st.booleans(),
    generation=_overrides,
)


@given(_options)
def test_a_written_line_reads_as_the_same_options(options):
    line = format_line(options)
    assert len(line.splitlines()) <= 1
    assert parse_prompt(line, cell=True, expand=lambda t: render(t, {})) == (options, "")


@given(st.text(max_size=60))
def test_every_line_is_read_or_refused(line):
    for cell in (True, False):
        with contextlib.suppress(LlmnbError):
            parse_prompt(line, cell=cell)
    with contextlib.suppress(LlmnbError):
        parse_load(line)


def test_long_names_are_written_and_what_is_not_decided_is_left_out():
    overrides = GenerationOverrides(temperature=0.2, stop=("\n", "a b"), think=False)
    assert format_line(overrides) == r'--temperature 0.2 --stop "\n" --stop "a b" --think off'
    assert format_line(PromptOptions(system="Be brief.", quiet=True)) == (
        '--system "Be brief." --quiet'
    )
    assert format_line(PromptOptions()) == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", LoadOptions()),
        ("demo", LoadOptions(model="demo")),
        ("demo # the small one", LoadOptions(model="demo")),
        ("# nothing", LoadOptions()),
        (r"C:\models\it's", LoadOptions(model=r"C:\models\it's")),
        (r'"C:\my models\"', LoadOptions(model="C:\\my models\\")),
        ("'a # b'", LoadOptions(model="a # b")),
        ("me/a#b", LoadOptions(model="me/a#b")),
        (
            "demo --backend onnx --precision=int8 --context 512 --reload",
            LoadOptions(
                model="demo",
                reload=True,
                config={"backend": "onnx", "precision": "int8", "context": 512},
            ),
        ),
        (
            "--trust-remote-code --force demo --name it's --dry-run",
            LoadOptions(
                model="demo",
                dry_run=True,
                config={"trust_remote_code": True, "force": True, "name": "it's"},
            ),
        ),
        ("demo --device cuda:0,1", LoadOptions(model="demo", config={"device": "cuda:0,1"})),
    ],
)
def test_lines_of_load(line, expected):
    assert parse_load(line) == expected


@pytest.mark.parametrize("mistake", COMMAND_MISTAKES, ids=lambda m: m.code)
def test_refusals_of_commands(mistake):
    magic, _, line = mistake.code.partition(" ")
    with pytest.raises(LlmnbError) as caught:
        COMMANDS[magic](line)
    assert f"{type(caught.value).__name__}: {caught.value}" == mistake.error


def test_lines_of_unload():
    assert parse_unload("") == UnloadOptions()
    assert parse_unload("other # done") == UnloadOptions(name="other")
    assert parse_unload("--all") == UnloadOptions(all=True)
    parse_nothing("  # only a comment", "%llm_status")


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30), st.booleans())
def test_a_written_load_reads_as_the_same(model, name, code):
    wishes = {"precision": "int8", "context": 512, "name": name, "trust_remote_code": code}
    line = as_load(model, wishes)
    expected = {n: v for n, v in wishes.items() if v is not False}
    if line.startswith("%llm_load "):
        read = parse_load(line.removeprefix("%llm_load "))
        assert (read.model, read.config) == (model, expected)
        assert not set("${}") & set(line)  # IPython would expand them
    else:
        call = ast.parse(line, mode="eval").body
        assert [ast.literal_eval(argument) for argument in call.args] == [model]
        assert {k.arg: ast.literal_eval(k.value) for k in call.keywords} == expected


def test_a_load_is_a_call_only_where_no_line_can_hold_it():
    assert as_load("demo", {"precision": "auto"}) == "%llm_load demo"
    assert as_load("~/my models/a", {"name": "-x"}) == '%llm_load "~/my models/a" --name "-x"'
    assert as_load("a $b", {"context": 64}) == "llmnb.load('a $b', context=64)"
    assert as_load("is it?", {"engine_args": ("a=1", "b=2")}) == (
        '%llm_load "is it?" --engine-args "a=1" --engine-args "b=2"'
    )
