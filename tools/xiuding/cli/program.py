"""The command `xiuding`: finds the verb, runs it, and turns what it raises into one line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from types import FrameType
from typing import TYPE_CHECKING

import click

from xiuding import __version__, language
from xiuding.cli.bilingual import LANGUAGE_OF_ALL, Command, Option, Wording
from xiuding.cli.talk import tell
from xiuding.cli.usage import explain
from xiuding.cli.verbs import CALLED_BY_GIT, VERBS
from xiuding.errors import UnreadableInput, Unwritable, XiudingError
from xiuding.language import reason, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
BROKEN_PIPE = 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 1
BUG = 70
COMPLETE = "_XIUDING_COMPLETE"


class Program(Command, click.Group):
    """The command and its verbs; a verb's module is imported only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the table, which is the order of work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, or None."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        command = import_module(verb.module).verb
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest verb where there is none of that name."""
        if args[0] not in VERBS and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=VERBS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that begin so, but for those that only git calls; no verb's module is imported for it."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        named = {name: say(verb.en, verb.zh) for name, verb in VERBS.items() if name.startswith(incomplete)}
        return [CompletionItem(name, help=said) for name, said in named.items() if name not in CALLED_BY_GIT]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the options; no verb's module is imported for it."""
        with formatter.section(say("Verbs", "命令")):
            formatter.write_dl([(name, say(verb.en, verb.zh)) for name, verb in VERBS.items()])
        super().format_options(ctx, formatter)


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"xiuding {__version__}")
        context.exit()


@click.pass_context
def _without_verb(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(context)


PROGRAM = Program(
    name="xiuding",
    callback=_without_verb,
    invoke_without_command=True,
    no_args_is_help=True,
    subcommand_metavar="VERB ...",
    wording=Wording(
        "Read Chinese amending instruments, apply them clause by clause, keep the text as a git history, "
        "and show the changes word by word.",
        "读懂修改文书，逐条执行，以 git 记录文本沿革，并逐词显示每一处改动。",
    ),
    params=[
        LANGUAGE_OF_ALL,
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            wording=Wording("Show the version.", "显示版本号。"),
        ),
    ],
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing but SystemExit from outside passes through.

    Without `arguments` it is the process itself: it takes those of the process and sets up its streams.
    """
    if arguments is None:
        arguments = sys.argv[1:]
        _prepare_process()
    _choose_language_early(arguments)
    try:
        code = _complete() if COMPLETE in os.environ else _run(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone.  What is still buffered must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _fail(f"{error.filename or say('output', '输出')}: {reason(error)}", Unwritable.exit_code)
    return code


def _complete() -> int:
    """Answer a shell that asks how a command line may go on, or for the script with which it asks."""
    from click.shell_completion import shell_complete

    return shell_complete(PROGRAM, {}, "xiuding", COMPLETE, os.environ[COMPLETE])


def _run(arguments: list[str]) -> int:
    try:
        with PROGRAM.make_context("xiuding", arguments) as context:
            code = PROGRAM.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return error.exit_code
    except click.UsageError as error:
        return _fail(explain(error), error.exit_code)
    except XiudingError as error:
        for line in error.lines:
            tell(line)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return _fail(
            say("not enough memory for so large an input", "输入过大，内存不足"), UnreadableInput.exit_code
        )
    except OSError:
        raise
    except Exception as error:
        if os.environ.get("XIUDING_DEBUG"):
            raise
        return _fail(_bug_report(error), BUG)
    return code if isinstance(code, int) else 0


def _bug_report(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}"
    return say(
        f"this is a bug in xiuding ({what}); please report it with what XIUDING_DEBUG=1 prints",
        f"这是 xiuding 的缺陷（{what}）；请设 XIUDING_DEBUG=1 重新运行，并报告所显示的内容",
    )


def _fail(message: str, code: int) -> int:
    tell(message)
    return code


def _choose_language_early(arguments: Sequence[str]) -> None:
    """Heed --lang before anything can go wrong, so that even a usage error is in the right language."""
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            return
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if value in {"zh", "en"} and argument.startswith("--lang"):
            language.choose("zh" if value == "zh" else "en")
            return


def _prepare_process() -> None:
    """Set up what belongs to the process: streams, signals and warnings meant for developers."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            stream = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
            setattr(sys, name, stream)
        # Data is UTF-8 with plain line ends for whatever reads it; a terminal keeps its own encoding.
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    signal.signal(signal.SIGTERM, _terminate)
    if not sys.warnoptions and not os.environ.get("XIUDING_DEBUG"):
        warnings.simplefilter("ignore")


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
