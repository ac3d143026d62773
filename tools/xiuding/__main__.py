"""`python -m xiuding` is the command `xiuding`."""

import sys

from xiuding.cli import main

sys.exit(main())
