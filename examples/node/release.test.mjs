// Release of a key to an environment that an authority attests to, through the unmodified SDK, under every api-version that has it. The
// authority is one that the server is told of by its setting outside.attestationKeys; the environment says which, and what it attested
// (AzureNodeSdkTest).
import assert from 'node:assert/strict';
import { constants, createDecipheriv, createHash, createPrivateKey, privateDecrypt, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { cryptography, keyClient, text, underEveryVersion } from './connection.mjs';

const { ATTESTATION, ATTESTATION_ISSUER, ATTESTATION_OF_NOTHING, ENVIRONMENT_KEY } = process.env;
const parsed = (part) => JSON.parse(Buffer.from(part, 'base64url'));

underEveryVersion('keys', (version, named, knows) => {
  test('a key is released to an attested environment', { skip: !ATTESTATION && 'no attestation is given' }, async () => {
    const policy = { version: '1.0.0', anyOf: [{ authority: ATTESTATION_ISSUER, allOf: [{ claim: 'sdk-test', equals: 'true' }] }] };
    const keys = keyClient(version);
    const name = named('released');
    const wanted = { curve: 'P-256', exportable: true, releasePolicy: { encodedPolicy: Buffer.from(JSON.stringify(policy)) } };
    if (!knows('7.3')) {
      await assert.rejects(keys.createEcKey(name, wanted), { statusCode: 400 });
      await keys.createEcKey(name);
      await assert.rejects(keys.releaseKey(name, ATTESTATION), { statusCode: 404 });
      return;
    }
    const key = await keys.createEcKey(name, wanted);
    assert.equal(key.properties.exportable, true);
    const { value } = await keys.releaseKey(name, ATTESTATION, {
      version: key.properties.version, algorithm: 'RSA_AES_KEY_WRAP_256', nonce: 'nonce',
    });
    const { request, response } = parsed(value.split('.')[1]);
    assert.equal(request.nonce, 'nonce');
    assert.equal(request.kid, key.id);
    assert.equal(response.key.key.kid, key.id);
    const ciphertext = Buffer.from(parsed(response.key.key.key_hsm).ciphertext, 'base64url');
    const environment = createPrivateKey(readFileSync(ENVIRONMENT_KEY));
    const oaep = { key: environment, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const kek = privateDecrypt(oaep, ciphertext.subarray(0, 256));
    const unwrapping = createDecipheriv('id-aes256-wrap-pad', kek, Buffer.from('a65959a6', 'hex'));
    const der = Buffer.concat([unwrapping.update(ciphertext.subarray(256)), unwrapping.final()]);
    const released = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const signature = sign('sha256', text, { key: released, dsaEncoding: 'ieee-p1363' });
    assert.ok((await cryptography(key, version).verify('ES256', createHash('sha256').update(text).digest(), signature)).result);
    await assert.rejects(keys.releaseKey(name, ATTESTATION_OF_NOTHING), { statusCode: 403 });
  });
});
