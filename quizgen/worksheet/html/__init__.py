"""Worksheets as HTML pages."""
