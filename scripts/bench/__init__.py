"""Times programs on the same files, and compares what they count; see `bench_peers.py`."""
