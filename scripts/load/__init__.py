"""Land cover, zones and a study of any size; see `make_load.py`."""
