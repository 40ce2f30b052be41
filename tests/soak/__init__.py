"""Hours of use in minutes: a register that is lived in and killed, over and over. Not part of the ordinary tests."""
