"""Set-up before the first start: system libraries, `.venv`, locked parts. Standard library only.

`main.py` asks `installer.start` at every start; everything else here is imported only when something has to be set up.
"""
