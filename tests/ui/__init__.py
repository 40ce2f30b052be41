"""Tests of the window's parts, each built alone and driven as a person would."""
