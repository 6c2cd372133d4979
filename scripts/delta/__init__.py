"""An invented river delta with ten annual maps; see `make_delta.py`."""
