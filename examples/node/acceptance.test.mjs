// Every operation through the unmodified SDK; what the vault computes is checked with Node's own crypto (OpenSSL).
import assert from 'node:assert/strict';
import { createHash, constants, createPublicKey, generateKeyPairSync, publicEncrypt, verify } from 'node:crypto';
import test from 'node:test';
import { ClientSecretCredential } from '@azure/identity';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';

const env = process.env;
const credential = new ClientSecretCredential(env.AZURE_TENANT_ID, env.AZURE_CLIENT_ID, env.AZURE_CLIENT_SECRET, {
  authorityHost: env.AZURE_AUTHORITY_HOST,
  disableInstanceDiscovery: true,
});
// The name localhost isn't under the host that tokens are for; a vault's own name is, and there the check stays on.
const options = { disableChallengeResourceVerification: new URL(env.AZURE_KEYVAULT_URL).hostname === 'localhost' };
const keys = new KeyClient(env.AZURE_KEYVAULT_URL, credential, options);
const secrets = new SecretClient(env.AZURE_KEYVAULT_URL, credential, options);
const crypto = (key) => new CryptographyClient(key, credential, options);
const text = Buffer.from('what is signed');
const poll = { intervalInMs: 50 };
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

function publicKey(key) {
  const jwk = key.key;
  return createPublicKey({
    format: 'jwk',
    key:
      jwk.kty === 'RSA'
        ? { kty: 'RSA', n: base64url(jwk.n), e: base64url(jwk.e) }
        : { kty: 'EC', crv: jwk.crv === 'P-256K' ? 'secp256k1' : jwk.crv, x: base64url(jwk.x), y: base64url(jwk.y) },
  });
}

for (const keySize of [2048, 3072, 4096]) {
  test(`RSA ${keySize}: every signature verifies`, async () => {
    const key = await keys.createRsaKey(`js-rsa-${keySize}`, { keySize });
    for (const bits of [256, 384, 512]) {
      const digest = createHash(`sha${bits}`).update(text).digest();
      const pkcs1 = await crypto(key).sign(`RS${bits}`, digest);
      assert.ok(verify(`sha${bits}`, text, publicKey(key), pkcs1.result));
      const pss = await crypto(key).sign(`PS${bits}`, digest);
      const pssKey = { key: publicKey(key), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bits / 8 };
      assert.ok(verify(`sha${bits}`, text, pssKey, pss.result));
    }
  });
}

for (const [curve, alg, hash] of [
  ['P-256', 'ES256', 'sha256'],
  ['P-384', 'ES384', 'sha384'],
  ['P-521', 'ES512', 'sha512'],
  ['P-256K', 'ES256K', 'sha256'],
]) {
  test(`${curve}: every signature verifies`, async () => {
    const key = await keys.createEcKey(`js-ec-${curve}`, { curve });
    const { result } = await crypto(key).sign(alg, createHash(hash).update(text).digest());
    assert.ok(verify(hash, text, { key: publicKey(key), dsaEncoding: 'ieee-p1363' }, result));
  });
}

test('decrypts and unwraps what OpenSSL encrypted', async () => {
  const key = await keys.createRsaKey('js-decrypt', { keySize: 2048 });
  const oaep = { key: publicKey(key), padding: constants.RSA_PKCS1_OAEP_PADDING };
  const one = await crypto(key).decrypt({ algorithm: 'RSA-OAEP', ciphertext: publicEncrypt(oaep, text) });
  assert.deepEqual(Buffer.from(one.result), text);
  const encrypted = publicEncrypt({ ...oaep, oaepHash: 'sha256' }, text);
  const two = await crypto(key).decrypt({ algorithm: 'RSA-OAEP-256', ciphertext: encrypted });
  assert.deepEqual(Buffer.from(two.result), text);
  const wrapped = await crypto(key).wrapKey('RSA-OAEP-256', Buffer.alloc(32, 7));
  const unwrapped = await crypto(key).unwrapKey('RSA-OAEP-256', wrapped.result);
  assert.deepEqual(Buffer.from(unwrapped.result), Buffer.alloc(32, 7));
});

