"""What web servers and the `flask` command load."""

import sys

from chapter import create_app
from chapter.config import SettingsRefused

try:
    app = create_app()
except SettingsRefused as refused:
    print(refused, file=sys.stderr)
    sys.exit(2)
