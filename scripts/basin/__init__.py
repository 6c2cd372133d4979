"""An invented river basin in degrees; see `make_basin.py`."""
