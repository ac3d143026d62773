"""What click finds wrong with a command line, said in one line and in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from xiuding.cli.placeholders import placeholders
from xiuding.language import say


def explain(error: click.UsageError) -> str:
    """One line: what is wrong and where to read more, e.g. ``没有 --fotmat 这个选项……``."""
    path = error.ctx.command_path if error.ctx else "xiuding"
    return say(
        f"{_problem(error)}; see '{path} --help'",
        f"{_problem(error)}；用法见“{path} --help”",
    )


def _problem(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            name = error.option_name
            return say(f"no option {name}", f"没有 {name} 这个选项") + _nearest(error.possibilities)
        case click.NoSuchCommand():
            name = error.command_name
            return say(f"no verb '{name}'", f"没有“{name}”这个命令") + _nearest(error.possibilities)
        case click.MissingParameter(param=click.Parameter() as parameter):
            name = _name(parameter)
            return say(f"{name} is missing", f"缺少 {name}")
        case click.BadOptionUsage():
            name = error.option_name
            return say(f"{name} needs a value, or takes none", f"{name} 缺少取值，或者不应有取值")
        case click.BadParameter(param=click.Parameter() as parameter):
            return say(f"{_name(parameter)}: ", f"{_name(parameter)}：") + _expectation(parameter, error)
        case _:
            return error.format_message().rstrip(".")


def _nearest(candidates: Sequence[str] | None) -> str:
    if not candidates:
        return ""
    return say(f" (did you mean {', '.join(candidates)}?)", f"（是否想用 {'、'.join(candidates)}？）")


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return placeholders(parameter.human_readable_name)


def _expectation(parameter: click.Parameter, error: click.BadParameter) -> str:
    match parameter.type:
        case click.Choice(choices=choices):
            names = list(map(str, choices))
            return say(f"must be one of {', '.join(names)}", f"须为 {'、'.join(names)} 之一")
        case click.IntRange(min=least, max=most):
            bounds = f"{least}–{'…' if most is None else most}"
            return say(f"must be a whole number within {bounds}", f"须为 {bounds} 之间的整数")
        case click.INT:
            return say("must be a whole number", "须为整数")
        case click.DateTime():
            return say("must be a date such as 2024-01-31", "须为日期，如 2024-01-31")
        case _:
            return error.message.rstrip(".")
