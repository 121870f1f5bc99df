"""The embedded crew: members with no needs at all. They are understudies to the studio crew."""

import os

from rushes.casting.members import Call, Member, load


def _writer(call: Call) -> object:
    return load("rushes.writing.screenwriter:OfflineScreenwriter")()


def _engine(call: Call) -> object:
    workers = call.settings.WORKERS or cores()
    return load("rushes.engines.animatic.engine:AnimaticEngine")(workers=workers)


def cores() -> int:
    """CPU cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _illustrator(call: Call) -> object:
    return load("rushes.engines.animatic.illustrator:AnimaticIllustrator")()


def _enricher(call: Call) -> object:
    return load("rushes.writing.enricher:PromptEnricher")(
        default_negative=call.settings.DEFAULT_NEGATIVE_PROMPT
    )


def _editor(call: Call) -> object:
    settings = call.settings
    return load("rushes.editing.stitcher:VideoStitcher")(
        fade=settings.CROSSFADE_DURATION,
        fps=settings.VIDEO_FPS,
        size=(settings.DEFAULT_WIDTH, settings.DEFAULT_HEIGHT),
    )


WRITER = Member(part="writer", name="offline", build=_writer)
ENGINE = Member(part="engine", name="animatic", build=_engine)
ILLUSTRATOR = Member(part="illustrator", name="animatic", build=_illustrator)
ENRICHER = Member(part="enricher", name="prompt_enricher", build=_enricher)
EMBEDDER = Member(
    part="embedder",
    name="hsv_stripes",
    build=lambda call: load("rushes.critics.embedding:StripeEmbedding")(),
)
EDITOR = Member(part="editor", name="stitcher", build=_editor)
