"""Workers: the pool of processes that extract."""
