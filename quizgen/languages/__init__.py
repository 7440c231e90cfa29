"""The languages that ship: one YAML file each, with labels, calendar, vocabulary, typography and pages."""
