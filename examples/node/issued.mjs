// What the tests of issuers share: a certificate that a named issuer made, saved for the openssl program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { certificateClient, poll, secretClient } from './connection.mjs';

export const certificates = certificateClient();
const secrets = secretClient();
const folder = mkdtempSync(join(tmpdir(), 'issuers-'));
after(() => rmSync(folder, { recursive: true }));
export const at = (file) => join(folder, file);
export const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString();

export async function create(name, issuerName, dnsName) {
  const poller = await certificates.beginCreateCertificate(name, {
    issuerName, subject: `CN=${dnsName}`, subjectAlternativeNames: { dnsNames: [dnsName] },
    keyType: 'EC', keyCurveName: 'P-256', contentType: 'application/x-pem-file', validityInMonths: 3,
  }, poll);
  return poller.pollUntilDone();
}

// Writes leaf.pem and chain.pem, out of the secret.
export async function save(name, cer) {
  const { value } = await secrets.getSecret(name);
  const [leaf, ...chain] = value.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n?/g);
  const certificate = new X509Certificate(leaf);
  assert.deepEqual(certificate.raw, Buffer.from(cer));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(value)));
  assert.ok(chain.length > 0);
  writeFileSync(at('leaf.pem'), leaf);
  writeFileSync(at('chain.pem'), chain.join(''));
  return certificate;
}
