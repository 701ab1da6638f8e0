"""What the tests share: the server of the environment, signed in to, with a fresh client for whoever asks."""
import os
import sys
import unittest
from urllib.parse import urlsplit

import localhost_names  # noqa: F401
from azure.identity import ClientSecretCredential
from azure.keyvault.certificates import CertificateClient
from azure.keyvault.keys import KeyClient
from azure.keyvault.keys.crypto import CryptographyClient
from azure.keyvault.secrets import SecretClient

URL = os.environ['AZURE_KEYVAULT_URL']
SIGN_IN = (os.environ['AZURE_TENANT_ID'], os.environ['AZURE_CLIENT_ID'], os.environ['AZURE_CLIENT_SECRET'])
AUTHORITY = {'authority': os.environ['AZURE_AUTHORITY_HOST'], 'disable_instance_discovery': True}
credential = ClientSecretCredential(*SIGN_IN, **AUTHORITY)
TEXT = b'what is signed'


def options(url, version):
    """The name localhost isn't under the host that tokens are for; a vault's own name is, and there the check stays on."""
    found = {'verify_challenge_resource': urlsplit(url).hostname != 'localhost'}
    return found if version is None else {**found, 'api_version': version}


def key_client(version=None, url=URL, **more):
    return KeyClient(url, credential, **options(url, version), **more)


def cryptography(key, version=None):
    """By a key that was read, or by its id alone: then the client reads it first."""
    return CryptographyClient(key, credential, **options(key if isinstance(key, str) else key.id, version))


def secret_client(version=None, **more):
    return SecretClient(URL, credential, **options(URL, version), **more)


def certificate_client(version=None, **more):
    return CertificateClient(URL, credential, **options(URL, version), **more)


def under_every_version(versions):
    """Makes a test case of the class for each api-version, in `self.version`; with NEWEST_API_VERSION_ALONE in the environment for that.

    In a test, `self.named('x')` is a name of this version's own, and `self.knows('7.3')` is whether what came with 7.3 is known.
    """
    def expand(case):
        module = sys.modules[case.__module__]
        for version in sorted(each.value for each in versions)[-1 if 'NEWEST_API_VERSION_ALONE' in os.environ else 0:]:
            name = f'{case.__name__} {version}'
            setattr(module, name, type(name, (case, UnderVersion), {'version': version, '__module__': case.__module__}))
        return case
    return expand


class UnderVersion(unittest.TestCase):
    version = ''

    def named(self, name):
        return f'py-{name}-{self.version.replace(".", "-")}'

    def knows(self, version):
        """Whether what came with a numbered version is known to this one."""
        return self.version >= version

    def refuses(self, error, status, call, *arguments, **more):
        """The call raises exactly this class, for this status."""
        with self.assertRaises(error) as caught:
            call(*arguments, **more)
        self.assertIs(type(caught.exception), error)
        self.assertEqual(caught.exception.status_code, status, caught.exception.message)
        return caught.exception
