"""A certificate of an ACME server through the unmodified SDK; openssl checks the chain.

The server may call the ACME server, and answers it under every name; ACME_DIRECTORY says where it is, ACME_ROOT is the file of its root.
"""
import os
import unittest

from cryptography import x509
from issued import begin, certificates, openssl, save


@unittest.skipUnless('ACME_DIRECTORY' in os.environ, 'no ACME server is given')
class Acme(unittest.TestCase):
    def test_an_acme_server_certifies(self):
        certificates.create_issuer('py-acme', 'ACME', organization_id=os.environ['ACME_DIRECTORY'])
        made = begin('py-of-acme', 'py-acme', 'acme.depot.example').result()
        leaf = save(self, 'py-of-acme', made.cer)
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        self.assertEqual(names.get_values_for_type(x509.DNSName), ['acme.depot.example'])
        verified = openssl('verify', '-CAfile', os.environ['ACME_ROOT'], '-untrusted', 'chain.pem', 'leaf.pem')
        self.assertIn('leaf.pem: OK', verified)
