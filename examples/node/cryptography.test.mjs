// Cryptography in the vault through the unmodified SDK, under every api-version; every result is checked with Node's own crypto (OpenSSL).
import assert from 'node:assert/strict';
import {
  constants, createCipheriv, createDecipheriv, createHash, createHmac, createPublicKey, privateDecrypt, generateKeyPairSync,
  publicEncrypt, randomBytes, sign as signHere, verify,
} from 'node:crypto';
import test from 'node:test';
import { cryptography, keyClient, text, underEveryVersion } from './connection.mjs';

const hashed = (bits) => createHash(`sha${bits}`).update(text).digest();
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
const damaged = (bytes) => Buffer.from(bytes).fill(bytes[5] ^ 1, 5, 6);

function publicKey({ key: jwk }) {
  return createPublicKey({
    format: 'jwk',
    key:
      jwk.kty === 'RSA'
        ? { kty: 'RSA', n: base64url(jwk.n), e: base64url(jwk.e) }
        : { kty: 'EC', crv: jwk.crv === 'P-256K' ? 'secp256k1' : jwk.crv, x: base64url(jwk.x), y: base64url(jwk.y) },
  });
}

async function vaultVerifies(client, algorithm, bits, signature) {
  assert.equal((await client.verify(algorithm, hashed(bits), signature)).result, true);
  assert.equal((await client.verify(algorithm, hashed(bits), damaged(signature))).result, false);
}

async function signsAndVerifies(key, client) {
  for (const bits of [256, 384, 512]) {
    const pkcs1 = (await client.sign(`RS${bits}`, hashed(bits))).result;
    assert.ok(verify(`sha${bits}`, text, publicKey(key), pkcs1));
    await vaultVerifies(client, `RS${bits}`, bits, pkcs1);
    const pss = (await client.signData(`PS${bits}`, text)).result;
    const pssKey = { key: publicKey(key), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bits / 8 };
    assert.ok(verify(`sha${bits}`, text, pssKey, pss));
    await vaultVerifies(client, `PS${bits}`, bits, pss);
  }
}

const outside = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ecOutside = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;

function jwk(privateKey) {
  const members = Object.entries(privateKey.export({ format: 'jwk' }));
  const word = (name) => name === 'kty' || name === 'crv';
  return Object.fromEntries(members.map(([name, value]) => [name, word(name) ? value : Buffer.from(value, 'base64url')]));
}

// Those made in the vault take long: under the newest api-version alone.
for (const keySize of [2048, 3072, 4096]) {
  test(`RSA ${keySize}: signatures are right here and there`, async () => {
    const key = await keyClient().createRsaKey(`js-rsa-${keySize}`, { keySize });
    await signsAndVerifies(key, cryptography(key));
  });
}

