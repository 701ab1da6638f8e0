// Certificates through the unmodified SDK, under every api-version; what comes back is checked with Node's own crypto and the openssl
// program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { all, certificateClient, cryptography, poll, secretClient, text, underEveryVersion } from './connection.mjs';

const ec = (subject, more) => ({ issuerName: 'Self', subject, keyType: 'EC', keyCurveName: 'P-256', ...more });

// An authority that knows nothing of the vault.
const folder = mkdtempSync(join(tmpdir(), 'outside-authority-'));
after(() => rmSync(folder, { recursive: true }));
const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
openssl('req', '-x509', ...ecKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', '-subj', '/CN=Outside Authority',
  '-addext', 'keyUsage=critical,keyCertSign');
const authority = new X509Certificate(readFileSync(join(folder, 'ca.pem')));

function sign(request, form) {
  openssl('x509', '-req', '-inform', form, '-in', request, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '10',
    '-out', 'signed.pem');
  return new X509Certificate(readFileSync(join(folder, 'signed.pem')));
}

underEveryVersion('certificates', (version, named) => {
  const certificates = certificateClient(version);
  const secrets = secretClient(version);

  async function create(name, policy) {
    return (await certificates.beginCreateCertificate(name, policy, poll)).pollUntilDone();
  }

  async function remove(name) {
    await (await certificates.beginDeleteCertificate(name, poll)).pollUntilDone();
  }

  test('a self-signed certificate says what its policy says, and its key signs in the vault', async () => {
    const made = await create(named('self'), ec('CN=shop.example', {
      subjectAlternativeNames: { dnsNames: ['shop.example', 'www.shop.example'] },
      enhancedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      validityInMonths: 6,
      exportable: false,
    }));
    const certificate = new X509Certificate(made.cer);
    assert.equal(certificate.subject, 'CN=shop.example');
    assert.equal(certificate.subjectAltName, 'DNS:shop.example, DNS:www.shop.example');
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.equal(new Date(certificate.validTo).getTime(), made.properties.expiresOn.getTime());
    const { result } = await cryptography(made.keyId, version)
      .sign('ES256', createHash('sha256').update(text).digest());
    assert.ok(verify('sha256', text, { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' }, result));
  });

  test('the private key of an exportable one is in its secret', async () => {
    const made = await create(named('out'), ec('CN=out.example', { exportable: true, contentType: 'application/x-pem-file' }));
    const secret = await secrets.getSecret(named('out'));
    assert.equal(secret.properties.contentType, 'application/x-pem-file');
    assert.ok(new X509Certificate(made.cer).checkPrivateKey(createPrivateKey(secret.value)));
  });

  test('a request signed outside is merged', async () => {
    await certificates.beginCreateCertificate(named('outside'), ec('CN=outside.example', { issuerName: 'Unknown' }), poll);
    const pending = await certificates.getCertificateOperation(named('outside'), poll);
    const { csr, status } = pending.getOperationState().certificateOperation;
    assert.equal(status, 'inProgress');
    writeFileSync(join(folder, 'request.der'), csr);
    const signed = sign('request.der', 'DER');
    const merged = await certificates.mergeCertificate(named('outside'), [signed.raw, authority.raw]);
    assert.deepEqual(Buffer.from(merged.cer), signed.raw);
    assert.ok(new X509Certificate(merged.cer).verify(authority.publicKey));
    writeFileSync(join(folder, 'merged.pem'), new X509Certificate(merged.cer).toString());
    openssl('verify', '-CAfile', 'ca.pem', 'merged.pem');
  });

  test('operations are cancelled and deleted', async () => {
    const poller = await certificates.beginCreateCertificate(named('waits'), ec('CN=waits.example', { issuerName: 'Unknown' }), poll);
    await poller.cancelOperation();
    const state = await certificates.getCertificateOperation(named('waits'), poll);
    assert.equal(state.getOperationState().certificateOperation.cancellationRequested, true);
    await certificates.deleteCertificateOperation(named('waits'));
    await assert.rejects(certificates.deleteCertificateOperation(named('waits')), { statusCode: 404 });
  });

  test('imports PKCS#12 and PEM with their chain', async () => {
    openssl('req', '-new', ...ecKey, '-keyout', 'own.key', '-out', 'own.request', '-subj', '/CN=brought.example');
    const signed = sign('own.request', 'PEM');
    openssl('pkcs12', '-export', '-inkey', 'own.key', '-in', 'signed.pem', '-certfile', 'ca.pem', '-passout', 'pass:word',
      '-out', 'own.pfx');
    const pfx = readFileSync(join(folder, 'own.pfx'));
    const brought = await certificates.importCertificate(named('pfx'), pfx, { password: 'word' });
    assert.deepEqual(Buffer.from(brought.cer), signed.raw);
    await assert.rejects(certificates.importCertificate(named('no'), pfx, { password: 'another' }), { statusCode: 400 });
    const pem = Buffer.concat(['own.key', 'signed.pem', 'ca.pem'].map((file) => readFileSync(join(folder, file))));
    const fromPem = await certificates.importCertificate(named('pem'), pem);
    assert.deepEqual(Buffer.from(fromPem.cer), signed.raw);
    const { value } = await secrets.getSecret(named('pem'));
    assert.ok(signed.checkPrivateKey(createPrivateKey(value)));
    assert.equal(value.match(/BEGIN CERTIFICATE/g).length, 2);
  });

  test('versions, lists, update, policy', async () => {
    const first = await create(named('cert-versions'), ec('CN=one.example'));
    const second = await create(named('cert-versions'), ec('CN=two.example'));
    const versions = await all(certificates.listPropertiesOfCertificateVersions(named('cert-versions')), 'version');
    assert.deepEqual(versions.sort(), [first.properties.version, second.properties.version].sort());
    assert.ok((await all(certificates.listPropertiesOfCertificates())).includes(named('cert-versions')));
    const old = await certificates.getCertificateVersion(named('cert-versions'), first.properties.version);
    assert.deepEqual(old.cer, first.cer);
    await certificates.updateCertificateProperties(named('cert-versions'), second.properties.version, { tags: { stage: 'test' } });
    assert.equal((await certificates.getCertificate(named('cert-versions'))).properties.tags.stage, 'test');
    await certificates.updateCertificatePolicy(named('cert-versions'), ec('CN=three.example', {
      validityInMonths: 24, lifetimeActions: [{ action: 'AutoRenew', daysBeforeExpiry: 30 }],
    }));
    const policy = await certificates.getCertificatePolicy(named('cert-versions'));
    assert.equal(policy.subject, 'CN=three.example');
    assert.equal(policy.validityInMonths, 24);
    assert.equal(policy.lifetimeActions[0].daysBeforeExpiry, 30);
  });

  test('contacts and issuers', async () => {
    await certificates.setContacts([{ name: 'Ann', email: 'ann@shop.example' }]);
    assert.deepEqual((await certificates.getContacts()).map((each) => each.email), ['ann@shop.example']);
    await certificates.deleteContacts();
    await certificates.createIssuer(named('ours'), 'Test', { accountId: 'account', password: 'never told' });
    const issuer = await certificates.getIssuer(named('ours'));
    assert.equal(issuer.provider, 'Test');
    assert.equal(issuer.accountId, 'account');
    assert.equal(issuer.password, undefined);
    await certificates.updateIssuer(named('ours'), { accountId: 'another' });
    assert.equal((await certificates.getIssuer(named('ours'))).accountId, 'another');
    // The client leaves the name of a listed issuer out.
    const ids = await all(certificates.listPropertiesOfIssuers(), 'id');
    assert.ok(ids.some((id) => id.endsWith(`/certificates/issuers/${named('ours')}`)));
    await certificates.deleteIssuer(named('ours'));
    await assert.rejects(certificates.getIssuer(named('ours')), { statusCode: 404 });
  });

  test('delete, recover, backup, purge, restore', async () => {
    const made = await create(named('cert-life'), ec('CN=life.example'));
    await remove(named('cert-life'));
    await assert.rejects(certificates.getCertificate(named('cert-life')), { statusCode: 404 });
    assert.ok((await all(certificates.listDeletedCertificates())).includes(named('cert-life')));
    await (await certificates.beginRecoverDeletedCertificate(named('cert-life'), poll)).pollUntilDone();
    const backup = await certificates.backupCertificate(named('cert-life'));
    await remove(named('cert-life'));
    await certificates.purgeDeletedCertificate(named('cert-life'));
    await assert.rejects(certificates.getDeletedCertificate(named('cert-life')), { statusCode: 404 });
    assert.deepEqual((await certificates.restoreCertificateBackup(backup)).cer, made.cer);
  });
});
