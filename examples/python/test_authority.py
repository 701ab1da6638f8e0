"""Certificates of the vault's own authority through the unmodified SDK; openssl checks the chains, with the revocation lists."""
import unittest
import urllib.request

from azure.core.rest import HttpRequest
from connection import URL
from issued import FOLDER, begin, certificates, openssl, save

AUTHORITY = f'{URL}/certificate-authority/'


def download(file):
    """Anybody may; the clients read nothing but JSON."""
    with urllib.request.urlopen(AUTHORITY + file) as answer:
        (FOLDER / file).write_bytes(answer.read())


def verify():
    names = ['root-1', 'intermediate-1']
    for name in names:
        download(f'{name}.crl')
    lists = [openssl('crl', '-inform', 'DER', '-in', f'{name}.crl') for name in names]
    (FOLDER / 'lists.pem').write_text(''.join(lists))
    return openssl('verify', '-crl_check_all', '-CRLfile', 'lists.pem', '-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'leaf.pem')


class Authority(unittest.TestCase):
    def send(self, *request, **more):
        answer = certificates.send_request(HttpRequest(*request, **more))
        answer.raise_for_status()
        return answer.json()

    def test_the_authority_of_the_vault_certifies_and_revokes(self):
        certificates.create_issuer('py-authority', 'Keyward', organization_id='depot.example,*.depot.example')
        made = begin('py-of-authority', 'py-authority', 'www.depot.example').result()
        self.assertEqual(made.policy.issuer_name, 'py-authority')
        leaf = save(self, 'py-of-authority', made.cer)
        download('root-1.cer')
        openssl('x509', '-inform', 'DER', '-in', 'root-1.cer', '-out', 'root.pem')
        self.assertIn('leaf.pem: OK', verify())
        self.send('POST', f'{AUTHORITY}revoke', json={'serialNumber': f'{leaf.serial_number:x}', 'reason': 'superseded'})
        self.assertIn('certificate revoked', verify())

    def test_what_the_issuer_does_not_permit_fails(self):
        certificates.create_issuer('py-narrow', 'Keyward', organization_id='depot.example')
        # This release of the client can read no failed operation: it expects an inner error in every inner error.
        with self.assertRaises(AttributeError):
            begin('py-strange', 'py-narrow', 'other.example').result()
        operation = self.send('GET', f'{URL}/certificates/py-strange/pending')
        self.assertEqual(operation['status'], 'failed')
        self.assertIn('other.example', operation['error']['message'])
