// The life of keys through the unmodified SDK, under every api-version.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import test from 'node:test';
import { all, cryptography, keyClient, poll, text, underEveryVersion } from './connection.mjs';

const digest = createHash('sha256').update(text).digest();
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

underEveryVersion('keys', (version, named, knows) => {
  const keys = keyClient(version);
  const remove = async (name) => (await keys.beginDeleteKey(name, poll)).pollUntilDone();

  for (const [kind, members, privateKey] of [
    ['ec', ['x', 'y', 'd'], ec],
    ['rsa', ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], rsa],
  ]) {
    test(`imports a key made outside and never shows its private part: ${kind}`, async () => {
      const jwk = privateKey.export({ format: 'jwk' });
      const name = named(`brought-${kind}`);
      const key = await keys.importKey(name, {
        kty: jwk.kty,
        crv: jwk.crv,
        keyOps: ['sign', 'verify'],
        ...Object.fromEntries(members.map((each) => [each, Buffer.from(jwk[each], 'base64url')])),
      });
      for (const shown of [key, await keys.getKey(name)]) {
        for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(shown.key[secret], undefined);
      }
      const { result } = await cryptography(key, version).sign(kind === 'ec' ? 'ES256' : 'RS256', digest);
      assert.ok(verify('sha256', text, { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' }, result));
    });
  }

  test('update, versions, delete, recover, backup, purge, restore', async () => {
    const life = named('life');
    const first = await keys.createEcKey(life, { curve: 'P-256' });
    const second = await keys.createEcKey(life, { curve: 'P-256' });
    await keys.updateKeyProperties(life, { tags: { stage: 'test' } });
    await keys.updateKeyProperties(life, first.properties.version, { enabled: false, keyOps: ['verify'] });
    assert.equal((await keys.getKey(life)).properties.tags.stage, 'test');
    const old = await keys.getKey(life, { version: first.properties.version });
    assert.equal(old.properties.enabled, false);
    assert.deepEqual(old.keyOperations, ['verify']);
    assert.deepEqual(old.key.x, first.key.x);
    const versions = await all(keys.listPropertiesOfKeyVersions(life), 'version');
    assert.deepEqual(versions.sort(), [first.properties.version, second.properties.version].sort());
    assert.ok((await all(keys.listPropertiesOfKeys())).includes(life));
    await remove(life);
    assert.ok((await all(keys.listDeletedKeys())).includes(life));
    await assert.rejects(keys.getKey(life), { statusCode: 404 });
    await assert.rejects(keys.createEcKey(life), { statusCode: 409 });
    assert.ok((await keys.getDeletedKey(life)).properties.recoveryId.endsWith(`/deletedkeys/${life}`));
    await (await keys.beginRecoverDeletedKey(life, poll)).pollUntilDone();
    const backup = await keys.backupKey(life);
    await assert.rejects(keys.restoreKeyBackup(backup), { statusCode: 409 });
    await remove(life);
    await keys.purgeDeletedKey(life);
    await assert.rejects(keys.getDeletedKey(life), { statusCode: 404 });
    assert.equal((await keys.restoreKeyBackup(backup)).id, second.id);
    const restored = await keys.getKey(life, { version: first.properties.version });
    assert.deepEqual(restored.key.x, first.key.x);
    await assert.rejects(keys.restoreKeyBackup(Buffer.from('garbage')), { statusCode: 400 });
  });

  test('rotation and its policy', async () => {
    const turn = named('turn');
    const key = await keys.createEcKey(turn, { curve: 'P-384', tags: { stage: 'test' } });
    if (!knows('7.3')) {
      await assert.rejects(keys.rotateKey(turn), { statusCode: 404 });
      await assert.rejects(keys.getKeyRotationPolicy(turn), { statusCode: 404 });
      await assert.rejects(keys.updateKeyRotationPolicy(turn, { expiresIn: 'P90D', lifetimeActions: [] }), { statusCode: 404 });
      return;
    }
    assert.deepEqual((await keys.getKeyRotationPolicy(turn)).lifetimeActions.map((each) => each.action), ['Notify']);
    const set = await keys.updateKeyRotationPolicy(turn, {
      expiresIn: 'P90D',
      lifetimeActions: [{ action: 'Rotate', timeAfterCreate: 'P30D' }],
    });
    assert.equal(set.expiresIn, 'P90D');
    const policy = await keys.getKeyRotationPolicy(turn);
    assert.equal(policy.expiresIn, 'P90D');
    assert.equal(policy.lifetimeActions.find((each) => each.action === 'Rotate').timeAfterCreate, 'P30D');
    const next = await keys.rotateKey(turn);
    assert.notEqual(next.properties.version, key.properties.version);
    assert.equal(next.key.crv, 'P-384');
    assert.equal(next.properties.expiresOn - next.properties.createdOn, 90 * 24 * 3600 * 1000);
    await assert.rejects(keys.updateKeyRotationPolicy(turn, { expiresIn: 'P7D', lifetimeActions: [] }), { statusCode: 400 });
  });

  test('random bytes are given in the count asked', async () => {
    if (!knows('7.3')) return assert.rejects(keys.getRandomBytes(128), { statusCode: 404 });
    const [one, two] = [await keys.getRandomBytes(128), await keys.getRandomBytes(128)];
    assert.equal(one.length, 128);
    assert.notDeepEqual(one, two);
    await assert.rejects(keys.getRandomBytes(129), { statusCode: 400 });
  });

  test('what needs a hardware module is refused', async () => {
    await keys.createEcKey(named('software'));
    await assert.rejects(keys.getKeyAttestation(named('software')), { statusCode: knows('7.6') ? 400 : 404 });
    await assert.rejects(keys.createEcKey(named('hardware'), { hsm: true }), { statusCode: 400 });
  });
});

test('lists of any length are walked, of deleted keys too', async () => {
  const keys = keyClient();
  const expected = [];
  for (let i = 0; i < 30; i++) expected.push(`js-many-${String(i).padStart(2, '0')}`);
  for (const name of expected) await keys.createEcKey(name, { curve: 'P-256' });
  const mine = (names) => names.filter((name) => name.startsWith('js-many-'));
  assert.deepEqual(mine(await all(keys.listPropertiesOfKeys())), expected);
  for (const name of expected) await (await keys.beginDeleteKey(name, poll)).pollUntilDone();
  const pages = [];
  for await (const page of keys.listDeletedKeys().byPage()) pages.push(page.map((each) => each.name));
  assert.ok(pages.length > 1);
  assert.ok(pages.every((page) => page.length <= 25));
  assert.deepEqual(mine(pages.flat()), expected);
});
