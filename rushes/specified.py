"""The specification's own settings, and what every setting says about itself.

`rushes.config.Settings` adds ours to these; use that one.
"""

from dataclasses import dataclass
from typing import Annotated

Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Of:
    """What a setting means: unit, range, and whether it changes what is seen."""

    group: str
    doc: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    pixels: bool = True
    """True when another value makes another film; such settings are part of the request digest."""
    specified: Value | None = None
    """The specification's default where ours differs; DOCS.md gives the reason in `why`."""
    why: str = ""
    secret: bool = False


_RL, _WEIGHTS, _KEEP, _MODELS, _PATHS = "RL", "Reward weights", "Consistency", "Model settings", "Paths"
_HARD, _GEN, _API, _PPO = "Hardware", "Generation", "API runtime", "PPO backbone"
_SAFE, _REPORT = "Safety and limits", "Report and persistence"

WAN_NEGATIVE_PROMPT = (
    "overexposed, static, blurred details, subtitles, style, artwork, painting, still picture, overall grey, "
    "worst quality, low quality, JPEG artifacts, ugly, incomplete, extra fingers, poorly drawn hands, "
    "poorly drawn face, deformed, disfigured, malformed limbs, fused fingers, motionless frame, "
    "cluttered background, three legs, crowded background, walking backwards"
)
"""English rendering of the negative prompt that the Wan2.1 authors recommend."""


