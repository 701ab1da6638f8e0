// An application as the sample application HelloKeyVault was: the client of its time, signed in by the library of its time (ADAL). It sets a
// secret and reads it. What the whole application does is in ../hello-key-vault, for today's SDK. Its three settings come from the environment:
//
//     VaultUrl=... AuthClientId=... AuthClientSecret=... node sign-in.mjs
import { randomUUID } from 'node:crypto';
import adal from 'adal-node';
import keyVault from 'azure-keyvault-1';

const { VaultUrl: vault, AuthClientId: clientId, AuthClientSecret: secret } = process.env;

// The client asks without a token first; the answer says where to ask for one, and for what.
const credentials = new keyVault.KeyVaultCredentials((challenge, callback) => {
  console.log(`signs in at ${challenge.authorization} for ${challenge.resource}`);
  new adal.AuthenticationContext(challenge.authorization, false)
    .acquireTokenWithClientCredentials(challenge.resource, clientId, secret, (error, answer) => (
      error ? callback(error) : callback(null, `${answer.tokenType} ${answer.accessToken}`)));
});
const client = new keyVault.KeyVaultClient(credentials);
const call = (name, ...given) => new Promise((done, fail) => {
  client[name](...given, (error, answer) => (error ? fail(error) : done(answer)));
});

const { id } = await call('setSecret', vault, `mysecret-${randomUUID()}`, 'mysecretvalue', {});
const current = await call('getSecret', id.slice(0, id.lastIndexOf('/')), {});
const version = await call('getSecret', id, {});
if (current.value !== 'mysecretvalue' || version.value !== 'mysecretvalue') {
  throw new Error('another value');
}
console.log('all done');
