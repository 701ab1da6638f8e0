// Each credential of @azure/identity but an application's secret. Needs a key and its certificate that the application has registered,
// in one PEM file that the environment names, for another application the token that a person called it with, and a file that
// somebody reads who signs in with the code in it.
import {
  ClientAssertionCredential, ClientCertificateCredential, DeviceCodeCredential, OnBehalfOfCredential, WorkloadIdentityCredential,
} from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import assert from 'node:assert/strict';
import { X509Certificate, createHash, createSign, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

const env = process.env;
const [tenant, client, pem, url] = [env.AZURE_TENANT_ID, env.AZURE_CLIENT_ID, env.SIGNING_CERTIFICATE, env.AZURE_KEYVAULT_URL];
const authority = { authorityHost: env.AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true };
const skip = !pem && 'no certificate';

async function opensTheVault(credential) {
  const secrets = new SecretClient(url, credential, {
    disableChallengeResourceVerification: new URL(url).hostname === 'localhost',
  });
  const name = `js-credential-${randomUUID()}`;
  await secrets.setSecret(name, 'here');
  assert.equal((await secrets.getSecret(name)).value, 'here');
}

// As a client makes it: by RS256, with the thumbprint that older ones send.
function assertion() {
  const file = readFileSync(pem);
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const x5t = createHash('sha1').update(new X509Certificate(file).raw).digest('base64url');
  const now = Math.floor(Date.now() / 1000);
  const aud = `${env.AZURE_AUTHORITY_HOST.replace(/\/$/, '')}/${tenant}/oauth2/v2.0/token`;
  const said = { aud, iss: client, sub: client, jti: randomUUID(), nbf: now, exp: now + 600 };
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', x5t })}.${encode(said)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(file, 'base64url')}`;
}

test('certificate', { skip }, () =>
  opensTheVault(new ClientCertificateCredential(tenant, client, { certificatePath: pem }, authority)));

test('certificate with its chain', { skip }, () =>
  opensTheVault(
    new ClientCertificateCredential(tenant, client, { certificatePath: pem }, { ...authority, sendCertificateChain: true }),
  ));

test('assertion', { skip }, () =>
  opensTheVault(new ClientAssertionCredential(tenant, client, async () => assertion(), authority)));

test('an assertion is taken once', { skip }, async () => {
  const same = assertion();
  await opensTheVault(new ClientAssertionCredential(tenant, client, async () => same, authority));
  await assert.rejects(
    opensTheVault(new ClientAssertionCredential(tenant, client, async () => same, authority)),
    /AADSTS5002723/,
  );
});

test('on behalf of a person', { skip: !env.USER_ASSERTION && 'no token of a person' }, () =>
  opensTheVault(
    new OnBehalfOfCredential({
      tenantId: tenant,
      clientId: env.CALLED_CLIENT_ID,
      clientSecret: env.CALLED_CLIENT_SECRET,
      userAssertionToken: env.USER_ASSERTION,
      ...authority,
    }),
  ));

test('code on a device', { skip: !env.DEVICE_PROMPT && 'nobody to sign in' }, () =>
  opensTheVault(
    new DeviceCodeCredential({
      tenantId: tenant,
      userPromptCallback: ({ message }) => writeFileSync(env.DEVICE_PROMPT, message),
      ...authority,
    }),
  ));

test('workload identity', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credential-'));
  try {
    const tokenFilePath = join(folder, 'token');
    writeFileSync(tokenFilePath, assertion());
    await opensTheVault(new WorkloadIdentityCredential({ tenantId: tenant, clientId: client, tokenFilePath, ...authority }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
