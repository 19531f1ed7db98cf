"""What runs and when: Prefect flows, the fetcher, readers of files and dumps, settings, the command line."""

import os

__version__ = "0.12.0"

# Before any library of numbers is loaded, whoever starts us (the command line, a Prefect worker): its threads wait
# for each other on small matrices and made a page cost 60 to 85 % more CPU.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
