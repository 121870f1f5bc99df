"""Small closed word classes of the prompt reader."""

ARTICLES = frozenset(
    "a an one another the his her their its this that our my some two three four five six both "
    "several".split()
)


LIKE = frozenset(
    "like as statue painting picture drawing photo photograph portrait shape shadow voice sound "
    "poster toy memory".split()
)


BECOME = frozenset("become becomes became becoming".split())
MARKS = frozenset(
    "patch mark star stripe scar badge spot emblem symbol tattoo medal lamp light blaze".split()
)
"""What is seen on a chest that is no furniture."""
PARTS = frozenset(
    "hand face eye head hair body figure silhouette shape back shoulder arm finger foot leg paw tail wing "
    "mouth smile gaze expression".split()
)
"""What shows whose it is."""


PRONOUNS = {
    "he": "man",
    "his": "man",
    "him": "man",
    "she": "woman",
    "her": "woman",
    "it": "",
    "its": "",
    "they": "",
    "their": "",
    "them": "",
}


NOT_NAMES = frozenset(
    "the a an in on at from with and but then first when while as it he she they his her their its "
    "this that these those there one two "
    "three slowly suddenly finally later next after before camera wide medium close full extreme "
    "over low high eye static handheld style "
    "mood light soft golden dawn morning noon afternoon dusk night rain snow fog storm no every "
    "each shot scene hand hand-painted warm cold "
    "same keep begin exactly previously now meanwhile inside outside beneath above below behind far "
    "mid near cinematic film key colours "
    "colors palette background foreground depth is are was were has have whose who where both "
    "together".split()
)


COMPOUND = frozenset(
    "fur skin scale tail wool feather leather hide horn house cage stable hut bowl tank food market "
    "bone hat coat cap track print "
    "road park station shop gate cart mask costume suit uniform tooth bed statue light sign mark "
    "noise sound".split()
)


STOPS = frozenset(
    "in on at of with by from to and or but for into onto over under near is are was were be that "
    "which who then".split()
)
