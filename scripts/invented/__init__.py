"""What the invented landscapes of `fixtures/` have in common: noise, outlines, and files that come out the same again."""
