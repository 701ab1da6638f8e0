"""Every operation on keys but cryptography through the unmodified SDK, under every api-version."""
import hashlib
from datetime import datetime, timedelta, timezone

from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.keyvault.keys import ApiVersion, JsonWebKey, KeyRotationLifetimeAction, KeyRotationPolicy, KeyRotationPolicyAction
from azure.keyvault.keys.crypto import SignatureAlgorithm
from connection import TEXT, cryptography, key_client, under_every_version
from outside import EC, RSA, ecdsa, from_jwk, jwk

DIGEST = hashlib.sha256(TEXT).digest()
PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']


@under_every_version(ApiVersion)
class Keys:
    def setUp(self):
        self.keys = key_client(self.version)

    def remove(self, name):
        self.keys.begin_delete_key(name).wait()

    def test_create_versions_update(self):
        name = self.named('ec')
        expires = datetime(2037, 1, 1, tzinfo=timezone.utc)
        first = self.keys.create_ec_key(name, curve='P-384', tags={'owner': 'shop'}, key_operations=['sign', 'verify'])
        second = self.keys.create_key(name, 'EC')
        self.assertEqual((first.key.crv, second.key.crv), ('P-384', 'P-256'))
        self.assertEqual(self.keys.get_key(name).id, second.id)
        version = first.properties.version
        old = self.keys.get_key(name, version)
        self.assertEqual((old.key.x, old.key.y), (first.key.x, first.key.y))
        self.assertEqual(old.properties.tags, {'owner': 'shop'})
        self.assertEqual(old.properties.recoverable_days, 90 if self.knows('7.1') else None)
        self.assertEqual(old.properties.hsm_platform, '0' if self.knows('7.5') else None)
        changed = self.keys.update_key_properties(
            name, version, enabled=False, expires_on=expires, tags={'owner': 'office'}, key_operations=['verify'])
        self.assertEqual((changed.properties.enabled, changed.properties.expires_on), (False, expires))
        self.assertEqual((changed.properties.tags, changed.key_operations), ({'owner': 'office'}, ['verify']))
        listed = {each.version for each in self.keys.list_properties_of_key_versions(name)}
        self.assertEqual(listed, {version, second.properties.version})
        self.assertIn(name, [each.name for each in self.keys.list_properties_of_keys(max_page_size=25)])
        self.assertIsNone(self.keys.update_key_properties(name, tags={}).properties.expires_on)

    def test_delete_recover_backup_purge_restore(self):
        name = self.named('kept')
        first, second = self.keys.create_ec_key(name), self.keys.create_ec_key(name)
        backup = self.keys.backup_key(name)
        self.refuses(ResourceExistsError, 409, self.keys.restore_key_backup, backup)
        deleted = self.keys.begin_delete_key(name).result()
        self.assertTrue(deleted.recovery_id.endswith(f'/deletedkeys/{name}'))
        self.assertGreater(deleted.scheduled_purge_date, deleted.deleted_date)
        self.refuses(ResourceNotFoundError, 404, self.keys.get_key, name)
        self.refuses(ResourceExistsError, 409, self.keys.create_ec_key, name)
        self.assertEqual(self.keys.get_deleted_key(name).id, second.id)
        self.assertIn(name, [each.name for each in self.keys.list_deleted_keys()])
        recovery = self.keys.begin_recover_deleted_key(name)
        recovery.wait()
        self.assertEqual(recovery.result().id, second.id)
        self.remove(name)
        self.keys.purge_deleted_key(name)
        self.refuses(ResourceNotFoundError, 404, self.keys.get_deleted_key, name)
        self.assertEqual(self.keys.restore_key_backup(backup).id, second.id)
        self.assertEqual(self.keys.get_key(name, first.properties.version).key.x, first.key.x)
        self.refuses(HttpResponseError, 400, self.keys.restore_key_backup, b'garbage')

    def test_imports_keys_made_outside_and_never_shows_their_private_part(self):
        for kind, key, algorithm in [('rsa', RSA, SignatureAlgorithm.rs256), ('ec', EC['P-256'], SignatureAlgorithm.es256)]:
            name = self.named(f'brought-{kind}')
            brought = self.keys.import_key(name, jwk(key), tags={'from': 'outside'})
            self.assertEqual(brought.properties.tags, {'from': 'outside'})
            for shown in [brought, self.keys.get_key(name)]:
                self.assertEqual([getattr(shown.key, each) for each in PRIVATE], [None] * len(PRIVATE))
                self.assertEqual(from_jwk(shown.key).public_numbers(), key.public_key().public_numbers())
            signed = cryptography(brought, self.version).sign(algorithm, DIGEST).signature
            if kind == 'ec':
                ecdsa(key.public_key(), 256, signed)
        self.refuses(HttpResponseError, 400, self.keys.import_key, self.named('bad'), JsonWebKey(kty='RSA', n=b'1', e=b'1'))

    def test_rotation_and_its_policy(self):
        name = self.named('turn')
        key = self.keys.create_ec_key(name, curve='P-384')
        if not self.knows('7.3'):
            policy = KeyRotationPolicy(expires_in='P90D')
            self.refuses(ResourceNotFoundError, 404, self.keys.rotate_key, name)
            self.refuses(ResourceNotFoundError, 404, self.keys.get_key_rotation_policy, name)
            self.refuses(ResourceNotFoundError, 404, self.keys.update_key_rotation_policy, name, policy)
            return
        standard = self.keys.get_key_rotation_policy(name)
        self.assertEqual([each.action for each in standard.lifetime_actions], ['Notify'])
        actions = [KeyRotationLifetimeAction(KeyRotationPolicyAction.rotate, time_after_create='P30D')]
        self.keys.update_key_rotation_policy(name, standard, expires_in='P90D', lifetime_actions=actions)
        policy = self.keys.get_key_rotation_policy(name)
        self.assertEqual(policy.expires_in, 'P90D')
        self.assertIn(('Rotate', 'P30D'), [(each.action, each.time_after_create) for each in policy.lifetime_actions])
        turned = self.keys.rotate_key(name)
        self.assertNotEqual(turned.properties.version, key.properties.version)
        self.assertEqual(turned.key.crv, 'P-384')
        self.assertEqual(turned.properties.expires_on - turned.properties.created_on, timedelta(days=90))
        self.refuses(HttpResponseError, 400, self.keys.update_key_rotation_policy, name, KeyRotationPolicy(), expires_in='P7D')

    def test_random_bytes(self):
        if not self.knows('7.3'):
            self.refuses(ResourceNotFoundError, 404, self.keys.get_random_bytes, 1)
            return
        one, two = self.keys.get_random_bytes(128), self.keys.get_random_bytes(128)
        self.assertEqual((len(one), len(two)), (128, 128))
        self.assertNotEqual(one, two)
        self.refuses(HttpResponseError, 400, self.keys.get_random_bytes, 129)

    def test_what_needs_a_hardware_module_is_refused(self):
        name = self.named('software')
        self.keys.create_ec_key(name)
        if self.knows('7.6-preview.2'):
            self.refuses(HttpResponseError, 400, self.keys.get_key_attestation, name)
        else:
            with self.assertRaises(ValueError):
                self.keys.get_key_attestation(name)
        self.refuses(HttpResponseError, 400, self.keys.create_ec_key, self.named('hard'), hardware_protected=True)


@under_every_version([max(ApiVersion)])
class Lists:
    """Long ones in short pages, under the newest api-version alone."""
    def test_lists_of_any_length_are_walked_page_by_page(self):
        keys = key_client(self.version)
        names = [self.named(f'many-{i}') for i in range(5)]
        for name in names:
            keys.create_ec_key(name)
        pages = [[each.name for each in page] for page in keys.list_properties_of_keys(max_page_size=2).by_page()]
        self.assertTrue(all(len(page) <= 2 for page in pages))
        self.assertEqual([each for page in pages for each in page if each in names], names)
        for name in names:
            keys.begin_delete_key(name).wait()
        deleted = [each.name for each in keys.list_deleted_keys(max_page_size=2)]
        self.assertEqual([each for each in deleted if each in names], names)
