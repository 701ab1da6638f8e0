// Certificates of the vault's own authority through the unmodified SDK; openssl checks the chains, with the revocation lists.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { credential } from './connection.mjs';
import { at, certificates, create, openssl, save } from './issued.mjs';

const { AZURE_KEYVAULT_URL } = process.env;

async function download(file) {
  const answer = await fetch(`${AZURE_KEYVAULT_URL}/certificate-authority/${file}`);
  assert.equal(answer.status, 200);
  writeFileSync(at(file), Buffer.from(await answer.arrayBuffer()));
}

async function verifies() {
  for (const name of ['root-1', 'intermediate-1']) {
    await download(`${name}.crl`);
    openssl('crl', '-inform', 'DER', '-in', `${name}.crl`, '-out', `${name}.crl.pem`);
  }
  writeFileSync(at('crls.pem'), ['root-1', 'intermediate-1'].map((name) => readFileSync(at(`${name}.crl.pem`))).join(''));
  return openssl('verify', '-crl_check_all', '-CRLfile', 'crls.pem', '-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'leaf.pem');
}

test('the authority of the vault certifies, and revokes', async () => {
  await certificates.createIssuer('js-authority', 'Keyward', { organizationId: 'store.example,*.store.example' });
  const made = await create('js-of-authority', 'js-authority', 'www.store.example');
  assert.equal(made.policy.issuerName, 'js-authority');
  const certificate = await save('js-of-authority', made.cer);
  await download('root-1.cer');
  openssl('x509', '-inform', 'DER', '-in', 'root-1.cer', '-out', 'root.pem');
  assert.match(await verifies(), /leaf\.pem: OK/);
  const { token } = await credential.getToken('https://vault.azure.net/.default');
  const revoked = await fetch(`${AZURE_KEYVAULT_URL}/certificate-authority/revoke?api-version=7.5`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ serialNumber: certificate.serialNumber.toLowerCase(), reason: 'superseded' }),
  });
  assert.equal(revoked.status, 200);
  await assert.rejects(verifies(), (failed) => /certificate revoked/.test(failed.stderr));
});

test('what the issuer does not permit fails', async () => {
  await certificates.createIssuer('js-narrow', 'Keyward', { organizationId: 'store.example' });
  await assert.rejects(create('js-strange', 'js-narrow', 'other.example'), /other\.example/);
});
