"""The room of the director's policies: who decides how each take is directed.

`fixed` and `uniform` need no learning, `linear` holds the bandits, `ppo` the language-model policy.
All of them speak the vocabulary of `rushes.direction` and satisfy `rushes.seams.Policy`.
"""
