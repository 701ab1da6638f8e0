"""A secret and a signature with the Azure SDK for Python, against the server that `keyward serve --dev` starts.

Start it with the variables of its environment file, for instance:
  set -a; . ~/.keyward/dev.env; set +a; python3 tour.py
"""
import base64
import hashlib
import os
from urllib.parse import urlsplit

import localhost_names  # noqa: F401, needed only where the system doesn't resolve names under localhost
from azure.identity import ClientSecretCredential
from azure.keyvault.keys import KeyClient
from azure.keyvault.keys.crypto import CryptographyClient, SignatureAlgorithm
from azure.keyvault.secrets import SecretClient

env = os.environ
url = env['AZURE_KEYVAULT_URL']
credential = ClientSecretCredential(env['AZURE_TENANT_ID'], env['AZURE_CLIENT_ID'], env['AZURE_CLIENT_SECRET'],
                                    authority=env['AZURE_AUTHORITY_HOST'], disable_instance_discovery=True)
# The name localhost isn't under the host that tokens are for; a vault's own name is, and there the check stays on.
options = {'verify_challenge_resource': urlsplit(url).hostname != 'localhost'}

secrets = SecretClient(url, credential, **options)
secrets.set_secret('greeting', 'hello')
print('secret:', secrets.get_secret('greeting').value)

keys = KeyClient(url, credential, **options)
key = keys.create_ec_key('signer', curve='P-256')
digest = hashlib.sha256(b'a document').digest()
signed = CryptographyClient(key, credential, **options).sign(SignatureAlgorithm.es256, digest)
print('signature:', base64.b64encode(signed.signature).decode())
