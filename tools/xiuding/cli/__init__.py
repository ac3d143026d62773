"""The command line: verbs, streams, exit codes, and the two languages it speaks."""

from xiuding.cli.program import main as main
