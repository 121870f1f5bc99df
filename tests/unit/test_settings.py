"""Settings: the specification's names, precedence, and errors that help."""

import pytest

from rushes.config import MEANINGS, Settings, reward_weights
from rushes.errors import ConfigError
from rushes.settings import changed, load, pixel_settings

SPECIFIED = [
    "RL_ALGORITHM",
    "RL_LEARNING_RATE",
    "RL_KL_PENALTY",
    "RL_GAMMA",
    "RL_EPISODES_PER_SCENE",
    "RL_REWARD_THRESHOLD",
    "REWARD_VISUAL_QUALITY",
    "REWARD_CHARACTER_CONSISTENCY",
    "REWARD_LOCATION_CONSISTENCY",
    "REWARD_NARRATIVE_COHERENCE",
    "CLIP_CONSISTENCY_THRESHOLD",
    "IP_ADAPTER_SCALE",
    "LLM_PROVIDER",
    "LLM_MODEL",
    "REFERENCE_IMAGE_MODEL",
    "VIDEO_MODEL",
    "OUTPUT_DIR",
    "STORY_BIBLE_DIR",
    "MEMORY_DIR",
    "CLIPS_DIR",
    "REFERENCES_DIR",
    "MIN_VRAM_GB",
    "TARGET_GPU",
    "REFERENCE_IMAGES_PER_CHARACTER",
    "REFERENCE_IMAGES_PER_LOCATION",
    "VIDEO_FPS",
    "CROSSFADE_DURATION",
    "FRAMES_TO_SAMPLE_FOR_REWARD",
    "DEFAULT_NUM_FRAMES",
    "DEFAULT_HEIGHT",
    "DEFAULT_WIDTH",
    "DEFAULT_NEGATIVE_PROMPT",
    "OPENAI_API_KEY_ENV",
    "OLLAMA_BASE_URL",
    "OLLAMA_TIMEOUT_SECONDS",
    "OPENAI_TIMEOUT_SECONDS",
    "PPO_POLICY_MODEL_NAME",
    "PPO_BATCH_SIZE",
    "PPO_MINI_BATCH_SIZE",
    "PPO_INIT_KL_COEF",
    "PPO_LEARNING_RATE",
    "MAX_SCENES",
    "MAX_CHARACTERS",
    "MAX_LOCATIONS",
    "PRODUCTION_REPORT_NAME",
    "MEMORY_STATE_FILE",
    "REWARD_BREAKDOWN_FILE",
]

SPECIFIED_VALUES = {
    "RL_ALGORITHM": "PPO",
    "RL_LEARNING_RATE": 1e-5,
    "RL_KL_PENALTY": 0.1,
    "RL_GAMMA": 0.99,
    "RL_EPISODES_PER_SCENE": 3,
    "RL_REWARD_THRESHOLD": 0.75,
    "CLIP_CONSISTENCY_THRESHOLD": 0.65,
    "IP_ADAPTER_SCALE": 0.7,
    "LLM_MODEL": "gpt-4o",
    "MIN_VRAM_GB": 24,
    "VIDEO_FPS": 24,
    "CROSSFADE_DURATION": 0.5,
    "DEFAULT_NUM_FRAMES": 150,
    "DEFAULT_HEIGHT": 480,
    "DEFAULT_WIDTH": 832,
    "PPO_POLICY_MODEL_NAME": "sshleifer/tiny-gpt2",
    "PPO_BATCH_SIZE": 1,
    "MAX_SCENES": 12,
}


def test_every_specified_variable_is_a_setting():
    """Section 6 of the specification, name by name."""
    assert [name for name in SPECIFIED if name not in MEANINGS] == []


def test_defaults_are_the_specified_ones_or_say_why_not():
    """Where a default differs, the specified value and the reason are kept beside it."""
    for name, value in SPECIFIED_VALUES.items():
        of = MEANINGS[name][1]
        if getattr(Settings(), name) != value:
            assert of.specified == value
            assert of.why


