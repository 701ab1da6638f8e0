"""A certificate authority that knows nothing of the vault, of python3-cryptography."""
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name('Outside Authority')
        self.certificate = self._certify(self.name, self.key.public_key(), x509.BasicConstraints(True, None))

    def sign(self, request):
        """The certificate for a request, whose own signature has to be right."""
        assert request.is_signature_valid
        return self._certify(request.subject, request.public_key(), x509.BasicConstraints(False, None))

    def issue(self, name):
        key = ec.generate_private_key(ec.SECP256R1())
        return Issued(self, key, self._certify(_name(name), key.public_key(), x509.BasicConstraints(False, None)))

    def _certify(self, subject, key, constraints):
        now = datetime.now(timezone.utc)
        return (x509.CertificateBuilder(self.name, subject, key, x509.random_serial_number(), now, now + timedelta(days=10))
                .add_extension(constraints, True).sign(self.key, SHA256()))


@dataclass
class Issued:
    """What an authority's customer has as files: a key, its certificate, and the authority's."""
    authority: Authority
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def pfx(self, password):
        protection = BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(b'own', self.key, self.certificate, [self.authority.certificate], protection)

    def pem(self):
        chain = [each.public_bytes(Encoding.PEM) for each in [self.certificate, self.authority.certificate]]
        return b''.join([self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), *chain])
