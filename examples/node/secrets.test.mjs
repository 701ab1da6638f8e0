// Every operation on secrets through the unmodified SDK.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, poll, secretClient } from './connection.mjs';

const secrets = secretClient();
const remove = async (name) => (await secrets.beginDeleteSecret(name, poll)).pollUntilDone();

test('set, versions, update, disable, delete, recover, purge', async () => {
  const expiresOn = new Date('2037-01-01T00:00:00Z');
  const first = await secrets.setSecret('js-db', 'one', { contentType: 'text/plain', tags: { owner: 'shop' }, expiresOn });
  const second = await secrets.setSecret('js-db', 'two');
  assert.equal((await secrets.getSecret('js-db')).value, 'two');
  const { version } = first.properties;
  const old = await secrets.getSecret('js-db', { version });
  assert.equal(old.value, 'one');
  assert.equal(old.properties.tags.owner, 'shop');
  assert.equal(old.properties.contentType, 'text/plain');
  assert.equal(old.properties.expiresOn.getTime(), expiresOn.getTime());
  const versions = await all(secrets.listPropertiesOfSecretVersions('js-db'), 'version');
  assert.deepEqual(versions.sort(), [version, second.properties.version].sort());
  await secrets.updateSecretProperties('js-db', version, { enabled: false, tags: { owner: 'office' } });
  await assert.rejects(secrets.getSecret('js-db', { version }), { statusCode: 403 });
  await remove('js-db');
  await assert.rejects(secrets.getSecret('js-db'), { statusCode: 404 });
  await assert.rejects(secrets.setSecret('js-db', 'three'), { statusCode: 409 });
  assert.ok((await secrets.getDeletedSecret('js-db')).properties.recoveryId.endsWith('/deletedsecrets/js-db'));
  await (await secrets.beginRecoverDeletedSecret('js-db', poll)).pollUntilDone();
  assert.equal((await secrets.getSecret('js-db')).value, 'two');
  await remove('js-db');
  await secrets.purgeDeletedSecret('js-db');
  await assert.rejects(secrets.getDeletedSecret('js-db'), { statusCode: 404 });
});

test('backup and restore bring every version back', async () => {
  const first = await secrets.setSecret('js-kept', 'one');
  await secrets.setSecret('js-kept', 'two');
  const backup = await secrets.backupSecret('js-kept');
  await remove('js-kept');
  assert.ok((await all(secrets.listDeletedSecrets())).includes('js-kept'));
  await assert.rejects(secrets.restoreSecretBackup(backup), { statusCode: 409 });
  await secrets.purgeDeletedSecret('js-kept');
  assert.equal((await secrets.restoreSecretBackup(backup)).name, 'js-kept');
  assert.equal((await secrets.getSecret('js-kept')).value, 'two');
  assert.equal((await secrets.getSecret('js-kept', { version: first.properties.version })).value, 'one');
  await assert.rejects(secrets.restoreSecretBackup(Buffer.from('garbage')), { statusCode: 400 });
});

test('values of every kind come back as they were', async () => {
  for (const value of ['', 'ä€😀\n"quoted"\t', 'x'.repeat(25_600)]) {
    await secrets.setSecret('js-value', value);
    assert.equal((await secrets.getSecret('js-value')).value, value);
  }
  await assert.rejects(secrets.setSecret('js-value', 'x'.repeat(25_601)), { statusCode: 400 });
});

test('lists of any length are walked, page by page', async () => {
  for (let i = 0; i < 30; i++) await secrets.setSecret(`js-many-${String(i).padStart(2, '0')}`, `v${i}`);
  const names = [];
  for await (const page of secrets.listPropertiesOfSecrets().byPage({ maxPageSize: 1 })) {
    for (const each of page) names.push(each.name);
  }
  const many = names.filter((name) => name.startsWith('js-many-'));
  assert.equal(many.length, 30);
  assert.deepEqual(many, [...many].sort());
});
