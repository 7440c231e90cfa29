"""Updates: an earlier build beside the next one, and what students would lose."""
