"""The asynchronous clients (azure...aio, over aiohttp): a walk through keys, cryptography, secrets and certificates."""
import asyncio
import hashlib
import unittest
from contextlib import AsyncExitStack

from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError
from azure.identity.aio import ClientSecretCredential
from azure.keyvault.certificates.aio import CertificateClient
from azure.keyvault.keys.aio import KeyClient
from azure.keyvault.keys.crypto import EncryptionAlgorithm, SignatureAlgorithm
from azure.keyvault.keys.crypto.aio import CryptographyClient
from azure.keyvault.secrets.aio import SecretClient
from connection import AUTHORITY, SIGN_IN, TEXT, URL, options
from outside import ecdsa, from_jwk
from test_certificates import of, policy


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.open = AsyncExitStack()
        self.credential = await self.open.enter_async_context(ClientSecretCredential(*SIGN_IN, **AUTHORITY))

    async def asyncTearDown(self):
        await self.open.aclose()

    async def client(self, kind, target=URL):
        return await self.open.enter_async_context(kind(target, self.credential, **options(URL, None)))

    async def test_keys_and_cryptography(self):
        keys = await self.client(KeyClient)
        key = await keys.create_ec_key('py-aio-ec')
        digest = hashlib.sha256(TEXT).digest()
        signed = await (await self.client(CryptographyClient, key)).sign(SignatureAlgorithm.es256, digest)
        ecdsa(from_jwk(key.key), 256, signed.signature)
        client = await self.client(CryptographyClient, await keys.create_oct_key('py-aio-oct', size=256))
        sealed = await client.encrypt(EncryptionAlgorithm.a256_gcm, TEXT)
        opened = await client.decrypt(
            EncryptionAlgorithm.a256_gcm, sealed.ciphertext, iv=sealed.iv, authentication_tag=sealed.tag)
        self.assertEqual(opened.plaintext, TEXT)
        self.assertNotEqual((await keys.rotate_key('py-aio-ec')).id, key.id)
        self.assertEqual(len([each async for each in keys.list_properties_of_key_versions('py-aio-ec')]), 2)
        self.assertEqual(len(await keys.get_random_bytes(16)), 16)
        backup = await keys.backup_key('py-aio-ec')
        await keys.delete_key('py-aio-ec')
        await keys.recover_deleted_key('py-aio-ec')
        await keys.delete_key('py-aio-ec')
        await keys.purge_deleted_key('py-aio-ec')
        self.assertEqual((await keys.restore_key_backup(backup)).name, 'py-aio-ec')

    async def test_secrets(self):
        secrets = await self.client(SecretClient)
        # One caller has to meet the first challenge alone: of several this release of the client would send the last one's request
        # for all.
        await secrets.set_secret('py-aio-first', 'v')
        names = [f'py-aio-{i:02}' for i in range(30)]
        await asyncio.gather(*(secrets.set_secret(name, name) for name in names))
        found = await asyncio.gather(*(secrets.get_secret(name) for name in names))
        self.assertEqual([each.value for each in found], names)
        listed = [each.name async for each in secrets.list_properties_of_secrets()]
        self.assertEqual([each for each in listed if each in names], names)
        await secrets.delete_secret(names[0])
        with self.assertRaises(ResourceNotFoundError):
            await secrets.get_secret(names[0])
        with self.assertRaises(ResourceExistsError):
            await secrets.set_secret(names[0], 'again')
        await secrets.recover_deleted_secret(names[0])
        self.assertEqual((await secrets.get_secret(names[0])).value, names[0])

    async def test_certificates(self):
        certificates = await self.client(CertificateClient)
        made = await certificates.create_certificate('py-aio-certificate', policy('CN=aio.example'), _polling_interval=0.05)
        of(made).verify_directly_issued_by(of(made))
        self.assertEqual((await certificates.get_certificate_policy('py-aio-certificate')).subject, 'CN=aio.example')
        await certificates.delete_certificate('py-aio-certificate')
        await certificates.purge_deleted_certificate('py-aio-certificate')
        with self.assertRaises(ResourceNotFoundError):
            await certificates.get_deleted_certificate('py-aio-certificate')
