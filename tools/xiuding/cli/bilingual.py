"""click's commands, options and arguments with every help text in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from xiuding import language
from xiuding.cli.layout import Layout
from xiuding.cli.placeholders import placeholders
from xiuding.language import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Wording(NamedTuple):
    """One text in both languages, e.g. ``Wording("show differences", "显示差异")``."""

    en: str
    zh: str

    def __str__(self) -> str:
        return say(self.en, self.zh)


class Context(click.Context):
    """click's context with our page layout."""

    formatter_class = Layout


class Option(click.Option):
    """An option that is explained in both languages."""

    def __init__(self, *arguments: Any, wording: Wording, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.wording = wording

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its explanation, or None where it is hidden."""
        return None if self.hidden else (placeholders(self.get_help_spec(ctx)), str(self.wording))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell may offer as the value."""
        return super().shell_complete(ctx, incomplete) or _files(self, incomplete)


class Argument(click.Argument):
    """An argument that is explained in both languages."""

    def __init__(self, *arguments: Any, wording: Wording, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.wording = wording

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The argument and its explanation."""
        return placeholders(self.make_metavar(ctx)), str(self.wording)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell may offer in the place of the argument."""
        return super().shell_complete(ctx, incomplete) or _files(self, incomplete)


class Command(click.Command):
    """A verb whose help page is in the reader's language."""

    context_class = Context
    allow_extra_args = True  # refused in `parse_args`, in the reader's language

    def __init__(
        self,
        *arguments: Any,
        wording: Wording,
        examples: Sequence[str] = (),
        legend: Wording | None = None,
        **attributes: Any,
    ) -> None:
        super().__init__(*arguments, **attributes)
        self.wording, self.examples, self.legend = wording, examples, legend

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters; every verb takes --lang too, which the help of the program explains."""
        return [*super().get_params(ctx), *([] if isinstance(self, click.Group) else [LANGUAGE])]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, of which none may be left over unless verbs follow."""
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            left = " ".join(rest)
            raise click.UsageError(say(f"too many arguments: {left}", f"参数过多：{left}"), ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The one help option of all verbs."""
        return HELP

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line, in the reader's language."""
        return [placeholders(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the verb does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(str(self.wording))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, each with its explanation."""
        rows = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, Argument)]
        _section(formatter, say("Arguments", "参数"), rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with its explanation."""
        rows = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, Option)]
        _section(formatter, say("Options", "选项"), [row for row in rows if row])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the signs of the output mean, and a few calls."""
        if self.legend is not None:
            with formatter.section(say("Signs", "符号")):
                formatter.write_text(str(self.legend))
        if self.examples:
            with formatter.section(say("Examples", "示例")):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def command(name: str, en: str, zh: str, **attributes: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function the verb `name`, e.g. ``@command("diff", "Compare…", "比较……")``.

    `examples` are calls for its help page, `legend` says there what the signs of its output mean.
    """
    return click.command(name, cls=Command, wording=Wording(en, zh), **attributes)


def option(*declarations: str, en: str, zh: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a verb an option, explained in both languages."""
    return click.option(*declarations, cls=Option, wording=Wording(en, zh), **attributes)


def argument(*declarations: str, en: str, zh: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a verb an argument, explained in both languages."""
    return click.argument(*declarations, cls=Argument, wording=Wording(en, zh), **attributes)


def _files(parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files, which most words of a command line name, where nothing else is known of a value."""
    from click.shell_completion import CompletionItem

    known = parameter._custom_shell_complete is not None or parameter.type is not click.STRING
    return [] if known else [CompletionItem(incomplete, type="file")]


def _section(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _choose_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        language.choose("zh" if value == "zh" else "en")


def _show_help(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()


HELP = Option(
    ["-h", "--help"],
    wording=Wording("Show this page.", "显示本页。"),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
)


def _language(*, hidden: bool) -> Option:
    return Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        is_eager=True,
        expose_value=False,
        hidden=hidden,
        callback=_choose_language,
        wording=Wording(
            "Language of help and messages; the locale's by default.",
            "帮助和提示所用的语言，默认随系统区域设置。",
        ),
    )


LANGUAGE_OF_ALL, LANGUAGE = _language(hidden=False), _language(hidden=True)
