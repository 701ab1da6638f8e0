// The main life cycle under every api-version that the clients can be set to.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import test from 'node:test';
import { all, certificateClient, cryptography, keyClient, poll, secretClient, text } from './connection.mjs';

const common = ['7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '2025-07-01'];
const named = (kind, version) => `js-${kind}-${version.replace('.', '-')}`;

for (const version of common) {
  test(`keys ${version}`, async () => {
    const keys = keyClient(version);
    const name = named('k', version);
    const key = await keys.createEcKey(name, { curve: 'P-256' });
    assert.equal((await keys.getKey(name)).id, key.id);
    await keys.updateKeyProperties(name, key.properties.version, { tags: { stage: 'test' } });
    assert.deepEqual(await all(keys.listPropertiesOfKeyVersions(name), 'version'), [key.properties.version]);
    assert.ok((await all(keys.listPropertiesOfKeys())).includes(name));
    const client = cryptography(key, version);
    const digest = createHash('sha256').update(text).digest();
    const { result } = await client.sign('ES256', digest);
    const [x, y] = [key.key.x, key.key.y].map((each) => Buffer.from(each).toString('base64url'));
    const outside = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    assert.ok(verify('sha256', text, { key: outside, dsaEncoding: 'ieee-p1363' }, result));
    assert.ok((await client.verify('ES256', digest, result)).result);
    const backup = await keys.backupKey(name);
    await (await keys.beginDeleteKey(name, poll)).pollUntilDone();
    assert.equal((await keys.getDeletedKey(name)).name, name);
    assert.ok((await all(keys.listDeletedKeys())).includes(name));
    await (await keys.beginRecoverDeletedKey(name, poll)).pollUntilDone();
    await (await keys.beginDeleteKey(name, poll)).pollUntilDone();
    await keys.purgeDeletedKey(name);
    assert.equal((await keys.restoreKeyBackup(backup)).id, key.id);
  });

  test(`certificates ${version}`, async () => {
    const certificates = certificateClient(version);
    const name = named('c', version);
    const policy = { issuerName: 'Self', subject: `CN=${name}`, keyType: 'EC', keyCurveName: 'P-256' };
    const made = await (await certificates.beginCreateCertificate(name, policy, poll)).pollUntilDone();
    const certificate = new X509Certificate(made.cer);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.deepEqual((await certificates.getCertificate(name)).cer, made.cer);
    assert.equal((await certificates.getCertificatePolicy(name)).subject, `CN=${name}`);
    await certificates.updateCertificateProperties(name, made.properties.version, { tags: { stage: 'test' } });
    assert.deepEqual(await all(certificates.listPropertiesOfCertificateVersions(name), 'version'), [made.properties.version]);
    assert.ok((await all(certificates.listPropertiesOfCertificates())).includes(name));
    const backup = await certificates.backupCertificate(name);
    await (await certificates.beginDeleteCertificate(name, poll)).pollUntilDone();
    assert.ok((await all(certificates.listDeletedCertificates())).includes(name));
    await (await certificates.beginRecoverDeletedCertificate(name, poll)).pollUntilDone();
    await (await certificates.beginDeleteCertificate(name, poll)).pollUntilDone();
    await certificates.purgeDeletedCertificate(name);
    assert.deepEqual((await certificates.restoreCertificateBackup(backup)).cer, made.cer);
  });
}

for (const version of [...common, '2026-04-01']) {
  test(`secrets ${version}`, async () => {
    const secrets = secretClient(version);
    const name = named('s', version);
    const first = await secrets.setSecret(name, 'one');
    await secrets.setSecret(name, 'two');
    assert.equal((await secrets.getSecret(name)).value, 'two');
    await secrets.updateSecretProperties(name, first.properties.version, { tags: { stage: 'test' } });
    assert.equal((await all(secrets.listPropertiesOfSecretVersions(name), 'version')).length, 2);
    assert.ok((await all(secrets.listPropertiesOfSecrets())).includes(name));
    const backup = await secrets.backupSecret(name);
    await (await secrets.beginDeleteSecret(name, poll)).pollUntilDone();
    assert.ok((await all(secrets.listDeletedSecrets())).includes(name));
    await (await secrets.beginRecoverDeletedSecret(name, poll)).pollUntilDone();
    await (await secrets.beginDeleteSecret(name, poll)).pollUntilDone();
    await secrets.purgeDeletedSecret(name);
    await secrets.restoreSecretBackup(backup);
    assert.equal((await secrets.getSecret(name)).value, 'two');
  });
}
