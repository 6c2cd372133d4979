//! The page of a small study.