underEveryVersion('keys', (version, named, knows) => {
  const keys = keyClient(version);

  for (const [curve, algorithm, bits] of [
    ['P-256', 'ES256', 256],
    ['P-384', 'ES384', 384],
    ['P-521', 'ES512', 512],
    ['P-256K', 'ES256K', 256],
  ]) {
    test(`${curve}: signatures are right here and there`, async () => {
      const key = await keys.createEcKey(named(`ec-${curve}`), { curve });
      const client = cryptography(key, version);
      const { result } = await client.sign(algorithm, hashed(bits));
      assert.ok(verify(`sha${bits}`, text, { key: publicKey(key), dsaEncoding: 'ieee-p1363' }, result));
      await vaultVerifies(client, algorithm, bits, result);
    });
  }

  test('RSA: signatures are right here and there', async () => {
    const key = await keys.importKey(named('rsa'), jwk(outside));
    await signsAndVerifies(key, cryptography(key, version));
  });

  test('the vault believes what OpenSSL signed', async () => {
    const key = await keys.importKey(named('signer'), jwk(ecOutside));
    const signature = signHere('sha384', text, { key: ecOutside, dsaEncoding: 'ieee-p1363' });
    await vaultVerifies(cryptography(key, version), 'ES384', 384, signature);
  });

  test('RSA: decrypts and unwraps what OpenSSL encrypted', async () => {
    const key = await keys.importKey(named('decrypt'), jwk(outside));
    const client = cryptography(key, version);
    const oaep = { key: publicKey(key), padding: constants.RSA_PKCS1_OAEP_PADDING };
    for (const [algorithm, encryptor] of [
      ['RSA1_5', { key: publicKey(key), padding: constants.RSA_PKCS1_PADDING }],
      ['RSA-OAEP', oaep],
      ['RSA-OAEP-256', { ...oaep, oaepHash: 'sha256' }],
    ]) {
      const ciphertext = publicEncrypt(encryptor, text);
      assert.deepEqual(Buffer.from((await client.decrypt({ algorithm, ciphertext })).result), text);
      assert.deepEqual(Buffer.from((await client.unwrapKey(algorithm, ciphertext)).result), text);
    }
    await assert.rejects(client.decrypt({ algorithm: 'RSA-OAEP', ciphertext: damaged(publicEncrypt(oaep, text)) }), { statusCode: 400 });
  });

  test('RSA: OpenSSL decrypts what the vault encrypted and wrapped', async () => {
    const key = await keys.importKey(named('encrypt'), jwk(outside));
    const open = { key: outside, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const { result } = await cryptography(key, version).encrypt({ algorithm: 'RSA-OAEP-256', plaintext: text });
    assert.deepEqual(privateDecrypt(open, Buffer.from(result)), text);
    const contentKey = randomBytes(32);
    const wrapped = await cryptography(key, version).wrapKey('RSA-OAEP-256', contentKey);
    assert.deepEqual(privateDecrypt(open, Buffer.from(wrapped.result)), contentKey);
  });

  // What is known outside lets OpenSSL read what the vault makes, and the other way round.
  async function ownKey(name, size, keyOps) {
    const own = randomBytes(size / 8);
    const key = await keys.importKey(named(name), { kty: 'oct', k: own, keyOps });
    assert.equal(key.key.k, undefined);
    return { own, client: cryptography(key, version) };
  }

  for (const size of [128, 192, 256]) {
    test(`AES ${size}: GCM, CBC and key wrap are right both ways`, async () => {
      const { own, client } = await ownKey(`aes-${size}`, size, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']);
      if (!knows('7.2')) {
        await assert.rejects(client.encrypt({ algorithm: `A${size}GCM`, plaintext: text }), { statusCode: 400 });
        await assert.rejects(client.wrapKey(`A${size}KW`, own), { statusCode: 400 });
        return;
      }
      const additionalAuthenticatedData = Buffer.from('of the record');
      const gcm = `A${size}GCM`;
      const sealed = await client.encrypt({ algorithm: gcm, plaintext: text, additionalAuthenticatedData });
      const opening = createDecipheriv(`aes-${size}-gcm`, own, sealed.iv).setAAD(additionalAuthenticatedData)
        .setAuthTag(sealed.authenticationTag);
      assert.deepEqual(Buffer.concat([opening.update(sealed.result), opening.final()]), text);
      const iv = randomBytes(12);
      const sealing = createCipheriv(`aes-${size}-gcm`, own, iv).setAAD(additionalAuthenticatedData);
      const ciphertext = Buffer.concat([sealing.update(text), sealing.final()]);
      const whole = { algorithm: gcm, ciphertext, iv, authenticationTag: sealing.getAuthTag(), additionalAuthenticatedData };
      assert.deepEqual(Buffer.from((await client.decrypt(whole)).result), text);
      await assert.rejects(client.decrypt({ ...whole, authenticationTag: damaged(whole.authenticationTag) }), { statusCode: 400 });

      for (const [algorithm, plaintext, pads] of [[`A${size}CBCPAD`, text, true], [`A${size}CBC`, Buffer.alloc(32, 9), false]]) {
        const cbc = await client.encrypt({ algorithm, plaintext, iv: randomBytes(16) });
        const reading = createDecipheriv(`aes-${size}-cbc`, own, cbc.iv).setAutoPadding(pads);
        assert.deepEqual(Buffer.concat([reading.update(cbc.result), reading.final()]), plaintext);
        const fresh = randomBytes(16);
        const writing = createCipheriv(`aes-${size}-cbc`, own, fresh).setAutoPadding(pads);
        const ciphertext = Buffer.concat([writing.update(plaintext), writing.final()]);
        assert.deepEqual(Buffer.from((await client.decrypt({ algorithm, ciphertext, iv: fresh })).result), plaintext);
      }

      const contentKey = randomBytes(32);
      for (const algorithm of [`A${size}KW`, ...(knows('7.6') ? ['CKM_AES_KEY_WRAP'] : [])]) {
        const wrapped = Buffer.from((await client.wrapKey(algorithm, contentKey)).result);
        const unwrapping = createDecipheriv(`id-aes${size}-wrap`, own, Buffer.alloc(8, 0xa6));
        assert.deepEqual(Buffer.concat([unwrapping.update(wrapped), unwrapping.final()]), contentKey);
        assert.deepEqual(Buffer.from((await client.unwrapKey(algorithm, wrapped)).result), contentKey);
      }
      const odd = randomBytes(21);
      if (!knows('7.6')) return assert.rejects(client.wrapKey('CKM_AES_KEY_WRAP_PAD', odd), { statusCode: 400 });
      const padded = Buffer.from((await client.wrapKey('CKM_AES_KEY_WRAP_PAD', odd)).result);
      const unpadding = createDecipheriv(`id-aes${size}-wrap-pad`, own, Buffer.from('a65959a6', 'hex'));
      assert.deepEqual(Buffer.concat([unpadding.update(padded), unpadding.final()]), odd);
      assert.deepEqual(Buffer.from((await client.unwrapKey('CKM_AES_KEY_WRAP_PAD', padded)).result), odd);
    });
  }

  for (const bits of [256, 384, 512]) {
    test(`HMAC with SHA-${bits} is what OpenSSL computes`, async () => {
      const { own, client } = await ownKey(`hmac-${bits}`, bits, ['sign', 'verify']);
      if (!knows('7.6')) return assert.rejects(client.sign(`HS${bits}`, hashed(bits)), { statusCode: 400 });
      const { result } = await client.sign(`HS${bits}`, hashed(bits));
      assert.deepEqual(Buffer.from(result), createHmac(`sha${bits}`, own).update(hashed(bits)).digest());
      await vaultVerifies(client, `HS${bits}`, bits, result);
    });
  }

  test('a symmetric key made in the vault never leaves it', async () => {
    const key = await keys.createOctKey(named('oct'), { keySize: 256 });
    assert.equal(key.key.k, undefined);
    if (!knows('7.2')) return;
    const client = cryptography(key, version);
    const sealed = await client.encrypt({ algorithm: 'A256GCM', plaintext: text });
    const { iv, authenticationTag, result } = sealed;
    const opened = await client.decrypt({ algorithm: 'A256GCM', ciphertext: result, iv, authenticationTag });
    assert.deepEqual(Buffer.from(opened.result), text);
  });
});
