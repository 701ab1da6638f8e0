"""ManagedIdentityCredential of azure-identity, at the endpoint that the environment names in one of Azure's ways."""
import os
import unittest
import uuid

import connection
from azure.identity import ManagedIdentityCredential
from azure.keyvault.secrets import SecretClient

HERE = os.environ.get('IDENTITY_ENDPOINT') or os.environ.get('AZURE_POD_IDENTITY_AUTHORITY_HOST')


@unittest.skipUnless(HERE, 'no managed identity')
class ManagedIdentity(unittest.TestCase):
    def opens_the_vault(self, credential):
        client = SecretClient(connection.URL, credential, **connection.options(connection.URL, None))
        name = f'py-identity-{uuid.uuid4()}'
        client.set_secret(name, 'here')
        self.assertEqual(client.get_secret(name).value, 'here')

    def test_the_first_identity(self):
        self.opens_the_vault(ManagedIdentityCredential())

    def test_by_its_client_id(self):
        self.opens_the_vault(ManagedIdentityCredential(client_id=os.environ['AZURE_CLIENT_ID']))
