"""The checker: rules for questions and passages."""
