// What the sample application HelloKeyVault does, with the client and the sign-in library (ADAL) of its time. Its three settings come from
// the environment; operations are arguments and run in order, each on the object of the one before. What fails is listed at the end:
//
//     VaultUrl=... AuthClientId=... AuthClientSecret=... node sample-application.mjs CREATE_KEY SIGN_VERIFY DELETE_KEY
//
// BACKUP_RESTORE restores a name at once after deleting it, so it needs a vault without soft delete.
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import adal from 'adal-node';
import keyVault from 'azure-keyvault-1';

const { VaultUrl: vault, AuthClientId: clientId, AuthClientSecret: secret } = process.env;

// The client asks without a token first; the answer says where to ask for one, and for what.
const challenges = [];
const credentials = new keyVault.KeyVaultCredentials((challenge, callback) => {
  challenges.push(challenge);
  new adal.AuthenticationContext(challenge.authorization, false)
    .acquireTokenWithClientCredentials(challenge.resource, clientId, secret, (error, answer) => (
      error ? callback(error) : callback(null, `${answer.tokenType} ${answer.accessToken}`)));
});
const client = new keyVault.KeyVaultClient(credentials);
const call = (name, ...given) => new Promise((done, fail) => {
  client[name](...given, (error, answer) => (error ? fail(error) : done(answer)));
});

const digest = createHash('sha256').update('what is signed').digest();
const text = Buffer.from('what is encrypted');
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const attributes = { enabled: true, notBefore: now, expires: new Date(now.getTime() + 7 * 24 * 3600 * 1000) };
const tags = { purpose: 'demo key', app: 'HelloKeyVault' };
let key;
let sealed;
let kept;

function check(right, what) {
  if (!right) {
    throw new Error(what);
  }
}

const same = (one, other) => Buffer.from(one).equals(Buffer.from(other));
const shown = (kind, id, { enabled, expires, notBefore }) => `${kind} ${id} enabled ${enabled} from ${notBefore?.toISOString() ?? 'ever'} to ${
  expires?.toISOString() ?? 'never'}`;
const nameOf = (id) => new URL(id).pathname.split('/')[2];

// A page holds one, so that every link is followed.
async function pages(first, next, ...given) {
  const all = [];
  for (let page = await call(first, ...given, { maxresults: 1 }); ; page = await call(next, page.nextLink, {})) {
    check(page.length <= 1, `${page.length} on a page of one`);
    all.push(...page);
    if (!page.nextLink) {
      return all;
    }
  }
}

function jwk() {
  const { kty, ...numbers } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return { kty, ...Object.fromEntries(Object.entries(numbers).map(([part, value]) => [part, Buffer.from(value, 'base64url')])) };
}

