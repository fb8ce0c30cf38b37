"""What follows from the records: pure functions of a Ledger, of Git's facts and of a moment."""
