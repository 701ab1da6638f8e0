"""Each credential of azure-identity but an application's secret. Needs a key and its certificate that the application has registered, in
one PEM file that the environment names, for another application the token that a person called it with, and a file that somebody reads
who signs in with the code in it."""
import os
import tempfile
import time
import unittest
import uuid

import connection
import jwt
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import CertificateCredential, ClientAssertionCredential, DeviceCodeCredential, OnBehalfOfCredential, WorkloadIdentityCredential
from azure.keyvault.secrets import SecretClient
from cryptography import x509
from cryptography.hazmat.primitives import hashes

PEM = os.environ.get('SIGNING_CERTIFICATE')
TENANT, CLIENT, _ = connection.SIGN_IN


def assertion(**claims):
    """As a client makes it: by RS256, with the thumbprint that older ones send."""
    with open(PEM, 'rb') as file:
        pem = file.read()
    now = int(time.time())
    said = {
        'aud': f'{os.environ["AZURE_AUTHORITY_HOST"].rstrip("/")}/{TENANT}/oauth2/v2.0/token', 'iss': CLIENT, 'sub': CLIENT,
        'jti': str(uuid.uuid4()), 'nbf': now, 'exp': now + 600, **claims}
    thumbprint = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA1())
    return jwt.encode(said, pem, algorithm='RS256', headers={'x5t': jwt.utils.base64url_encode(thumbprint).decode()})


@unittest.skipUnless(PEM, 'no certificate')
class Credentials(unittest.TestCase):
    def opens_the_vault(self, credential):
        client = SecretClient(connection.URL, credential, **connection.options(connection.URL, None))
        name = f'py-credential-{uuid.uuid4()}'
        client.set_secret(name, 'here')
        self.assertEqual(client.get_secret(name).value, 'here')

    def test_certificate(self):
        self.opens_the_vault(CertificateCredential(TENANT, CLIENT, PEM, **connection.AUTHORITY))

    def test_certificate_with_its_chain(self):
        self.opens_the_vault(CertificateCredential(TENANT, CLIENT, PEM, send_certificate_chain=True, **connection.AUTHORITY))

    def test_assertion(self):
        self.opens_the_vault(ClientAssertionCredential(TENANT, CLIENT, assertion, **connection.AUTHORITY))

    def test_an_assertion_is_taken_once(self):
        same = assertion()
        self.opens_the_vault(ClientAssertionCredential(TENANT, CLIENT, lambda: same, **connection.AUTHORITY))
        with self.assertRaisesRegex(ClientAuthenticationError, 'AADSTS5002723'):
            self.opens_the_vault(ClientAssertionCredential(TENANT, CLIENT, lambda: same, **connection.AUTHORITY))

    def test_workload_identity(self):
        with tempfile.NamedTemporaryFile('w', suffix='.jwt') as file:
            file.write(assertion())
            file.flush()
            self.opens_the_vault(WorkloadIdentityCredential(
                tenant_id=TENANT, client_id=CLIENT, token_file_path=file.name, **connection.AUTHORITY))

    @unittest.skipUnless('USER_ASSERTION' in os.environ, 'no token of a person')
    def test_on_behalf_of_a_person(self):
        self.opens_the_vault(OnBehalfOfCredential(
            TENANT, os.environ['CALLED_CLIENT_ID'], client_secret=os.environ['CALLED_CLIENT_SECRET'],
            user_assertion=os.environ['USER_ASSERTION'], **connection.AUTHORITY))

    @unittest.skipUnless('DEVICE_PROMPT' in os.environ, 'nobody to sign in')
    def test_code_on_a_device(self):
        def prompt(page, code, _expires):
            with open(os.environ['DEVICE_PROMPT'], 'w', encoding='utf-8') as file:
                file.write(f'open the page {page} and enter the code {code} to authenticate')

        self.opens_the_vault(DeviceCodeCredential(tenant_id=TENANT, prompt_callback=prompt, **connection.AUTHORITY))