const operations = {
  async CREATE_KEY() {
    const asked = { keySize: 2048, keyAttributes: attributes, tags };
    key = await call('createKey', vault, key ? nameOf(key.key.kid) : `mykey-${randomUUID()}`, 'RSA', asked);
    check(key.key.kty === 'RSA' && key.tags.app === tags.app, 'other than asked for');
    return shown('key', key.key.kid, key.attributes);
  },
  async IMPORT_KEY() {
    const brought = jwk();
    key = await call('importKey', vault, `myimportedkey-${randomUUID()}`, brought, { keyAttributes: attributes, tags });
    check(same(key.key.n, brought.n) && key.key.d === undefined, 'not the key that was brought');
    return shown('key', key.key.kid, key.attributes);
  },
  async GET_KEY() {
    const { kid } = key.key;
    const current = await call('getKey', kid.slice(0, kid.lastIndexOf('/')), {});
    const version = await call('getKey', kid, {});
    check(current.key.kid === kid && version.key.kid === kid, 'another version');
    return shown('key', version.key.kid, version.attributes);
  },
  async LIST_KEYVERSIONS() {
    const versions = await pages('getKeyVersions', 'getKeyVersionsNext', vault, nameOf(key.key.kid));
    check(versions.some(({ kid }) => kid === key.key.kid), 'the current one is missing');
    return `${versions.length} versions`;
  },
  async UPDATE_KEY() {
    const later = new Date(now.getTime() + 60 * 24 * 3600 * 1000);
    key = await call('updateKey', key.key.kid, { keyAttributes: { ...attributes, expires: later } });
    check(key.attributes.expires.getTime() === later.getTime(), 'not updated');
    return shown('key', key.key.kid, key.attributes);
  },
  async DELETE_KEY() {
    await call('deleteKey', vault, nameOf(key.key.kid), {});
    const gone = await call('getKey', key.key.kid, {}).then(() => '', ({ code }) => code);
    check(gone === 'KeyNotFound', 'still there');
    return `deleted ${key.key.kid}`;
  },
  async BACKUP_RESTORE() {
    const name = nameOf(key.key.kid);
    const { value } = await call('backupKey', vault, name, {});
    await call('deleteKey', vault, name, {});
    const restored = await call('restoreKey', vault, value, {});
    check(restored.key.kid === key.key.kid && same(restored.key.n, key.key.n), 'another key');
    return `restored ${restored.key.kid}`;
  },
  async SIGN_VERIFY() {
    const signed = await call('sign', key.key.kid, 'RS256', digest, {});
    const right = await call('verify', signed.kid, 'RS256', digest, signed.result, {});
    const wrong = await call('verify', signed.kid, 'RS256', Buffer.alloc(32), signed.result, {});
    check(right.value === true && wrong.value === false, 'verified wrongly');
    return `verified ${right.value}`;
  },
  async ENCRYPT_DECRYPT() {
    return `${await operations.ENCRYPT()}, ${await operations.DECRYPT()}`;
  },
  async ENCRYPT() {
    sealed = await call('encrypt', key.key.kid, 'RSA-OAEP', text, {});
    return `encrypted ${sealed.result.length} bytes`;
  },
  async DECRYPT() {
    const opened = await call('decrypt', sealed.kid, 'RSA-OAEP', sealed.result, {});
    check(same(opened.result, text), 'another text');
    return `decrypted ${opened.result.length} bytes`;
  },
  async WRAP_UNWRAP() {
    const wrapped = await call('wrapKey', key.key.kid, 'RSA-OAEP', digest, {});
    const unwrapped = await call('unwrapKey', wrapped.kid, 'RSA-OAEP', wrapped.result, {});
    check(same(unwrapped.result, digest), 'another key');
    return `unwrapped ${unwrapped.result.length} bytes`;
  },
  async CREATE_SECRET() {
    kept = await call('setSecret', vault, `mysecret-${randomUUID()}`, 'mysecretvalue', {
      tags, contentType: 'plaintext', secretAttributes: attributes,
    });
    return shown('secret', kept.id, kept.attributes);
  },
  async GET_SECRET() {
    const current = await call('getSecret', kept.id.slice(0, kept.id.lastIndexOf('/')), {});
    const version = await call('getSecret', kept.id, {});
    check(current.value === 'mysecretvalue' && version.value === 'mysecretvalue', 'another value');
    check(version.contentType === 'plaintext' && version.tags.app === tags.app, 'other than was set');
    return shown('secret', version.id, version.attributes);
  },
  async LIST_SECRETS() {
    const all = await pages('getSecrets', 'getSecretsNext', vault);
    check(all.some(({ id }) => kept.id.startsWith(`${id}/`)), 'it is missing');
    return `${all.length} secrets`;
  },
  async DELETE_SECRET() {
    const deleted = await call('deleteSecret', vault, nameOf(kept.id), {});
    check(deleted.id === kept.id && deleted.value === undefined, 'another secret');
    return `deleted ${deleted.id}`;
  },
};

const failures = [];
for (const name of process.argv.slice(2)) {
  try {
    check(name in operations, 'no such operation');
    console.log(`${name}: ${await operations[name]()}`);
  } catch (error) {
    failures.push(`${name}: ${error.code ?? ''} ${error.message}`);
  }
}
for (const { authorization, resource } of challenges.slice(0, 1)) {
  console.log(`signed in at ${authorization} for ${resource}`);
}
console.log(failures.length ? `failed:\n${failures.join('\n')}` : 'all done');
process.exitCode = failures.length ? 1 : 0;
