"""Every operation on secrets through the unmodified SDK, under every api-version."""
from datetime import datetime, timezone

from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.keyvault.secrets import ApiVersion
from connection import secret_client, under_every_version


@under_every_version(ApiVersion)
class Secrets:
    def setUp(self):
        self.secrets = secret_client(self.version)

    def remove(self, name):
        self.secrets.begin_delete_secret(name).wait()

    def test_set_versions_update_disable(self):
        name = self.named('db')
        expires = datetime(2037, 1, 1, tzinfo=timezone.utc)
        starts = datetime(2020, 1, 1, tzinfo=timezone.utc)
        first = self.secrets.set_secret(
            name, 'one', content_type='text/plain', tags={'owner': 'shop'}, expires_on=expires, not_before=starts)
        second = self.secrets.set_secret(name, 'two')
        self.assertEqual(self.secrets.get_secret(name).value, 'two')
        version = first.properties.version
        old = self.secrets.get_secret(name, version)
        self.assertEqual(old.value, 'one')
        self.assertEqual(old.properties.tags, {'owner': 'shop'})
        self.assertEqual(old.properties.content_type, 'text/plain')
        self.assertEqual((old.properties.not_before, old.properties.expires_on), (starts, expires))
        self.assertIsNotNone(old.properties.created_on)
        self.assertEqual(old.properties.recoverable_days, 90 if self.knows('7.1') else None)
        listed = {each.version for each in self.secrets.list_properties_of_secret_versions(name)}
        self.assertEqual(listed, {version, second.properties.version})
        self.assertIn(name, [each.name for each in self.secrets.list_properties_of_secrets()])
        changed = self.secrets.update_secret_properties(
            name, version, enabled=False, content_type='text/html', tags={'owner': 'office'})
        self.assertEqual((changed.enabled, changed.content_type, changed.tags), (False, 'text/html', {'owner': 'office'}))
        self.refuses(HttpResponseError, 403, self.secrets.get_secret, name, version)
        self.assertEqual(self.secrets.get_secret(name).value, 'two')

    def test_delete_recover_backup_purge_restore(self):
        name = self.named('kept')
        first = self.secrets.set_secret(name, 'one')
        second = self.secrets.set_secret(name, 'two')
        backup = self.secrets.backup_secret(name)
        self.refuses(ResourceExistsError, 409, self.secrets.restore_secret_backup, backup)
        deleted = self.secrets.begin_delete_secret(name).result()
        self.assertTrue(deleted.recovery_id.endswith(f'/deletedsecrets/{name}'))
        self.assertGreater(deleted.scheduled_purge_date, deleted.deleted_date)
        self.refuses(ResourceNotFoundError, 404, self.secrets.get_secret, name)
        self.refuses(ResourceExistsError, 409, self.secrets.set_secret, name, 'three')
        self.assertEqual(self.secrets.get_deleted_secret(name).id, second.id)
        self.assertIn(name, [each.name for each in self.secrets.list_deleted_secrets()])
        recovery = self.secrets.begin_recover_deleted_secret(name)
        recovery.wait()
        self.assertEqual(recovery.result().id, second.id)
        self.assertEqual(self.secrets.get_secret(name).value, 'two')
        self.remove(name)
        self.secrets.purge_deleted_secret(name)
        self.refuses(ResourceNotFoundError, 404, self.secrets.get_deleted_secret, name)
        self.assertEqual(self.secrets.restore_secret_backup(backup).name, name)
        self.assertEqual(self.secrets.get_secret(name).value, 'two')
        self.assertEqual(self.secrets.get_secret(name, first.properties.version).value, 'one')
        self.refuses(HttpResponseError, 400, self.secrets.restore_secret_backup, b'garbage')

    def test_values_of_every_kind_come_back_as_they_were(self):
        name = self.named('value')
        for value in ['', 'ä€😀\n"quoted"\t', 'x' * 25_600]:
            self.secrets.set_secret(name, value)
            self.assertEqual(self.secrets.get_secret(name).value, value)
        self.refuses(HttpResponseError, 400, self.secrets.set_secret, name, 'x' * 25_601)


@under_every_version([max(ApiVersion)])
class Lists:
    """Long ones in short pages, under the newest api-version alone."""
    def test_lists_of_any_length_are_walked_page_by_page(self):
        secrets = secret_client(self.version)
        names = [self.named(f'many-{i}') for i in range(5)]
        for name in names:
            secrets.set_secret(name, 'v')
        pages = [[each.name for each in page] for page in secrets.list_properties_of_secrets(max_page_size=2).by_page()]
        self.assertTrue(all(len(page) <= 2 for page in pages))
        listed = [each for page in pages for each in page]
        self.assertEqual([each for each in listed if each in names], names)
        self.assertEqual(listed, sorted(listed))
        for name in names:
            secrets.begin_delete_secret(name).wait()
        deleted = [each.name for each in secrets.list_deleted_secrets(max_page_size=2)]
        self.assertEqual([each for each in deleted if each in names], names)
