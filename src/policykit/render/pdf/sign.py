"""An electronic signature in the PDF itself: PAdES B-B (ETSI EN 319 142-1), invisible, allowing no change after it.

Invisible, because a drawn signature would bring fonts and a form field that break PDF/A and PDF/UA.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policykit.render.pdf.codes import PDF_SIGN, refuse
from policykit.signature import load_signing, read_key, read_trust

if TYPE_CHECKING:
    from datetime import datetime

_FIELD = "Signature"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What can be said of a PDF's signature. `signer` is the certificate's subject, as it names itself.

    `intact`: the signature fits the bytes it covers. `covers_file`: these are the whole file, nothing was added after.
    `trusted`: the certificate leads to one of the roots that were given. `signed_at` is what the signer's clock said.
    """

    signer: str
    intact: bool
    covers_file: bool
    trusted: bool
    signed_at: datetime | None

    @property
    def unaltered(self) -> bool:
        """Whether not one byte of the file has changed since it was signed, whoever signed it."""
        return self.intact and self.covers_file


def sign_pdf(pdf: bytes, pkcs12: bytes, passphrase: bytes, *, signed_at: datetime) -> bytes:
    """Give `pdf` with a signature by the key in `pkcs12` (a `.p12` or `.pfx` file's content).

    `signed_at` is the moment to claim, with a time zone. The text and its conformance are untouched: the signature is
    added behind the file as it was.

    Raises:
        PolicykitError: `sign-key` without pyHanko, or for a wrong passphrase or key; `pdf-sign` for a damaged PDF.
    """
    signers = load_signing("pyhanko.sign.signers")
    fields = load_signing("pyhanko.sign.fields")
    writer = load_signing("pyhanko.pdf_utils.incremental_writer")
    signer = read_key(pkcs12, passphrase)

    class DatedSigner(signers.PdfSigner):  # type: ignore[name-defined,misc]
        """Signs at the moment it is told, for no other part of this program looks at a clock."""

        def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
            session = super().init_signing_session(*arguments, **options)
            session.system_time = signed_at
            return session

    metadata = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    field = fields.SigFieldSpec(_FIELD, empty_field_appearance=True)
    errors = load_signing("pyhanko.pdf_utils.misc")
    try:
        update = writer.IncrementalPdfFileWriter(BytesIO(pdf))
        signed: bytes = DatedSigner(metadata, signer, new_field_spec=field).sign_pdf(update).getvalue()
    except (errors.PdfError, ValueError) as error:
        raise refuse(PDF_SIGN, "this PDF cannot be signed: it is damaged, or signed already") from error
    return signed


def verify_signature(pdf: bytes, *, roots: tuple[bytes, ...] = ()) -> SignatureReport | None:
    """Say what the signature of `pdf` is worth; nothing when there is none.

    `roots` are certificates to trust, as DER or PEM. Nothing is fetched, so revocation is not asked after.

    Raises:
        PolicykitError: `sign-key` without pyHanko, or for a root that is no certificate; `pdf-sign` when file or
            signature cannot be read.
    """
    reader = load_signing("pyhanko.pdf_utils.reader")
    validation = load_signing("pyhanko.sign.validation")
    status = load_signing("pyhanko.sign.validation.status")
    errors = load_signing("pyhanko.pdf_utils.misc")
    context = read_trust(roots)
    try:
        signatures = reader.PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not signatures:
            return None
        result = validation.validate_pdf_signature(signatures[0], signer_validation_context=context)
    except (errors.PdfError, status.SignatureValidationError, ValueError, TypeError, LookupError) as error:
        raise refuse(PDF_SIGN, "the signature of this PDF cannot be read") from error
    return SignatureReport(
        signer=str(result.signing_cert.subject.human_friendly),
        intact=bool(result.intact and result.valid) and _is_gap_clean(pdf, signatures[0]),
        covers_file=result.coverage == status.SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(result.trusted),
        signed_at=result.signer_reported_dt,
    )


def _is_gap_clean(pdf: bytes, signature: Any) -> bool:
    """Say whether the one stretch that a signature does not cover, the signature itself, holds nothing else."""
    start, end = signature.byte_range[1], signature.byte_range[2]
    content: bytes = signature.pkcs7_content
    length = len(load_signing("asn1crypto.cms").ContentInfo.load(content).dump())
    return pdf[start:end] == b"<" + content.hex().upper().encode() + b">" and not any(content[length:])