def test_every_setting_has_a_meaning():
    """No field without a sentence, and a number without a range is a mistake."""
    for name, (kind, of) in MEANINGS.items():
        assert of.doc, name
        assert kind not in (int, float) or of.low is not None, name


def test_precedence(tmp_path):
    """Defaults < rushes.toml < environment < --set, and each value knows where it came from."""
    toml = tmp_path / "rushes.toml"
    toml.write_text("VIDEO_FPS = 12\nRL_GAMMA = 0.5\nMAX_SCENES = 4\n")
    environ = {"RL_GAMMA": "0.6", "MAX_SCENES": "5", "PATH": "/bin"}

    loaded = load(["MAX_SCENES=6"], environ=environ, toml=toml)

    assert (loaded.settings.VIDEO_FPS, loaded.settings.RL_GAMMA, loaded.settings.MAX_SCENES) == (12, 0.6, 6)
    assert loaded.sources == {"VIDEO_FPS": str(toml), "RL_GAMMA": "environment", "MAX_SCENES": "--set"}
    assert changed(loaded.settings) == {"VIDEO_FPS": 12, "RL_GAMMA": 0.6, "MAX_SCENES": 6}


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("VIDEO_FSP=24", "did you mean VIDEO_FPS"),
        ("video_fps=24", "did you mean VIDEO_FPS"),
        ("VIDEO_FPS=fast", "not a whole number"),
        ("VIDEO_FPS=24.5", "not a whole number"),
        ("VIDEO_FPS=0", "1 to 120 frames/s"),
        ("RL_GAMMA=nan", "not a number"),
        ("RL_GAMMA=1.5", "0 to 1"),
        ("CREW=embeded", "did you mean embedded"),
        ("DRAFTS=maybe", "yes or no"),
        ("VIDEO_FPS", "NAME=VALUE"),
        ("DEFAULT_WIDTH=833", "even"),
        ("DEFAULT_NUM_FRAMES=20", "less than two crossfades"),
        ("OUTPUT_DIR=../elsewhere", "below --output"),
        ("OUTPUT_DIR=/tmp", "below --output"),
        ("MEMORY_STATE_FILE=a/b.json", "file name"),
    ],
)
def test_mistakes_are_named(pair, message):
    """A typo, a wrong type, a value out of range: the error names the setting and what it takes."""
    with pytest.raises(ConfigError, match=message):
        load([pair], environ={})


def test_all_weights_zero_is_refused():
    """A reward that weighs nothing cannot rank takes."""
    with pytest.raises(ConfigError, match="all four"):
        load([f"{name}=0" for name in MEANINGS if name in REWARDS], environ={})


REWARDS = (
    "REWARD_VISUAL_QUALITY",
    "REWARD_CHARACTER_CONSISTENCY",
    "REWARD_LOCATION_CONSISTENCY",
    "REWARD_NARRATIVE_COHERENCE",
)


def test_weights_are_the_specified_ones():
    """0.25, 0.35, 0.20, 0.20."""
    assert list(reward_weights(Settings()).values()) == [0.25, 0.35, 0.20, 0.20]


@pytest.mark.parametrize("text", ["VIDEO_FPS = ", "VIDEO_FPS = 1 2", "\xff\xfe"])
def test_a_broken_settings_file_is_an_error(tmp_path, text):
    """Not a silent default."""
    toml = tmp_path / "rushes.toml"
    toml.write_bytes(text.encode("latin-1"))

    with pytest.raises(ConfigError, match="not valid TOML"):
        load(environ={}, toml=toml)


def test_only_what_changes_pixels_is_part_of_the_request():
    """Another worker count is the same film; another frame rate is not."""
    names = pixel_settings(Settings())

    assert "WORKERS" not in names
    assert "OUTPUT_DIR" not in names
    assert "VIDEO_FPS" in names
