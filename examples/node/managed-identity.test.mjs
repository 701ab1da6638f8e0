// ManagedIdentityCredential of @azure/identity, at the endpoint that the environment names in one of Azure's ways.
import { ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

const env = process.env;
const url = env.AZURE_KEYVAULT_URL;
const skip = !(env.IDENTITY_ENDPOINT || env.AZURE_POD_IDENTITY_AUTHORITY_HOST) && 'no managed identity';

async function opensTheVault(credential) {
  const secrets = new SecretClient(url, credential, {
    disableChallengeResourceVerification: new URL(url).hostname === 'localhost',
  });
  const name = `js-identity-${randomUUID()}`;
  await secrets.setSecret(name, 'here');
  assert.equal((await secrets.getSecret(name)).value, 'here');
}

test('managed identity', { skip }, () => opensTheVault(new ManagedIdentityCredential()));

test('managed identity by its client id', { skip }, () =>
  opensTheVault(new ManagedIdentityCredential({ clientId: env.AZURE_CLIENT_ID })));
