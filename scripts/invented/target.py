"""Where a study's files go."""

import argparse
import shutil
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def target_folder(study, description, kept_by_hand):
    """The folder that the command line names, `fixtures/STUDY` where it names none; another gets the files kept by hand."""
    home = FIXTURES / study
    parser = argparse.ArgumentParser(
        prog=f"make-{study}", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=home, metavar="DIR", help=f"default fixtures/{study}")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    if out.resolve() != home:
        for name in kept_by_hand:
            shutil.copyfile(home / name, out / name)
    return out
