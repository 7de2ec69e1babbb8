"""`python -m w2sg` is the `w2sg` command."""

import sys

from w2sg.cli import main

sys.exit(main())
