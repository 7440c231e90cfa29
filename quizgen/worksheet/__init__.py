"""Printed worksheets: one form drawn as PDF, HTML and Word, each as sheet, answer key and teacher’s edition."""
