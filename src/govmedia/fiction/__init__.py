"""Invents provinces: the starter prefecture grown by word lists into a whole province, with or without its years of history.

Everything follows from a seed and a moment; the same two give the same files and the same commits.
"""
