"""Which class of the SDK's errors each refusal is raised as, and what it says."""
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.identity import ClientSecretCredential
from azure.keyvault.certificates import CertificatePolicy
from azure.keyvault.secrets import ApiVersion, SecretClient
from connection import AUTHORITY, SIGN_IN, URL, certificate_client, key_client, options, secret_client, under_every_version
import unread


@under_every_version([max(ApiVersion)])
class Errors:
    def setUp(self):
        self.keys, self.secrets, self.certificates = key_client(), secret_client(), certificate_client()

    def says(self, refused, code, text, inner=None):
        self.assertEqual(refused.error.code, code)
        self.assertIn(text, refused.error.message)
        self.assertEqual((refused.error.innererror or {}).get('code'), inner)

    def test_400(self):
        refused = self.refuses(HttpResponseError, 400, self.secrets.set_secret, 'bad_name', 'v')
        self.says(refused, 'BadParameter', '')
        refused = self.refuses(HttpResponseError, 400, self.keys.create_rsa_key, 'py-small', size=1024)
        self.says(refused, 'BadParameter', 'key_size')
        refused = self.refuses(
            HttpResponseError, 400, self.certificates.begin_create_certificate, 'py-none', CertificatePolicy('Self', subject='nonsense'))
        self.says(refused, 'BadParameter', '')

    def test_401(self):
        tenant, client, _ = SIGN_IN
        wrong = ClientSecretCredential(tenant, client, 'wrong', **AUTHORITY)
        with self.assertRaises(ClientAuthenticationError) as caught:
            SecretClient(URL, wrong, **options(URL, None)).get_secret('any')
        self.assertIn('AADSTS7000215', caught.exception.message)

        class Forged:
            def get_token(self, *_scopes, **_options):
                from azure.core.credentials import AccessToken
                return AccessToken('forged', 4_000_000_000)
        self.refuses(ClientAuthenticationError, 401, SecretClient(URL, Forged(), **options(URL, None)).get_secret, 'any')

    def test_403(self):
        key = unread.keys().create_ec_key('py-hidden')
        refused = self.refuses(HttpResponseError, 403, unread.keys().get_key, key.name)
        self.says(refused, 'Forbidden', 'does not have keys get permission', 'AccessDenied')
        self.secrets.set_secret('py-disabled', 'v', enabled=False)
        refused = self.refuses(HttpResponseError, 403, self.secrets.get_secret, 'py-disabled')
        self.says(refused, 'Forbidden', 'Operation get is not allowed on a disabled secret.', 'SecretDisabled')

    def test_404(self):
        for call, code in [(self.keys.get_key, 'KeyNotFound'), (self.secrets.get_secret, 'SecretNotFound'),
                           (self.certificates.get_certificate, 'CertificateNotFound'),
                           (self.secrets.begin_delete_secret, 'SecretNotFound'),
                           (self.keys.get_deleted_key, 'KeyNotFound'),
                           (self.certificates.get_certificate_operation, 'PendingCertificateNotFound')]:
            self.says(self.refuses(ResourceNotFoundError, 404, call, 'py-missing'), code, 'py-missing')

    def test_409(self):
        self.secrets.set_secret('py-taken', 'v')
        self.secrets.begin_delete_secret('py-taken').wait()
        refused = self.refuses(ResourceExistsError, 409, self.secrets.set_secret, 'py-taken', 'w')
        self.says(refused, 'Conflict', 'deleted but recoverable', 'ObjectIsDeletedButRecoverable')
        self.certificates.begin_create_certificate('py-busy', CertificatePolicy('Unknown', subject='CN=busy.example'))
        refused = self.refuses(
            ResourceExistsError, 409, self.certificates.begin_create_certificate, 'py-busy',
            CertificatePolicy('Unknown', subject='CN=busy.example'))
        self.says(refused, 'Forbidden', 'pending')
