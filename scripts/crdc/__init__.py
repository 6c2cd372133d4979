"""An invented landscape for the fifteen cities of the paper; see `make_crdc.py`."""
