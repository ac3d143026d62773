"""Apply the sample instrument to a history, or take it back, as a process that can be killed.

    python -m faults.apply HISTORY [undo]

Prints ``ready`` when everything is loaded, so that a kill can be aimed at the writing itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

from faults import sample
from xiuding.errors import XiudingError
from xiuding.ledger.history import History


def main(path: str, verb: str = "apply") -> int:
    """Apply or undo; exit codes as the command line has them."""
    try:
        with History.open(Path(path)) as history:
            history.refs  # noqa: B018  # loads GitPython
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            if verb == "undo":
                history.withdraw()
            else:
                history.append(sample.clauses(), sample.inputs())
    except XiudingError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
