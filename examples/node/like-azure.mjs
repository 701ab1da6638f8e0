// A server that is as slow as Azure (serve --throttle azure --settle 5s): the unmodified SDK bears 429 and deletions that take a while.
import assert from 'node:assert/strict';
import test from 'node:test';
import { keyClient, poll, secretClient } from './connection.mjs';

test('the client waits and tries again when throttled', async () => {
  const waits = [];
  // Runs for every try.
  const watch = {
    name: 'watch',
    async sendRequest(request, next) {
      const tried = await next(request);
      if (tried.status === 429) waits.push(tried.headers.get('retry-after'));
      return tried;
    },
  };
  const keys = keyClient(undefined, { additionalPolicies: [{ policy: watch, position: 'perRetry' }] });
  // Twenty and two more for each second: how many it takes depends on the machine.
  for (let i = 0; i < 100 && waits.length === 0; i++) assert.equal((await keys.createEcKey(`js-throttled-${i}`)).name, `js-throttled-${i}`);
  assert.deepEqual([...new Set(waits)], ['1']);
});

test('a name is not free while its deletion settles', async () => {
  const secrets = secretClient();
  await secrets.setSecret('js-going', 'v');
  const deletion = await secrets.beginDeleteSecret('js-going', poll);
  assert.equal(deletion.isDone(), false);
  await assert.rejects(secrets.setSecret('js-going', 'w'), { statusCode: 409, message: /currently being deleted/ });
  await deletion.pollUntilDone();
  assert.equal((await secrets.getDeletedSecret('js-going')).name, 'js-going');
});
