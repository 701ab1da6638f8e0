// The clients before the present ones, each behind the same face: what the older takes as one identifier, the newer takes in parts.
import { promisify } from 'node:util';
import keyVault1 from 'azure-keyvault-1';
import keyVault3 from 'azure-keyvault-3';

const env = process.env;
export const vault = env.AZURE_KEYVAULT_URL;

// An application gives these clients a function from challenge to token; ADAL asked the older token endpoint, with a resource.
function token(challenge, callback) {
  fetch(`${challenge.authorization}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: env.AZURE_CLIENT_ID, client_secret: env.AZURE_CLIENT_SECRET, resource: challenge.resource,
    }),
  }).then((answer) => answer.json()).then((answer) => callback(null, `Bearer ${answer.access_token}`), callback);
}

function oldest() {
  const client = new keyVault1.KeyVaultClient(new keyVault1.KeyVaultCredentials(token));
  const face = new Proxy(client, { get: (target, name) => promisify(target[name].bind(target)) });
  return { name: 'azure-keyvault 1.0.0', client: face, at: (id) => [id], hasDeleted: false };
}

function newest() {
  const client = new keyVault3.KeyVaultClient(new keyVault3.KeyVaultCredentials(token));
  const at = (id) => {
    const [, , name, version = ''] = new URL(id).pathname.split('/');
    return [vault, name, version];
  };
  return { name: 'azure-keyvault 3.0.5', client, at, hasDeleted: true };
}

export const clients = [oldest(), newest()];
