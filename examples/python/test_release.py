"""Release of a key to an environment that an authority attests to, through the unmodified SDK, under every api-version that has it.

The authority is one that the server is told of by its setting outside.attestationKeys; the environment says which, and what it attested.
"""
import base64
import hashlib
import json
import os
import unittest

from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.keyvault.keys import ApiVersion, KeyExportEncryptionAlgorithm, KeyReleasePolicy
from azure.keyvault.keys.crypto import SignatureAlgorithm
from connection import TEXT, cryptography, key_client, under_every_version
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap_with_padding
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key
from outside import oaep, signed_ecdsa

env = os.environ


def decoded(part):
    return base64.urlsafe_b64decode(part + '=' * (-len(part) % 4))


@unittest.skipUnless('ATTESTATION' in env, 'no attestation is given')
@under_every_version(ApiVersion)
class Release:
    def test_a_key_is_released_to_an_attested_environment(self):
        keys, name = key_client(self.version), self.named('released')
        rules = {'version': '1.0.0',
                 'anyOf': [{'authority': env['ATTESTATION_ISSUER'], 'allOf': [{'claim': 'sdk-test', 'equals': 'true'}]}]}
        wanted = {'curve': 'P-256', 'exportable': True, 'release_policy': KeyReleasePolicy(json.dumps(rules).encode())}
        if not self.knows('7.3'):
            self.refuses(HttpResponseError, 400, keys.create_ec_key, name, **wanted)
            keys.create_ec_key(name)
            self.refuses(ResourceNotFoundError, 404, keys.release_key, name, env['ATTESTATION'])
            return
        key = keys.create_ec_key(name, **wanted)
        self.assertTrue(key.properties.exportable)
        self.assertEqual(json.loads(key.properties.release_policy.encoded_policy), rules)
        value = keys.release_key(
            name, env['ATTESTATION'], version=key.properties.version, nonce='nonce',
            algorithm=KeyExportEncryptionAlgorithm.rsa_aes_key_wrap_256).value
        payload = json.loads(decoded(value.split('.')[1]))
        self.assertEqual((payload['request']['nonce'], payload['request']['kid']), ('nonce', key.id))
        released = payload['response']['key']['key']
        self.assertEqual(released['kid'], key.id)
        sealed = decoded(json.loads(decoded(released['key_hsm']))['ciphertext'])
        with open(env['ENVIRONMENT_KEY'], 'rb') as file:
            environment = load_pem_private_key(file.read(), None)
        der = aes_key_unwrap_with_padding(environment.decrypt(sealed[:256], oaep(256)), sealed[256:])
        signature = signed_ecdsa(load_der_private_key(der, None), 256)
        digest = hashlib.sha256(TEXT).digest()
        self.assertTrue(cryptography(key, self.version).verify(SignatureAlgorithm.es256, digest, signature).is_valid)
        self.refuses(HttpResponseError, 403, keys.release_key, name, env['ATTESTATION_OF_NOTHING'])
