"""Cryptography in the vault through the unmodified SDK, under every api-version; python3-cryptography checks every result."""
import hashlib
import hmac
import os

import unread
from azure.core.exceptions import HttpResponseError
from azure.keyvault.keys import ApiVersion, JsonWebKey
from azure.keyvault.keys.crypto import EncryptionAlgorithm, KeyWrapAlgorithm, SignatureAlgorithm
from connection import TEXT, cryptography, key_client, under_every_version
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.padding import PKCS7
from outside import CURVES, EC, HASHES, RSA, ecdsa, from_jwk, jwk, oaep, pss, signed_ecdsa

DIGESTS = {bits: hashlib.new(f'sha{bits}', TEXT).digest() for bits in HASHES}
RSA_PADDINGS = {'RSA1_5': padding.PKCS1v15(), 'RSA-OAEP': oaep(1), 'RSA-OAEP-256': oaep(256)}
EC_ALGORITHMS = {'P-256': ('ES256', 256), 'P-384': ('ES384', 384), 'P-521': ('ES512', 512), 'P-256K': ('ES256K', 256)}


def damaged(octets):
    return octets[:5] + bytes([octets[5] ^ 1]) + octets[6:]


@under_every_version(ApiVersion)
class Cryptography:
    def setUp(self):
        self.keys = key_client(self.version)
        self.unread = unread.keys(self.version)

    def of_vault(self, key):
        """By its id alone, which the client tries to read and may not: it asks the vault for everything."""
        return cryptography(key.id, self.version)

    def verifies(self, client, algorithm, bits, signature):
        algorithm = SignatureAlgorithm(algorithm)
        self.assertTrue(client.verify(algorithm, DIGESTS[bits], signature).is_valid)
        self.assertFalse(client.verify(algorithm, DIGESTS[bits], damaged(signature)).is_valid)

    def test_rsa_signatures_are_right_here_and_there(self):
        key = self.unread.import_key(self.named('rsa'), jwk(RSA))
        client, public = self.of_vault(key), RSA.public_key()
        for bits, algorithm in HASHES.items():
            pkcs1 = client.sign(SignatureAlgorithm(f'RS{bits}'), DIGESTS[bits]).signature
            public.verify(pkcs1, TEXT, padding.PKCS1v15(), algorithm)
            self.verifies(client, f'RS{bits}', bits, pkcs1)
            salted = client.sign(SignatureAlgorithm(f'PS{bits}'), DIGESTS[bits]).signature
            public.verify(salted, TEXT, pss(bits), algorithm)
            self.verifies(client, f'PS{bits}', bits, salted)

    def test_ec_signatures_are_right_here_and_there(self):
        for curve, (algorithm, bits) in EC_ALGORITHMS.items():
            key = self.unread.create_ec_key(self.named(f'ec-{curve}'), curve=curve)
            signature = self.of_vault(key).sign(SignatureAlgorithm(algorithm), DIGESTS[bits]).signature
            ecdsa(from_jwk(key.key), bits, signature)
            self.verifies(self.of_vault(key), algorithm, bits, signature)

    def test_the_vault_believes_what_was_signed_outside(self):
        for curve, (algorithm, bits) in EC_ALGORITHMS.items():
            key = self.unread.import_key(self.named(f'signer-{curve}'), jwk(EC[curve]))
            self.verifies(self.of_vault(key), algorithm, bits, signed_ecdsa(EC[curve], bits))

    def test_rsa_encrypts_wraps_decrypts_unwraps(self):
        key = self.unread.import_key(self.named('crypt'), jwk(RSA))
        client, content_key = self.of_vault(key), os.urandom(32)
        for name, pad in RSA_PADDINGS.items():
            algorithm, wrap = EncryptionAlgorithm(name), KeyWrapAlgorithm(name)
            self.assertEqual(RSA.decrypt(client.encrypt(algorithm, TEXT).ciphertext, pad), TEXT)
            self.assertEqual(client.decrypt(algorithm, RSA.public_key().encrypt(TEXT, pad)).plaintext, TEXT)
            self.assertEqual(RSA.decrypt(client.wrap_key(wrap, content_key).encrypted_key, pad), content_key)
            self.assertEqual(client.unwrap_key(wrap, RSA.public_key().encrypt(content_key, pad)).key, content_key)
        broken = damaged(RSA.public_key().encrypt(TEXT, oaep(256)))
        self.refuses(HttpResponseError, 400, client.decrypt, EncryptionAlgorithm.rsa_oaep_256, broken)

    def test_the_vault_opens_what_the_client_encrypted_by_itself(self):
        key = self.keys.import_key(self.named('own'), jwk(RSA))
        client = cryptography(key, self.version)
        for name, pad in RSA_PADDINGS.items():
            sealed = client.encrypt(EncryptionAlgorithm(name), TEXT)
            self.assertEqual(RSA.decrypt(sealed.ciphertext, pad), TEXT)
            self.assertEqual(client.decrypt(EncryptionAlgorithm(name), sealed.ciphertext).plaintext, TEXT)
            wrapped = client.wrap_key(KeyWrapAlgorithm(name), TEXT)
            self.assertEqual(client.unwrap_key(KeyWrapAlgorithm(name), wrapped.encrypted_key).key, TEXT)
        signature = client.sign(SignatureAlgorithm.ps256, DIGESTS[256]).signature
        self.verifies(client, 'PS256', 256, signature)

    def test_by_name_and_as_a_key_of_python_cryptography(self):
        name = self.named('facade')
        key = self.keys.import_key(name, jwk(RSA))
        private = self.keys.get_cryptography_client(name).create_rsa_private_key()
        RSA.public_key().verify(private.sign(TEXT, padding.PKCS1v15(), HASHES[256]), TEXT, padding.PKCS1v15(), HASHES[256])
        self.assertEqual(private.decrypt(RSA.public_key().encrypt(TEXT, oaep(256)), oaep(256)), TEXT)
        public = self.keys.get_cryptography_client(name, key_version=key.properties.version).create_rsa_public_key()
        self.assertEqual(RSA.decrypt(public.encrypt(TEXT, oaep(256)), oaep(256)), TEXT)

    def own_key(self, name, octets, operations):
        return self.of_vault(self.unread.import_key(self.named(name), JsonWebKey(kty='oct', k=octets, key_ops=operations)))

    def test_aes_gcm(self):
        for size in self.aes_sizes():
            own = AESGCM(key := os.urandom(size // 8))
            client = self.own_key(f'gcm-{size}', key, ['encrypt', 'decrypt'])
            algorithm, extra, iv = EncryptionAlgorithm(f'A{size}GCM'), b'of the record', os.urandom(12)
            sealed = client.encrypt(algorithm, TEXT, additional_authenticated_data=extra)
            self.assertEqual(own.decrypt(sealed.iv, sealed.ciphertext + sealed.tag, extra), TEXT)
            whole = own.encrypt(iv, TEXT, extra)
            rest = {'iv': iv, 'authentication_tag': whole[-16:], 'additional_authenticated_data': extra}
            self.assertEqual(client.decrypt(algorithm, whole[:-16], **rest).plaintext, TEXT)
            rest['authentication_tag'] = damaged(whole[-16:])
            self.refuses(HttpResponseError, 400, client.decrypt, algorithm, whole[:-16], **rest)

    def test_aes_cbc(self):
        for size in self.aes_sizes():
            key, iv = os.urandom(size // 8), os.urandom(16)
            client = self.own_key(f'cbc-{size}', key, ['encrypt', 'decrypt'])
            cipher, pad, unpad = Cipher(algorithms.AES(key), modes.CBC(iv)), PKCS7(128).padder(), PKCS7(128).unpadder()
            blocks = os.urandom(32)
            for name, plaintext, padded in [(f'A{size}CBC', blocks, blocks),
                                            (f'A{size}CBCPAD', TEXT, pad.update(TEXT) + pad.finalize())]:
                sealed = client.encrypt(EncryptionAlgorithm(name), plaintext, iv=iv)
                self.assertEqual((sealed.iv, cipher.decryptor().update(sealed.ciphertext)), (iv, padded))
                ciphertext = cipher.encryptor().update(padded)
                self.assertEqual(client.decrypt(EncryptionAlgorithm(name), ciphertext, iv=iv).plaintext, plaintext)
            self.assertEqual(unpad.update(padded) + unpad.finalize(), TEXT)

    def test_aes_key_wrap(self):
        for size in self.aes_sizes():
            key, content_key, odd = os.urandom(size // 8), os.urandom(32), os.urandom(21)
            client = self.own_key(f'kw-{size}', key, ['wrapKey', 'unwrapKey'])
            for algorithm in [f'A{size}KW', *(['CKM_AES_KEY_WRAP'] if self.knows('7.6-preview.2') else [])]:
                wrapped = client.wrap_key(algorithm, content_key).encrypted_key
                self.assertEqual(wrapped, keywrap.aes_key_wrap(key, content_key))
                self.assertEqual(client.unwrap_key(algorithm, wrapped).key, content_key)
            # Of these two the client has a name among the algorithms of encryption alone.
            if self.knows('7.6-preview.2'):
                wrapped = client.wrap_key('CKM_AES_KEY_WRAP_PAD', odd).encrypted_key
                self.assertEqual(wrapped, keywrap.aes_key_wrap_with_padding(key, odd))
                self.assertEqual(client.unwrap_key('CKM_AES_KEY_WRAP_PAD', wrapped).key, odd)
            else:
                self.refuses(HttpResponseError, 400, client.wrap_key, 'CKM_AES_KEY_WRAP_PAD', odd)

    def aes_sizes(self):
        """Those of the algorithms that the version knows; the refusal of others is tested here."""
        if self.knows('7.2'):
            return [128, 192, 256]
        client = self.own_key('aes', os.urandom(16), ['encrypt', 'wrapKey'])
        self.refuses(HttpResponseError, 400, client.encrypt, EncryptionAlgorithm.a128_gcm, TEXT)
        self.refuses(HttpResponseError, 400, client.encrypt, EncryptionAlgorithm.a128_cbcpad, TEXT, iv=os.urandom(16))
        self.refuses(HttpResponseError, 400, client.wrap_key, KeyWrapAlgorithm.aes_128, os.urandom(16))
        return []

    def test_hmac(self):
        for bits in HASHES:
            own, algorithm = os.urandom(bits // 8), SignatureAlgorithm(f'HS{bits}')
            client = self.own_key(f'hmac-{bits}', own, ['sign', 'verify'])
            if self.knows('7.6-preview.2'):
                signature = client.sign(algorithm, DIGESTS[bits]).signature
                self.assertEqual(signature, hmac.digest(own, DIGESTS[bits], f'sha{bits}'))
                self.verifies(client, algorithm, bits, signature)
            else:
                self.refuses(HttpResponseError, 400, client.sign, algorithm, DIGESTS[bits])

    def test_a_symmetric_key_made_in_the_vault_never_leaves_it(self):
        key = self.keys.create_oct_key(self.named('oct'), size=256)
        self.assertIsNone(key.key.k)
        if self.knows('7.2'):
            client = cryptography(key, self.version)
            sealed = client.encrypt(EncryptionAlgorithm.a256_gcm, TEXT)
            opened = client.decrypt(EncryptionAlgorithm.a256_gcm, sealed.ciphertext, iv=sealed.iv, authentication_tag=sealed.tag)
            self.assertEqual(opened.plaintext, TEXT)

    def test_operations_that_a_key_is_not_for_are_refused(self):
        client = self.of_vault(self.unread.create_ec_key(self.named('sign-only'), key_operations=['sign']))
        signature = client.sign(SignatureAlgorithm.es256, DIGESTS[256]).signature
        refused = self.refuses(HttpResponseError, 403, client.verify, SignatureAlgorithm.es256, DIGESTS[256], signature)
        self.assertIn('Operation verify is not permitted on this key', refused.message)


@under_every_version([max(ApiVersion)])
class RsaKeys:
    """Those made in the vault: they take long, and so under the newest api-version alone."""
    def test_of_every_size(self):
        for size in [2048, 3072, 4096]:
            key = unread.keys(self.version).create_rsa_key(self.named(f'rsa-{size}'), size=size)
            self.assertEqual(from_jwk(key.key).key_size, size)
            signature = cryptography(key.id, self.version).sign(SignatureAlgorithm.ps512, DIGESTS[512]).signature
            from_jwk(key.key).verify(signature, TEXT, pss(512), HASHES[512])
