// What the tests share: the server of the environment, signed in to, with a fresh client for whoever asks.
import { ClientSecretCredential } from '@azure/identity';
import { CertificateClient } from '@azure/keyvault-certificates';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { describe } from 'node:test';

const env = process.env;
const url = env.AZURE_KEYVAULT_URL;
export const credential = new ClientSecretCredential(env.AZURE_TENANT_ID, env.AZURE_CLIENT_ID, env.AZURE_CLIENT_SECRET, {
  authorityHost: env.AZURE_AUTHORITY_HOST,
  disableInstanceDiscovery: true,
});

// Every client gets options of its own: the one for keys writes its name into those it is given, and another client that was given
// the same would call itself by it. The name localhost isn't under the host that tokens are for; a vault's own name is, and there
// the check stays on.
const options = (serviceVersion) => ({
  disableChallengeResourceVerification: new URL(url).hostname === 'localhost',
  ...(serviceVersion && { serviceVersion }),
});
export const keyClient = (version, more) => new KeyClient(url, credential, { ...options(version), ...more });
export const secretClient = (version) => new SecretClient(url, credential, options(version));
export const certificateClient = (version) => new CertificateClient(url, credential, options(version));

// The client computes by itself what needs no private key with RSA1_5, RSA-OAEP or data still to be hashed; all else it asks the
// vault for. What's tested is only what the vault does.
export const cryptography = (key, version) => new CryptographyClient(key, credential, options(version));

// The api-versions that the clients can be set to, in the order they came out.
const common = ['7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '2025-07-01'];
const versions = { keys: common, secrets: [...common, '2026-04-01'], certificates: common };

// Has tests defined for each of them, or with NEWEST_API_VERSION_ALONE in the environment for the last: with the version, a way to names
// of its own, and whether it knows what came with a numbered one.
export function underEveryVersion(kind, define) {
  for (const version of process.env.NEWEST_API_VERSION_ALONE ? versions[kind].slice(-1) : versions[kind]) {
    const named = (name) => `js-${name}-${version.replaceAll('.', '-')}`;
    const knows = (since) => versions[kind].indexOf(version) >= versions[kind].indexOf(since);
    describe(`${kind} ${version}`, () => define(version, named, knows));
  }
}

export const poll = { intervalInMs: 50 };
export const text = Buffer.from('what is signed');

export async function all(pages, property = 'name') {
  const found = [];
  for await (const each of pages) found.push(each[property]);
  return found;
}
