"""What the tests of issuers share: a certificate that a named issuer made, saved for the openssl program."""
import subprocess
import tempfile
from pathlib import Path

from azure.keyvault.certificates import CertificatePolicy
from connection import certificate_client, secret_client
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

certificates, secrets = certificate_client(), secret_client()
_folder = tempfile.TemporaryDirectory(prefix='issuers-')
FOLDER = Path(_folder.name)


def openssl(*words):
    """What it said, in whichever way it ended."""
    return subprocess.run(['openssl', *map(str, words)], cwd=FOLDER, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout


def begin(name, issuer, dns_name):
    """Asks for news twenty times a second, where the client's default is every five seconds."""
    return certificates.begin_create_certificate(name, CertificatePolicy(
        issuer, subject=f'CN={dns_name}', san_dns_names=[dns_name], key_type='EC', key_curve_name='P-256',
        content_type='application/x-pem-file', validity_in_months=3), _polling_interval=0.05)


def save(test, name, cer):
    """Writes leaf.pem and chain.pem, out of the secret."""
    value = secrets.get_secret(name).value.encode()
    leaf, *chain = x509.load_pem_x509_certificates(value)
    test.assertEqual(leaf.public_bytes(Encoding.DER), bytes(cer))
    test.assertEqual(load_pem_private_key(value, None).public_key(), leaf.public_key())
    test.assertTrue(chain)
    for file, found in [('leaf.pem', [leaf]), ('chain.pem', chain)]:
        (FOLDER / file).write_bytes(b''.join(each.public_bytes(Encoding.PEM) for each in found))
    return leaf
