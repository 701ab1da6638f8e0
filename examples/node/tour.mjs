// A secret and a signature with the Azure SDK for JavaScript, against the server that `keyward serve --dev` starts.
// Start it with the variables of its environment file, for instance:
//   set -a; . ~/.keyward/dev.env; set +a; npm start
import { createHash } from 'node:crypto';
import { ClientSecretCredential } from '@azure/identity';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';

const { AZURE_AUTHORITY_HOST, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_KEYVAULT_URL, AZURE_TENANT_ID } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, {
  authorityHost: AZURE_AUTHORITY_HOST,
  disableInstanceDiscovery: true,
});
// The name localhost isn't under the host that tokens are for; a vault's own name is, and there the check stays on.
const options = { disableChallengeResourceVerification: new URL(AZURE_KEYVAULT_URL).hostname === 'localhost' };

const secrets = new SecretClient(AZURE_KEYVAULT_URL, credential, options);
await secrets.setSecret('greeting', 'hello');
console.log('secret:', (await secrets.getSecret('greeting')).value);

const keys = new KeyClient(AZURE_KEYVAULT_URL, credential, options);
const key = await keys.createEcKey('signer', { curve: 'P-256' });
const digest = createHash('sha256').update('a document').digest();
const { result } = await new CryptographyClient(key, credential, options).sign('ES256', digest);
console.log('signature:', Buffer.from(result).toString('base64'));
