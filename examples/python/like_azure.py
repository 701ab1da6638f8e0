"""A server that is as slow as Azure (serve --throttle azure --settle 5s): the unmodified SDK bears 429 and deletions that take a while."""
import unittest

from azure.core.exceptions import ResourceExistsError
from connection import key_client, secret_client


class LikeAzure(unittest.TestCase):
    def test_the_client_waits_and_tries_again_when_throttled(self):
        waits = []

        def watch(tried):
            """Runs for every try."""
            if tried.http_response.status_code == 429:
                waits.append(tried.http_response.headers['Retry-After'])
        keys = key_client(raw_response_hook=watch)
        # Twenty and two more for each second: how many it takes depends on the machine.
        for i in range(100):
            if waits:
                break
            self.assertEqual(keys.create_ec_key(f'py-throttled-{i}').name, f'py-throttled-{i}')
        self.assertEqual(set(waits), {'1'})

    def test_a_name_is_not_free_while_its_deletion_settles(self):
        secrets = secret_client()
        secrets.set_secret('py-going', 'v')
        deletion = secrets.begin_delete_secret('py-going')
        self.assertEqual(deletion.status(), 'polling')
        with self.assertRaises(ResourceExistsError) as caught:
            secrets.set_secret('py-going', 'w')
        self.assertEqual(caught.exception.error.innererror['code'], 'ObjectIsBeingDeleted')
        deletion.wait()
        self.assertEqual(secrets.get_deleted_secret('py-going').name, 'py-going')
