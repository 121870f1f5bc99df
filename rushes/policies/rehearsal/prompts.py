"""What rehearsal films are about: prompts that no benchmark uses."""

from typing import Final

PROMPTS: Final = (
    "A lighthouse keeper rows through the fog to a stranded ship",
    "A girl teaches her grandmother to ride a bicycle in the park",
    "A monkey steals the king's crown and runs across the market",
    "A nurse walks home through the snow after a long night",
    "Two brothers search the attic for their father's compass",
    "A robot learns to dance in an abandoned factory",
    "A farmer and his horse wait for rain in a dry field",
    "A violinist practises in the subway while the trains go by",
    "A cat burglar crosses the roofs of the city by moonlight",
    "An astronaut plants a tree on a red planet",
    "A boy in a yellow raincoat follows a frog through the swamp",
    "A queen leaves her castle at dawn dressed as a shepherd",
    "An old man feeds the pigeons and remembers a summer on the coast",
    "A diver meets a whale under the ice",
    "A teacher finds a letter in the library of an old school",
    "A wolf and a deer share a cave during a storm",
    "A mechanic builds a flying machine in her garage",
    "A child and a snowman travel to the north by train",
    "A cook races through the harbour to catch the last ferry",
    "A painter waits for the light in a field of sunflowers",
    "A pirate captain hides a chest in the jungle",
    "A waitress closes the diner and dances alone",
    "A penguin gets lost in a museum at night",
    "A climber and her dog reach the summit at sunset",
)
