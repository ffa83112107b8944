"""What a user can choose from: formats of documents, reports and matrices, and targets of rules."""

from policykit.export.targets import TARGETS
from policykit.pipeline.compare import REPORT_FORMATS
from policykit.pipeline.matrix import MATRIX_FORMATS
from policykit.render.formats import FORMATS

__all__ = ["FORMATS", "MATRIX_FORMATS", "REPORT_FORMATS", "TARGETS"]
