"""The policies: how the settings make one, where it starts from, and how it gives back to the library."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from rushes.casting.members import Call, Member, lacks, load
from rushes.config import Settings
from rushes.errors import RushesError

_PACKAGES = ("torch", "transformers", "trl", "accelerate")
_KINDS: Final = {
    "PPO": "ppo",
    "GRPO": "grpo",
    "LINUCB": "linear_ucb",
    "THOMPSON": "linear_thompson",
    "RANDOM": "random",
    "FIXED": "fixed",
}


def step_settings(settings: Settings) -> Any:
    """The update that the settings ask for."""
    specific = settings.PPO_INIT_KL_COEF != Settings.PPO_INIT_KL_COEF
    return load("rushes.policies.step:StepSettings")(
        learning_rate=settings.PPO_LEARNING_RATE or settings.RL_LEARNING_RATE,
        kl=settings.PPO_INIT_KL_COEF if specific else settings.RL_KL_PENALTY,
        gamma=settings.RL_GAMMA,
        batch=settings.PPO_BATCH_SIZE,
        mini_batch=min(settings.PPO_MINI_BATCH_SIZE, settings.PPO_BATCH_SIZE),
    )


def library(call: Call) -> Any:
    """The library of policies, wherever ``RUSHES_HOME`` or the operating system puts it."""
    place = load("rushes.policies.library:home")(call.environ)
    return load("rushes.policies.library:PolicyLibrary")(place)


def shelf(call: Call, kind: str) -> str:
    """The shelf of policies of one kind, for the engine that will really shoot."""
    return str(library(call).shelf(_engine(call), kind))


def _engine(call: Call) -> str:
    from rushes.casting import embedded, studio  # they import this module

    wanted = studio.ENGINES.get(call.settings.VIDEO_MODEL)
    if wanted is None:  # a guest: its own name
        return call.settings.VIDEO_MODEL
    plays = call.settings.CREW != "embedded" and not wanted.missing(call)
    return wanted.name if plays else embedded.ENGINE.name


def fresh(call: Call, kind: str) -> Any:
    """A policy of one kind that knows what rehearsal taught, and nothing of this engine."""
    settings = call.settings
    if kind.startswith("linear_"):
        prior = load("rushes.policies.shipped:shipped_prior")(_engine(call))
        rule = kind.removeprefix("linear_")
        return load("rushes.policies.linear:LinearBandit")(rule=rule, prior=prior, alpha=1.5)
    learner = load("rushes.policies.ppo:LearnerSettings")(
        algorithm=kind, step=step_settings(settings), backbone=settings.PPO_POLICY_MODEL_NAME
    )
    prior = load("rushes.policies.shipped:shipped_prior")(_engine(call))
    return load("rushes.policies.ppo:LanguagePolicy")(learner, prior=prior, seed=call.seed)


def _shipped(call: Call, kind: str) -> Any:
    """The folder of rehearsed weights that fit this policy; None where only the prior was rehearsed."""
    rehearsed = kind == "ppo" and call.settings.PPO_POLICY_MODEL_NAME == "builtin"
    return load("rushes.policies.shipped:shipped_for")(_engine(call)) if rehearsed else None


def _inspect(call: Call, kind: str, folder: Path) -> None:
    inspect = load("rushes.policies.inspection:inspect")
    if kind.startswith("linear_"):
        inspect(folder, kind)
        return
    backbone = call.settings.PPO_POLICY_MODEL_NAME
    like = load("rushes.policies.shipped:FOLDER") if backbone == "builtin" else None
    inspect(folder, kind, backbone=backbone, like=like)


def _learner(name: str) -> Member:
    kind = _KINDS[name]

    def build(call: Call) -> Any:
        policy = fresh(call, kind)
        if kind in ("ppo", "grpo"):
            load("rushes.policies.self_test:check_learning")(policy.settings)
        load("rushes.policies.library:begin")(policy, library(call), shelf(call, kind), _shipped(call, kind))
        return policy

    def note(call: Call) -> str:
        check = partial(_inspect, call, kind)
        told = [load("rushes.policies.library:foretell")(library(call), shelf(call, kind), check)]
        if kind in ("ppo", "grpo"):
            told += load("rushes.policies.step:remarks")(step_settings(call.settings))
        return "; ".join(told)

    needs = _PACKAGES if kind in ("ppo", "grpo") else ()
    return Member(
        part="policy",
        name=kind,
        build=build,
        missing=lambda call: lacks(*needs),
        todo="pip install 'rushes[ppo]'" if needs else "",
        note=note,
    )


POLICIES: Mapping[str, Member] = {
    **{name: _learner(name) for name in ("PPO", "GRPO", "LINUCB", "THOMPSON")},
    "RANDOM": Member(
        part="policy", name="random", build=lambda call: load("rushes.policies.uniform:RandomPolicy")()
    ),
    "FIXED": Member(
        part="policy", name="fixed", build=lambda call: load("rushes.policies.fixed:FixedPolicy")()
    ),
}


def give_back(call: Call, policy: Any, taken: Any, film: str) -> tuple[str, str]:
    """Give a film's learning to the library; return the new entry's name and a note, both may be empty.

    A library that cannot be written does not spoil a film: the note says so.

    Args:
        taken: (state, choice, reward) of every take that was learned from, oldest first.
        film: Identity of the film; it gives back once.
    """
    kind = str(policy.name)
    if not call.settings.POLICY_LEARN or not taken or kind in ("random", "fixed"):
        return "", ""
    rewards = [reward for _, _, reward in taken]
    start = str(taken[0][1].version).partition("+")[0]
    try:
        given = library(call).give_back(
            shelf(call, kind),
            policy,
            start=start,
            taken=taken,
            film=film,
            again=lambda: fresh(call, kind),
            evaluation={"mean_reward": round(sum(rewards) / len(rewards), 4), "takes": len(rewards)},
        )
    except RushesError as error:
        return "", f"What this film taught its director could not be kept in the library: {error.message}."
    return given.entry, given.note
