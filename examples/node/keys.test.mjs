// The life of keys through the unmodified SDK.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import test from 'node:test';
import { all, cryptography, keyClient, poll, text } from './connection.mjs';

const keys = keyClient();
const digest = createHash('sha256').update(text).digest();
const remove = async (name) => (await keys.beginDeleteKey(name, poll)).pollUntilDone();

for (const [kind, members, options] of [
  ['ec', ['x', 'y', 'd'], { namedCurve: 'P-256' }],
  ['rsa', ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], { modulusLength: 2048 }],
]) {
  test(`imports a key made outside and never shows its private part: ${kind}`, async () => {
    const { privateKey } = generateKeyPairSync(kind, options);
    const jwk = privateKey.export({ format: 'jwk' });
    const name = `js-brought-${kind}`;
    const key = await keys.importKey(name, {
      kty: jwk.kty,
      crv: jwk.crv,
      keyOps: ['sign', 'verify'],
      ...Object.fromEntries(members.map((each) => [each, Buffer.from(jwk[each], 'base64url')])),
    });
    for (const shown of [key, await keys.getKey(name)]) {
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(shown.key[secret], undefined);
    }
    const { result } = await cryptography(key).sign(kind === 'ec' ? 'ES256' : 'RS256', digest);
    assert.ok(verify('sha256', text, { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' }, result));
  });
}

test('update, versions, delete, recover, backup, purge, restore', async () => {
  const first = await keys.createEcKey('js-life', { curve: 'P-256' });
  const second = await keys.createEcKey('js-life', { curve: 'P-256' });
  await keys.updateKeyProperties('js-life', { tags: { stage: 'test' } });
  await keys.updateKeyProperties('js-life', first.properties.version, { enabled: false, keyOps: ['verify'] });
  assert.equal((await keys.getKey('js-life')).properties.tags.stage, 'test');
  const old = await keys.getKey('js-life', { version: first.properties.version });
  assert.equal(old.properties.enabled, false);
  assert.deepEqual(old.keyOperations, ['verify']);
  assert.deepEqual(old.key.x, first.key.x);
  const versions = await all(keys.listPropertiesOfKeyVersions('js-life'), 'version');
  assert.deepEqual(versions.sort(), [first.properties.version, second.properties.version].sort());
  await remove('js-life');
  await assert.rejects(keys.getKey('js-life'), { statusCode: 404 });
  await assert.rejects(keys.createEcKey('js-life'), { statusCode: 409 });
  assert.ok((await keys.getDeletedKey('js-life')).properties.recoveryId.endsWith('/deletedkeys/js-life'));
  await (await keys.beginRecoverDeletedKey('js-life', poll)).pollUntilDone();
  const backup = await keys.backupKey('js-life');
  await assert.rejects(keys.restoreKeyBackup(backup), { statusCode: 409 });
  await remove('js-life');
  await keys.purgeDeletedKey('js-life');
  await assert.rejects(keys.getDeletedKey('js-life'), { statusCode: 404 });
  assert.equal((await keys.restoreKeyBackup(backup)).id, second.id);
  const restored = await keys.getKey('js-life', { version: first.properties.version });
  assert.deepEqual(restored.key.x, first.key.x);
  await assert.rejects(keys.restoreKeyBackup(Buffer.from('garbage')), { statusCode: 400 });
});

test('rotation and its policy', async () => {
  const key = await keys.createEcKey('js-turn', { curve: 'P-384', tags: { stage: 'test' } });
  assert.deepEqual((await keys.getKeyRotationPolicy('js-turn')).lifetimeActions.map((each) => each.action), ['Notify']);
  const set = await keys.updateKeyRotationPolicy('js-turn', {
    expiresIn: 'P90D',
    lifetimeActions: [{ action: 'Rotate', timeAfterCreate: 'P30D' }],
  });
  assert.equal(set.expiresIn, 'P90D');
  const policy = await keys.getKeyRotationPolicy('js-turn');
  assert.equal(policy.expiresIn, 'P90D');
  assert.equal(policy.lifetimeActions.find((each) => each.action === 'Rotate').timeAfterCreate, 'P30D');
  const next = await keys.rotateKey('js-turn');
  assert.notEqual(next.properties.version, key.properties.version);
  assert.equal(next.key.crv, 'P-384');
  assert.equal(next.properties.expiresOn - next.properties.createdOn, 90 * 24 * 3600 * 1000);
  await assert.rejects(keys.updateKeyRotationPolicy('js-turn', { expiresIn: 'P7D', lifetimeActions: [] }), { statusCode: 400 });
});

test('lists of any length are walked, of deleted keys too', async () => {
  const expected = [];
  for (let i = 0; i < 30; i++) expected.push(`js-many-${String(i).padStart(2, '0')}`);
  for (const name of expected) await keys.createEcKey(name, { curve: 'P-256' });
  const mine = (names) => names.filter((name) => name.startsWith('js-many-'));
  assert.deepEqual(mine(await all(keys.listPropertiesOfKeys())), expected);
  for (const name of expected) await remove(name);
  const pages = [];
  for await (const page of keys.listDeletedKeys().byPage()) pages.push(page.map((each) => each.name));
  assert.ok(pages.length > 1);
  assert.ok(pages.every((page) => page.length <= 25));
  assert.deepEqual(mine(pages.flat()), expected);
});

test('random bytes are given in the count asked', async () => {
  const [one, two] = [await keys.getRandomBytes(128), await keys.getRandomBytes(128)];
  assert.equal(one.length, 128);
  assert.notDeepEqual(one, two);
  await assert.rejects(keys.getRandomBytes(129), { statusCode: 400 });
});

test('what needs a hardware module is refused', async () => {
  await keys.createEcKey('js-software');
  await assert.rejects(keys.getKeyAttestation('js-software'), { statusCode: 400 });
  await assert.rejects(keys.createEcKey('js-hardware', { hsm: true }), { statusCode: 400 });
});
