"""The frame of the command line: help in two languages, errors of one line, exit codes, quiet pipes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import pytest

from xiuding import __version__, errors
from xiuding.cli import program, verbs
from xiuding.cli.bilingual import Argument, Command, Option, argument, command, option
from xiuding.cli.verbs import Verb

ROOT = Path(__file__).parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Trial:
    """A stand-in for the module of a verb: its command raises or returns what the test wants."""

    outcome: BaseException | int | None = None

    @command("trial", "Try something.", "尝试一下。")
    @argument("name", en="What to try.", zh="所要尝试的事。")
    @option("--times", type=click.IntRange(1, 9), en="How often.", zh="次数。")
    @option("--form", type=click.Choice(["short", "long"]), en="Which form.", zh="形式。")
    @option("--day", type=click.DateTime(["%Y-%m-%d"]), en="When.", zh="日期。")
    @staticmethod
    def verb(name: str, **options: object) -> int | None:
        del name, options
        if isinstance(Trial.outcome, BaseException):
            raise Trial.outcome
        return Trial.outcome


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> type[Trial]:
    monkeypatch.setitem(sys.modules, "trial_verb", Trial)  # type: ignore[arg-type]
    monkeypatch.setitem(verbs.VERBS, "trial", Verb("trial_verb", "Try something.", "尝试一下。"))
    Trial.outcome = None
    return Trial


def test_help_is_written_in_the_language_asked_for(xiuding: Callable) -> None:
    english, chinese = xiuding("--lang", "en", "--help"), xiuding("--lang", "zh", "--help")
    assert english.code == chinese.code == 0
    assert english.out.startswith("Usage: xiuding ")
    assert chinese.out.startswith("用法：xiuding ")
    assert not CHINESE.search(english.out)


def test_the_locale_chooses_the_language(xiuding: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert xiuding("--help").out.startswith("用法：")


def test_the_language_is_heeded_wherever_it_stands(trial: type[Trial], xiuding: Callable) -> None:
    assert xiuding("--help", "--lang=zh").out.startswith("用法：")
    assert xiuding("trial", "--help", "--lang", "zh").out.startswith("用法：")
    assert xiuding("trial", "a", "--lang", "zh").code == 0
    assert "没有 --no-such 这个选项" in xiuding("trial", "--no-such", "--lang=zh").err
    assert "NAME is missing" in xiuding("trial", "--lang", "en").err
    assert "--lang must" not in xiuding("trial", "--", "--lang").err


def test_help_imports_no_verb() -> None:
    script = (
        "import sys; from xiuding.cli import main; from xiuding.cli.verbs import VERBS; main(['--help']);"
        "print([v.module for v in VERBS.values() if v.module in sys.modules],"
        " [m for m in 'jieba rich git lxml docx lark importlib.metadata'.split() if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[] []"


def test_version(xiuding: Callable) -> None:
    assert xiuding("--version") == (0, f"xiuding {__version__}\n", "")


def test_without_a_verb_the_help_goes_to_stderr(xiuding: Callable) -> None:
    for arguments, usage in (
        ((), "xiuding [OPTIONS] VERB ..."),
        (("--lang", "zh"), "xiuding [选项] 命令 ..."),
    ):
        outcome = xiuding(*arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert usage in outcome.err


@pytest.mark.parametrize("name", verbs.VERBS)
def test_chinese_help_has_no_english_placeholder(name: str, xiuding: Callable) -> None:
    shown = xiuding("--lang", "zh", name, "--help").out
    assert not set(re.findall(r"\b[A-Z]{2,}\b", shown)) - {"TOML", "JSON", "CSV"}
    assert re.search(r"\[OPTIONS\]", xiuding("--lang", "en", name, "--help").out)


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (["trail"], "no verb 'trail' (did you mean trial?)", "没有“trail”这个命令（是否想用 trial？）"),
        (["--no-such"], "no option --no-such; see", "没有 --no-such 这个选项；用法见"),
        (["trial"], "NAME is missing; see", "缺少 NAME；用法见"),
        (["trial", "a", "--tims", "1"], "no option --tims (did you mean --times?)", "（是否想用 --times？）"),
        (["trial", "a", "--times"], "--times needs a value", "--times 缺少取值"),
        (["trial", "a", "--times", "0"], "--times: must be a whole number within 1–9", "须为 1–9 之间的整数"),
        (["trial", "a", "--form", "x"], "must be one of short, long", "--form：须为 short、long 之一"),
        (
            ["trial", "a", "--day", "1.5."],
            "must be a date such as 2024-01-31",
            "--day：须为日期，如 2024-01-31",
        ),
        (["trial", "a", "b"], "too many arguments: b; see", "参数过多：b；用法见"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_usage_errors(trial: type[Trial], xiuding: Callable, arguments: list[str], en: str, zh: str) -> None:
    for lang, expected in (("en", en), ("zh", zh)):
        outcome = xiuding("--lang", lang, *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert expected in outcome.err
        assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("error", errors.XiudingError.__subclasses__(), ids=lambda error: error.__name__)
def test_every_error_is_one_line_and_its_exit_code(
    trial: type[Trial], xiuding: Callable, error: type[errors.XiudingError]
) -> None:
    trial.outcome = error("一（三）：原文没有“73支”\n\x1b[31m第二行")
    outcome = xiuding("trial", "x")
    assert (outcome.code, outcome.out) == (error.exit_code, "")
    assert outcome.err.startswith("xiuding: 一（三）：原文没有“73支” ")
    assert outcome.err.count("\n") == 1
    assert "\x1b" not in outcome.err


def test_exit_codes_are_distinct() -> None:
    codes = [error.exit_code for error in errors.XiudingError.__subclasses__()]
    assert len(set(codes)) == len(codes)
    assert not {0, 1} & set(codes)


def test_a_verb_returns_the_exit_code(trial: type[Trial], xiuding: Callable) -> None:
    for code in (0, 1):
        trial.outcome = code
        assert xiuding("trial", "x").code == code


def test_interrupted(trial: type[Trial], xiuding: Callable) -> None:
    trial.outcome = KeyboardInterrupt()
    assert xiuding("trial", "x") == (130, "", "")


def test_what_the_system_refuses_is_one_line(trial: type[Trial], xiuding: Callable) -> None:
    trial.outcome = OSError(28, "No space left on device", "/some/where")
    assert xiuding("trial", "x") == (7, "", "xiuding: /some/where: No space left on device\n")


def test_a_bug_is_one_line_that_asks_for_a_report(
    trial: type[Trial], xiuding: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.outcome = KeyError("条")
    outcome = xiuding("trial", "x")
    assert (outcome.code, outcome.out) == (70, "")
    assert "KeyError" in outcome.err
    assert "XIUDING_DEBUG=1" in outcome.err
    assert outcome.err.count("\n") == 1
    monkeypatch.setenv("XIUDING_DEBUG", "1")
    with pytest.raises(KeyError):
        xiuding("trial", "x")


def run_into(stdout: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xiuding", *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = run_into(full.fileno(), "--version")
    assert done.returncode == 7
    assert done.stderr == "xiuding: output: No space left on device\n"


def test_a_broken_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run_into(writer, "--help")
    os.close(writer)
    assert (done.returncode, done.stderr) == (program.BROKEN_PIPE, "")


def test_closed_streams_do_no_harm() -> None:
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m xiuding --version >&- 2>&-"], check=False)
    assert done.returncode == 0


def completed(xiuding: Callable, monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    """What a shell offers where the cursor stands behind `line`."""
    monkeypatch.setenv(program.COMPLETE, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    return xiuding().out.splitlines()


def test_a_shell_completes_verbs_options_choices_and_files(
    xiuding: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = partial(completed, xiuding, monkeypatch)
    assert offered("xiuding st") == ["plain,status"]
    assert "plain,show" in offered("xiuding ")
    assert not any("git-pager" in line for line in offered("xiuding "))
    assert offered("xiuding --la") == ["plain,--lang"]
    assert offered("xiuding diff --form") == ["plain,--format"]
    assert offered("xiuding diff --format js") == ["plain,json"]
    assert offered("xiuding consolidate 条") == ["file,条"]
    assert offered("xiuding consolidate -o 条") == ["file,条"]
    assert "".join(offered("xiuding nonsense x")) == ""
    monkeypatch.setenv(program.COMPLETE, "bash_source")
    assert "complete -o nosort -F" in xiuding().out


@pytest.mark.parametrize("name", verbs.VERBS)
def test_every_verb_is_explained_in_both_languages(name: str) -> None:
    verb = verbs.VERBS[name]
    found = program.PROGRAM.get_command(click.Context(program.PROGRAM), name)
    assert isinstance(found, Command)
    assert found.name == name
    explained = [(verb.en, verb.zh), found.wording]
    for parameter in found.params:
        assert isinstance(parameter, Option | Argument), f"{name}: {parameter.name} is not bilingual"
        explained.append(parameter.wording)
    for en, zh in explained:
        assert len(CHINESE.findall(en)) < len(re.findall("[a-z]", en))  # 第四章 may stand as an example
        assert en.endswith(".")
        assert CHINESE.search(zh)
        assert zh.endswith("。")


@pytest.mark.parametrize(
    "name", [name for name in verbs.VERBS if not name.startswith(("git-diff", "git-pager"))]
)
def test_the_examples_of_a_verb_are_calls_of_it(name: str, xiuding: Callable) -> None:
    found = program.PROGRAM.get_command(click.Context(program.PROGRAM), name)
    assert isinstance(found, Command)
    assert found.examples
    for example in found.examples:
        program_name, verb, *arguments = shlex.split(example)
        assert (program_name, verb) == ("xiuding", name)
        found.make_context(name, arguments)  # a usage error is raised
        assert f"  {example}\n" in xiuding(name, "--help").out
