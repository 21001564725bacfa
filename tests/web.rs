//! Browser tests: what only a browser knows.
