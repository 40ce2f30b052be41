"""The trap that pins PySide6: 6.12.0 takes a reference from None at each call that returns nothing, until Python dies."""

import subprocess
import sys

CALLS = 40_000  # the interpreter died after about 5,000
PROGRAM = f"""
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range({CALLS}):
    label.setText("text")
lost = before - sys.getrefcount(None)
print("lost", lost)
"""


def test_forty_thousand_calls_that_return_nothing_leave_none_alone():
    # in a process of its own: where the trap is, it kills the process
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-400:]
    lost = int(run.stdout.split()[-1])
    assert abs(lost) < CALLS / 100
