"""Worksheets as PDF, set by typst."""
