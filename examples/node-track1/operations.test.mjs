// Every data-plane operation that both old clients have, under api-version 2016-10-01 and 7.0. Results are checked with Node's own
// crypto and the openssl program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  constants, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, publicEncrypt, verify, X509Certificate,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { clients, vault } from './connection.mjs';

const folder = mkdtempSync(join(tmpdir(), 'track1-'));
after(() => rmSync(folder, { recursive: true }));
const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
const text = Buffer.from('what is signed');
const digest = createHash('sha256').update(text).digest();
const number = (value) => Buffer.from(value).toString('base64url');
const publicKey = ({ kty, n, e, crv, x, y }) => createPublicKey({
  format: 'jwk', key: kty === 'EC' ? { kty, crv, x: number(x), y: number(y) } : { kty, n: number(n), e: number(e) },
});
const policy = (issuer, subject) => ({
  certificatePolicy: {
    issuerParameters: { name: issuer },
    keyProperties: { keyType: 'RSA', keySize: 2048, exportable: true, reuseKey: false },
    secretProperties: { contentType: 'application/x-pem-file' },
    x509CertificateProperties: { subject, validityInMonths: 12 },
  },
});

for (const { name, client, at, hasDeleted } of clients) describe(name, () => {
  const called = (what) => `${what}-${name.replaceAll(/[ .]/g, '-')}`;

  test('a secret lives its life', async () => {
    const own = called('t1js-db');
    const first = await client.setSecret(vault, own, 'one', { tags: { owner: 'shop' }, contentType: 'text/plain' });
    const second = await client.setSecret(vault, own, 'two', {});
    assert.equal((await client.getSecret(...at(`${vault}/secrets/${own}`), {})).value, 'two');
    const old = await client.getSecret(...at(first.id), {});
    assert.equal(old.value, 'one');
    assert.equal(old.tags.owner, 'shop');
    const versions = await client.getSecretVersions(vault, own, {});
    assert.deepEqual(versions.map(({ id }) => id).sort(), [first.id, second.id].sort());
    assert.ok((await client.getSecrets(vault, {})).some(({ id }) => id === `${vault}/secrets/${own}`));
    await client.updateSecret(...at(second.id), { secretAttributes: { enabled: false } });
    await assert.rejects(client.getSecret(...at(second.id), {}), { statusCode: 403, code: 'Forbidden' });
    await client.updateSecret(...at(second.id), { secretAttributes: { enabled: true } });
    await client.deleteSecret(vault, own, {});
    await assert.rejects(client.getSecret(...at(first.id), {}), { statusCode: 404, code: 'SecretNotFound' });
    if (hasDeleted) {
      assert.equal((await client.getDeletedSecret(vault, own)).recoveryId, `${vault}/deletedsecrets/${own}`);
      assert.ok((await client.getDeletedSecrets(vault)).some(({ id }) => id === `${vault}/secrets/${own}`));
      await client.recoverDeletedSecret(vault, own);
      const backup = await client.backupSecret(vault, own);
      await client.deleteSecret(vault, own);
      await client.purgeDeletedSecret(vault, own);
      await client.restoreSecret(vault, backup.value);
      assert.equal((await client.getSecret(...at(first.id))).value, 'one');
    }
  });

  test('an RSA key does what it is for', async () => {
    const made = await client.createKey(vault, called('t1js-rsa'), 'RSA', { keySize: 2048, tags: { owner: 'shop' } });
    const { kid } = made.key;
    const key = publicKey(made.key);
    const signed = await client.sign(...at(kid), 'RS256', digest, {});
    assert.ok(verify('sha256', text, key, signed.result));
    assert.equal((await client.verify(...at(kid), 'RS256', digest, signed.result, {})).value, true);
    const outside = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING }, text);
    assert.deepEqual(Buffer.from((await client.decrypt(...at(kid), 'RSA-OAEP', outside, {})).result), text);
    const encrypted = await client.encrypt(...at(kid), 'RSA-OAEP', text, {});
    assert.deepEqual(Buffer.from((await client.decrypt(...at(kid), 'RSA-OAEP', encrypted.result, {})).result), text);
    const wrapped = await client.wrapKey(...at(kid), 'RSA1_5', digest, {});
    assert.deepEqual(Buffer.from((await client.unwrapKey(...at(kid), 'RSA1_5', wrapped.result, {})).result), digest);
    await client.updateKey(...at(kid), { keyOps: ['verify'] });
    await assert.rejects(client.sign(...at(kid), 'RS256', digest, {}), { statusCode: 403, code: 'Forbidden' });
    assert.equal((await client.getKey(...at(kid), {})).tags.owner, 'shop');
  });

  test('a key is imported, listed, backed up, deleted', async () => {
    const own = called('t1js-own');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kty, ...numbers } = privateKey.export({ format: 'jwk' });
    const parts = Object.fromEntries(Object.entries(numbers).map(([part, value]) => [part, Buffer.from(value, 'base64url')]));
    const { dp, dq, qi, d, p, q, n, e } = parts;
    const brought = await client.importKey(vault, own, { kty, n, e, d, dp, dq, qi, p, q }, {});
    const outside = publicEncrypt({ key: createPublicKey(privateKey), padding: constants.RSA_PKCS1_OAEP_PADDING }, text);
    assert.deepEqual(Buffer.from((await client.decrypt(...at(brought.key.kid), 'RSA-OAEP', outside, {})).result), text);
    assert.deepEqual((await client.getKeyVersions(vault, own, {})).map(({ kid }) => kid), [brought.key.kid]);
    assert.ok((await client.getKeys(vault, {})).some(({ kid }) => kid === `${vault}/keys/${own}`));
    const backup = await client.backupKey(vault, own, {});
    await client.deleteKey(vault, own, {});
    await assert.rejects(client.getKey(...at(brought.key.kid), {}), { statusCode: 404, code: 'KeyNotFound' });
    await assert.rejects(client.restoreKey(vault, backup.value, {}), { statusCode: 409 });
    if (hasDeleted) {
      assert.ok((await client.getDeletedKeys(vault)).some(({ kid }) => kid === `${vault}/keys/${own}`));
      assert.equal((await client.getDeletedKey(vault, own)).recoveryId, `${vault}/deletedkeys/${own}`);
      await client.recoverDeletedKey(vault, own);
      await client.deleteKey(vault, own);
      await client.purgeDeletedKey(vault, own);
      await client.restoreKey(vault, backup.value);
      assert.deepEqual(Buffer.from((await client.getKey(...at(brought.key.kid))).key.n), n);
    }
  });

  test('a certificate lives its life', async () => {
    const own = called('t1js-site');
    await client.createCertificate(vault, own, { ...policy('Self', 'CN=t1js.example'), tags: { owner: 'shop' } });
    let { status } = await client.getCertificateOperation(vault, own, {});
    for (let tries = 0; status === 'inProgress' && tries < 200; tries++) {
      await pause(50);
      ({ status } = await client.getCertificateOperation(vault, own, {}));
    }
    assert.equal(status, 'completed');
    const made = await client.getCertificate(...at(`${vault}/certificates/${own}`), {});
    const certificate = new X509Certificate(Buffer.from(made.cer));
    assert.equal(certificate.subject, 'CN=t1js.example');
    const { value } = await client.getSecret(...at(made.sid), {});
    assert.ok(certificate.checkPrivateKey(createPrivateKey(value)));
    const copy = await client.importCertificate(vault, `${own}-copy`, value, {
      certificatePolicy: { secretProperties: { contentType: 'application/x-pem-file' } },
    });
    assert.deepEqual(Buffer.from(copy.cer), certificate.raw);
    await client.updateCertificate(...at(made.id), { tags: { owner: 'office' } });
    await client.updateCertificatePolicy(vault, own, policy('Self', 'CN=t1js-new.example').certificatePolicy, {});
    assert.equal((await client.getCertificatePolicy(vault, own, {})).x509CertificateProperties.subject, 'CN=t1js-new.example');
    const versions = await client.getCertificateVersions(vault, own, {});
    assert.deepEqual(versions.map(({ id, tags }) => [id, tags.owner]), [[made.id, 'office']]);
    assert.ok((await client.getCertificates(vault, {})).some(({ id }) => id === `${vault}/certificates/${own}`));
    await client.deleteCertificate(vault, own, {});
    await assert.rejects(client.getCertificate(...at(made.id), {}), { statusCode: 404, code: 'CertificateNotFound' });
    if (hasDeleted) {
      assert.ok((await client.getDeletedCertificates(vault)).some(({ id }) => id === `${vault}/certificates/${own}`));
      assert.equal((await client.getDeletedCertificate(vault, own)).recoveryId, `${vault}/deletedcertificates/${own}`);
      await client.recoverDeletedCertificate(vault, own);
      const backup = await client.backupCertificate(vault, own);
      await client.deleteCertificate(vault, own);
      await client.purgeDeletedCertificate(vault, own);
      assert.deepEqual(Buffer.from((await client.restoreCertificate(vault, backup.value)).cer), certificate.raw);
    }
  });

  test('a request is signed elsewhere and merged, another one cancelled', async () => {
    const own = called('t1js-outside');
    await client.createCertificate(vault, own, policy('Unknown', 'CN=t1js-outside.example'));
    const request = await client.getPendingCertificateSigningRequest(vault, own, {});
    writeFileSync(join(folder, 'request.der'), Buffer.from(request, 'base64'));
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Elsewhere',
      '-keyout', 'ca.key', '-out', 'ca.pem');
    openssl('x509', '-req', '-inform', 'DER', '-in', 'request.der', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'signed.pem');
    const signed = new X509Certificate(readFileSync(join(folder, 'signed.pem')));
    const merged = await client.mergeCertificate(vault, own, [signed.raw], {});
    assert.deepEqual(Buffer.from(merged.cer), signed.raw);

    const waits = called('t1js-waits');
    await client.createCertificate(vault, waits, policy('Unknown', 'CN=t1js-waits.example'));
    assert.equal((await client.updateCertificateOperation(vault, waits, true, {})).cancellationRequested, true);
    await client.deleteCertificateOperation(vault, waits, {});
    await assert.rejects(client.getCertificateOperation(vault, waits, {}), { statusCode: 404 });
  });

  test('contacts and issuers are kept', async () => {
    await client.setCertificateContacts(vault, { contactList: [{ emailAddress: 'it@shop.example' }] }, {});
    assert.equal((await client.getCertificateContacts(vault, {})).contactList[0].emailAddress, 'it@shop.example');
    await client.deleteCertificateContacts(vault, {});
    await assert.rejects(client.getCertificateContacts(vault, {}), { statusCode: 404 });
    const own = called('t1js-partner');
    await client.setCertificateIssuer(vault, own, 'Test', { credentials: { accountId: 'shop' } });
    await client.updateCertificateIssuer(vault, own, { credentials: { accountId: 'office' } });
    assert.equal((await client.getCertificateIssuer(vault, own, {})).credentials.accountId, 'office');
    assert.ok((await client.getCertificateIssuers(vault, {})).some(({ id }) => id === `${vault}/certificates/issuers/${own}`));
    await client.deleteCertificateIssuer(vault, own, {});
    await assert.rejects(client.getCertificateIssuer(vault, own, {}), { statusCode: 404 });
  });
});
