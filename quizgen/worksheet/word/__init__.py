"""Worksheets as Word documents."""
