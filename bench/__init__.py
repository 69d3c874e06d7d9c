"""How fast the library trains, beside others: `make bench`, and `performance.md`."""
