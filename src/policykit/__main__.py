"""`python -m policykit` is `policykit`."""

import sys

from policykit.cli import main

sys.exit(main())
