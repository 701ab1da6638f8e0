// Every operation on secrets through the unmodified SDK, under every api-version.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, poll, secretClient, underEveryVersion } from './connection.mjs';

underEveryVersion('secrets', (version, named) => {
  const secrets = secretClient(version);
  const remove = async (name) => (await secrets.beginDeleteSecret(name, poll)).pollUntilDone();

  test('set, versions, update, disable, delete, recover, purge', async () => {
    const db = named('db');
    const expiresOn = new Date('2037-01-01T00:00:00Z');
    const first = await secrets.setSecret(db, 'one', { contentType: 'text/plain', tags: { owner: 'shop' }, expiresOn });
    const second = await secrets.setSecret(db, 'two');
    assert.equal((await secrets.getSecret(db)).value, 'two');
    const { version } = first.properties;
    const old = await secrets.getSecret(db, { version });
    assert.equal(old.value, 'one');
    assert.equal(old.properties.tags.owner, 'shop');
    assert.equal(old.properties.contentType, 'text/plain');
    assert.equal(old.properties.expiresOn.getTime(), expiresOn.getTime());
    assert.ok((await all(secrets.listPropertiesOfSecrets())).includes(db));
    const versions = await all(secrets.listPropertiesOfSecretVersions(db), 'version');
    assert.deepEqual(versions.sort(), [version, second.properties.version].sort());
    await secrets.updateSecretProperties(db, version, { enabled: false, tags: { owner: 'office' } });
    await assert.rejects(secrets.getSecret(db, { version }), { statusCode: 403 });
    await remove(db);
    await assert.rejects(secrets.getSecret(db), { statusCode: 404 });
    await assert.rejects(secrets.setSecret(db, 'three'), { statusCode: 409 });
    assert.ok((await secrets.getDeletedSecret(db)).properties.recoveryId.endsWith(`/deletedsecrets/${db}`));
    await (await secrets.beginRecoverDeletedSecret(db, poll)).pollUntilDone();
    assert.equal((await secrets.getSecret(db)).value, 'two');
    await remove(db);
    await secrets.purgeDeletedSecret(db);
    await assert.rejects(secrets.getDeletedSecret(db), { statusCode: 404 });
  });

  test('backup and restore bring every version back', async () => {
    const kept = named('kept');
    const first = await secrets.setSecret(kept, 'one');
    await secrets.setSecret(kept, 'two');
    const backup = await secrets.backupSecret(kept);
    await remove(kept);
    assert.ok((await all(secrets.listDeletedSecrets())).includes(kept));
    await assert.rejects(secrets.restoreSecretBackup(backup), { statusCode: 409 });
    await secrets.purgeDeletedSecret(kept);
    assert.equal((await secrets.restoreSecretBackup(backup)).name, kept);
    assert.equal((await secrets.getSecret(kept)).value, 'two');
    assert.equal((await secrets.getSecret(kept, { version: first.properties.version })).value, 'one');
    await assert.rejects(secrets.restoreSecretBackup(Buffer.from('garbage')), { statusCode: 400 });
  });

  test('values of every kind come back as they were', async () => {
    const name = named('value');
    for (const text of ['', 'ä€😀\n"quoted"\t', 'x'.repeat(25_600)]) {
      await secrets.setSecret(name, text);
      assert.equal((await secrets.getSecret(name)).value, text);
    }
    await assert.rejects(secrets.setSecret(name, 'x'.repeat(25_601)), { statusCode: 400 });
  });
});

test('lists of any length are walked, page by page', async () => {
  const secrets = secretClient();
  for (let i = 0; i < 30; i++) await secrets.setSecret(`js-many-${String(i).padStart(2, '0')}`, `v${i}`);
  const names = [];
  for await (const page of secrets.listPropertiesOfSecrets().byPage({ maxPageSize: 5 })) {
    for (const each of page) names.push(each.name);
  }
  const many = names.filter((name) => name.startsWith('js-many-'));
  assert.equal(many.length, 30);
  assert.deepEqual(many, [...many].sort());
});