@dataclass(frozen=True)
class SpecifiedSettings:
    """The settings of the specification's section 6, in its order, under its names."""

    # RL
    RL_ALGORITHM: Annotated[
        str,
        Of(
            _RL,
            "which policy directs the takes",
            choices=("PPO", "LINUCB", "THOMPSON", "GRPO", "RANDOM", "FIXED"),
        ),
    ] = "PPO"
    RL_LEARNING_RATE: Annotated[
        float,
        Of(
            _RL,
            "PPO optimiser step size",
            low=0,
            high=1,
            specified=1e-5,
            why="at 1e-5 the policy's distribution moves 1e-5 in 36 supervised steps",
        ),
    ] = 3e-3
    RL_KL_PENALTY: Annotated[
        float,
        Of(
            _RL,
            "weight of the KL to the starting policy",
            low=0,
            high=10,
        ),
    ] = 0.1
    RL_GAMMA: Annotated[float, Of(_RL, "discount over the tokens of one direction", low=0, high=1)] = 0.99
    RL_EPISODES_PER_SCENE: Annotated[int, Of(_RL, "most takes of one scene", "takes", low=1, high=64)] = 3
    RL_REWARD_THRESHOLD: Annotated[float, Of(_RL, "a take at or above is accepted", low=0, high=1)] = 0.75

    # Reward weights
    REWARD_VISUAL_QUALITY: Annotated[float, Of(_WEIGHTS, "weight of visual quality", low=0, high=1)] = 0.25
    REWARD_CHARACTER_CONSISTENCY: Annotated[
        float, Of(_WEIGHTS, "weight of character consistency", low=0, high=1)
    ] = 0.35
    REWARD_LOCATION_CONSISTENCY: Annotated[
        float, Of(_WEIGHTS, "weight of location consistency", low=0, high=1)
    ] = 0.20
    REWARD_NARRATIVE_COHERENCE: Annotated[
        float, Of(_WEIGHTS, "weight of narrative coherence", low=0, high=1)
    ] = 0.20

    # Consistency
    CLIP_CONSISTENCY_THRESHOLD: Annotated[
        float, Of(_KEEP, "calibrated P(same) below which a scene is retaken", low=0, high=1)
    ] = 0.65
    IP_ADAPTER_SCALE: Annotated[float, Of(_KEEP, "strength of the character reference", low=0, high=1)] = 0.7

    # Model settings
    LLM_PROVIDER: Annotated[
        str, Of(_MODELS, "who writes and judges the story", choices=("openai", "ollama", "offline"))
    ] = "openai"
    LLM_MODEL: Annotated[str, Of(_MODELS, "model name at the provider")] = "gpt-4o"
    REFERENCE_IMAGE_MODEL: Annotated[
        str, Of(_MODELS, "who paints the references", choices=("flux", "sdxl", "animatic"))
    ] = "flux"
    VIDEO_MODEL: Annotated[
        str, Of(_MODELS, "who shoots the scenes: wan2.1, animatic, server or an installed engine")
    ] = "wan2.1"

    # Paths
    OUTPUT_DIR: Annotated[str, Of(_PATHS, "film and reports, below --output", pixels=False)] = "./output"
    STORY_BIBLE_DIR: Annotated[str, Of(_PATHS, "screenplay, below --output", pixels=False)] = "./story_bible"
    MEMORY_DIR: Annotated[str, Of(_PATHS, "state of the run, below --output", pixels=False)] = "./memory"
    CLIPS_DIR: Annotated[str, Of(_PATHS, "every take, below --output", pixels=False)] = "./output/clips"
    REFERENCES_DIR: Annotated[str, Of(_PATHS, "reference images, below --output", pixels=False)] = (
        "./story_bible/references"
    )

    # Hardware
    MIN_VRAM_GB: Annotated[float, Of(_HARD, "VRAM floor of the warning", "GB", low=0, pixels=False)] = 24
    TARGET_GPU: Annotated[str, Of(_HARD, "suggested GPU", pixels=False)] = "A100"

    # Generation
    REFERENCE_IMAGES_PER_CHARACTER: Annotated[int, Of(_GEN, "views a character", "images", low=1, high=3)] = 3
    REFERENCE_IMAGES_PER_LOCATION: Annotated[int, Of(_GEN, "views per location", "images", low=1, high=2)] = 2
    VIDEO_FPS: Annotated[int, Of(_GEN, "frame rate of clips and film", "frames/s", low=1, high=120)] = 24
    CROSSFADE_DURATION: Annotated[float, Of(_GEN, "crossfade between scenes", "s", low=0, high=10)] = 0.5
    FRAMES_TO_SAMPLE_FOR_REWARD: Annotated[int, Of(_GEN, "frames watched", "frames", low=2, high=64)] = 5
    DEFAULT_NUM_FRAMES: Annotated[int, Of(_GEN, "length of a scene", "frames", low=4, high=10000)] = 150
    DEFAULT_HEIGHT: Annotated[int, Of(_GEN, "picture height, even", "px", low=16, high=4320)] = 480
    DEFAULT_WIDTH: Annotated[int, Of(_GEN, "picture width, even", "px", low=16, high=7680)] = 832
    DEFAULT_NEGATIVE_PROMPT: Annotated[str, Of(_GEN, "what no take may show")] = WAN_NEGATIVE_PROMPT

    # API runtime
    OPENAI_API_KEY_ENV: Annotated[str, Of(_API, "name of the variable that holds the key", pixels=False)] = (
        "OPENAI_API_KEY"
    )
    OLLAMA_BASE_URL: Annotated[str, Of(_API, "Ollama server", pixels=False)] = "http://localhost:11434"
    OLLAMA_TIMEOUT_SECONDS: Annotated[float, Of(_API, "longest wait", "s", low=1, pixels=False)] = 120
    OPENAI_TIMEOUT_SECONDS: Annotated[
        float, Of(_API, "longest wait for OpenAI", "s", low=1, pixels=False)
    ] = 120

    OPENAI_BASE_URL: Annotated[
        str, Of(_API, "another server with the OpenAI API; empty is OpenAI", pixels=False)
    ] = ""
    LLM_BUDGET_USD: Annotated[
        float, Of(_API, "most that language models may cost in one run", "US$", low=0, pixels=False)
    ] = 1.0
    LLM_JUDGE_VOTES: Annotated[int, Of(_API, "judgements per take; the median counts", low=1, high=9)] = 1
    PROMPT_POLISH: Annotated[
        bool, Of(_API, "let the language model polish each prompt; kept only if no descriptor is lost")
    ] = False

    # PPO backbone
    PPO_POLICY_MODEL_NAME: Annotated[
        str,
        Of(
            _PPO,
            "a hub id, a folder, or `builtin` (word-level GPT-2 of about 100k parameters)",
            specified="sshleifer/tiny-gpt2",
            why="tiny-gpt2 has hidden size 2: its last state lies on a line, only two options can ever win",
        ),
    ] = "builtin"
    PPO_BATCH_SIZE: Annotated[
        int,
        Of(
            _PPO,
            "directions per PPO step, imagined ones included",
            "directions",
            low=1,
            high=1024,
            specified=1,
            why="advantages are whitened over the batch, so with one response the reward cancels out",
        ),
    ] = 64
    PPO_MINI_BATCH_SIZE: Annotated[
        int,
        Of(_PPO, "directions per gradient step", "directions", low=1, high=1024, specified=1, why="as above"),
    ] = 64
    PPO_INIT_KL_COEF: Annotated[
        float, Of(_PPO, "starting KL weight; when changed it goes before RL_KL_PENALTY", low=0, high=10)
    ] = 0.1
    PPO_LEARNING_RATE: Annotated[
        float,
        Of(_PPO, "0 = RL_LEARNING_RATE", low=0, high=1, specified="RL_LEARNING_RATE", why="written as 0"),
    ] = 0.0

    # Safety and limits
    MAX_SCENES: Annotated[int, Of(_SAFE, "most scenes of a film", "scenes", low=1, high=100)] = 12
    MAX_CHARACTERS: Annotated[int, Of(_SAFE, "most characters of a film", low=1, high=32)] = 8
    MAX_LOCATIONS: Annotated[int, Of(_SAFE, "most locations of a film", low=1, high=32)] = 8

    # Report and persistence
    PRODUCTION_REPORT_NAME: Annotated[str, Of(_REPORT, "file name of the report", pixels=False)] = (
        "production_report.json"
    )
    MEMORY_STATE_FILE: Annotated[str, Of(_REPORT, "file name of the state", pixels=False)] = "state.json"
    REWARD_BREAKDOWN_FILE: Annotated[str, Of(_REPORT, "file name of the reward breakdown", pixels=False)] = (
        "reward_breakdown.json"
    )
