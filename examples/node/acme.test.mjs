// A certificate of an ACME server through the unmodified SDK; openssl checks the chain. The server may call the ACME server, and
// answers it under every name; ACME_DIRECTORY says where it is, ACME_ROOT is the file of its root (AzureAcmeTest).
import assert from 'node:assert/strict';
import test from 'node:test';
import { certificates, create, openssl, save } from './issued.mjs';

const { ACME_DIRECTORY, ACME_ROOT } = process.env;

test('an ACME server certifies', { skip: !ACME_DIRECTORY && 'no ACME server is given' }, async () => {
  await certificates.createIssuer('js-acme', 'ACME', { organizationId: ACME_DIRECTORY });
  const made = await create('js-of-acme', 'js-acme', 'acme.store.example');
  const certificate = await save('js-of-acme', made.cer);
  assert.equal(certificate.subjectAltName, 'DNS:acme.store.example');
  assert.match(openssl('verify', '-CAfile', ACME_ROOT, '-untrusted', 'chain.pem', 'leaf.pem'), /leaf\.pem: OK/);
});
