"""For `nbgrader collect`: takes in what students have put into the exchange, and follows no link of theirs.

They own their folders there, and may exchange what is in them at any time.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.exchange.default import ExchangeCollect

from grading.isolation.handed_in import copy_files


class Collect(ExchangeCollect):
    """nbgrader's own, on a copy that holds nothing but files and folders."""

    def do_copy(self, src, dest, log=None):
        with TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            for path in copy_files(Path(src), copy, 1000 * self.coursedir.max_dir_size):
                self.log.warning("%r is left out: it is a link, or no plain file, or too large", path)
            copy.chmod(0o755)
            super().do_copy(str(copy), dest, log)
