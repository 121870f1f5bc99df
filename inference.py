"""The documented launcher: python inference.py --mode cinematic --prompt "..." --output ."""

import sys

from rushes.cli import inference

if __name__ == "__main__":
    sys.exit(inference())