test('imports a key made outside and never shows its private part', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  const bytes = (name) => Buffer.from(jwk[name], 'base64url');
  const key = await keys.importKey('js-brought', {
    kty: 'EC', crv: 'P-256', keyOps: ['sign', 'verify'], x: bytes('x'), y: bytes('y'), d: bytes('d'),
  });
  assert.equal(key.key.d, undefined);
  const { result } = await crypto(key).sign('ES256', createHash('sha256').update(text).digest());
  assert.ok(verify('sha256', text, { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' }, result));
});

test('keys: update, versions, delete, recover, backup, purge, restore', async () => {
  const first = await keys.createEcKey('js-life', { curve: 'P-256' });
  await keys.createEcKey('js-life', { curve: 'P-256' });
  await keys.updateKeyProperties('js-life', { tags: { stage: 'test' } });
  assert.equal((await keys.getKey('js-life')).properties.tags.stage, 'test');
  const versions = [];
  for await (const p of keys.listPropertiesOfKeyVersions('js-life')) versions.push(p.version);
  assert.equal(versions.length, 2);
  assert.ok(versions.includes(first.properties.version));
  await (await keys.beginDeleteKey('js-life', poll)).pollUntilDone();
  await assert.rejects(keys.getKey('js-life'), { statusCode: 404 });
  await assert.rejects(keys.createEcKey('js-life'), { statusCode: 409 });
  await (await keys.beginRecoverDeletedKey('js-life', poll)).pollUntilDone();
  const backup = await keys.backupKey('js-life');
  await (await keys.beginDeleteKey('js-life', poll)).pollUntilDone();
  await keys.purgeDeletedKey('js-life');
  const restored = await keys.restoreKeyBackup(backup);
  assert.equal(restored.name, 'js-life');
});

test('secrets: set, versions, disable, delete, recover, purge', async () => {
  const first = await secrets.setSecret('js-db', 'one', { contentType: 'text/plain', tags: { owner: 'shop' } });
  await secrets.setSecret('js-db', 'two');
  assert.equal((await secrets.getSecret('js-db')).value, 'two');
  const old = await secrets.getSecret('js-db', { version: first.properties.version });
  assert.equal(old.value, 'one');
  assert.equal(old.properties.tags.owner, 'shop');
  await secrets.updateSecretProperties('js-db', first.properties.version, { enabled: false });
  await assert.rejects(secrets.getSecret('js-db', { version: first.properties.version }), { statusCode: 403 });
  await (await secrets.beginDeleteSecret('js-db', poll)).pollUntilDone();
  await assert.rejects(secrets.getSecret('js-db'), { statusCode: 404 });
  await (await secrets.beginRecoverDeletedSecret('js-db', poll)).pollUntilDone();
  assert.equal((await secrets.getSecret('js-db')).value, 'two');
  await (await secrets.beginDeleteSecret('js-db', poll)).pollUntilDone();
  await secrets.purgeDeletedSecret('js-db');
  await assert.rejects(secrets.getDeletedSecret('js-db'), { statusCode: 404 });
});

test('secrets: versions, deleted ones, backup, restore', async () => {
  await secrets.setSecret('js-kept', 'one');
  await secrets.setSecret('js-kept', 'two');
  const versions = [];
  for await (const p of secrets.listPropertiesOfSecretVersions('js-kept')) versions.push(p.version);
  assert.equal(versions.length, 2);
  const backup = await secrets.backupSecret('js-kept');
  await (await secrets.beginDeleteSecret('js-kept', poll)).pollUntilDone();
  const deleted = [];
  for await (const d of secrets.listDeletedSecrets()) deleted.push(d.name);
  assert.ok(deleted.includes('js-kept'));
  await assert.rejects(secrets.restoreSecretBackup(backup), { statusCode: 409 });
  await secrets.purgeDeletedSecret('js-kept');
  assert.equal((await secrets.restoreSecretBackup(backup)).name, 'js-kept');
  assert.equal((await secrets.getSecret('js-kept')).value, 'two');
});

test('keys: lists, deleted ones, rotation and its policy', async () => {
  const key = await keys.createEcKey('js-turn', { curve: 'P-256' });
  await keys.updateKeyRotationPolicy('js-turn', {
    expiresIn: 'P90D',
    lifetimeActions: [{ action: 'Rotate', timeAfterCreate: 'P30D' }],
  });
  const policy = await keys.getKeyRotationPolicy('js-turn');
  assert.equal(policy.expiresIn, 'P90D');
  const next = await keys.rotateKey('js-turn');
  assert.notEqual(next.properties.version, key.properties.version);
  assert.ok(next.properties.expiresOn > new Date());
  const live = [];
  for await (const p of keys.listPropertiesOfKeys()) live.push(p.name);
  assert.ok(live.includes('js-turn'));
  await (await keys.beginDeleteKey('js-turn', poll)).pollUntilDone();
  const deleted = [];
  for await (const d of keys.listDeletedKeys()) deleted.push(d.name);
  assert.ok(deleted.includes('js-turn'));
});

test('lists of any length are walked, page by page', async () => {
  for (let i = 0; i < 30; i++) await secrets.setSecret(`js-many-${String(i).padStart(2, '0')}`, `v${i}`);
  const names = [];
  for await (const page of secrets.listPropertiesOfSecrets().byPage({ maxPageSize: 1 })) {
    for (const p of page) names.push(p.name);
  }
  const many = names.filter((n) => n.startsWith('js-many-'));
  assert.equal(many.length, 30);
  assert.deepEqual(many, [...many].sort());
});
