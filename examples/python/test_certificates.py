"""Every operation on certificates through the unmodified SDK, under every api-version; python3-cryptography checks what comes back."""
import base64
import hashlib

from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.keyvault.certificates import (
    AdministratorContact, ApiVersion, CertificateContact, CertificatePolicy, CertificatePolicyAction, LifetimeAction)
from azure.keyvault.keys.crypto import SignatureAlgorithm
from connection import TEXT, certificate_client, cryptography, secret_client, under_every_version
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs12
from outside import ecdsa
from outside_authority import Authority

AUTHORITY = Authority()


def policy(subject, issuer='Self', **more):
    return CertificatePolicy(issuer, subject=subject, key_type='EC', key_curve_name='P-256', **more)


def of(certificate):
    return x509.load_der_x509_certificate(bytes(certificate.cer))


@under_every_version(ApiVersion)
class Certificates:
    def setUp(self):
        self.certificates = certificate_client(self.version)
        self.secrets = secret_client(self.version)

    def create(self, name, wanted, **more):
        """Asks for news twenty times a second, where the client's default is every five seconds."""
        return self.certificates.begin_create_certificate(name, wanted, _polling_interval=0.05, **more).result()

    def remove(self, name):
        self.certificates.begin_delete_certificate(name).wait()

    def test_a_self_signed_certificate_says_what_its_policy_says(self):
        name = self.named('self')
        made = self.create(name, policy(
            'CN=shop.example', san_dns_names=['shop.example', 'www.shop.example'], san_emails=['it@shop.example'],
            enhanced_key_usage=['1.3.6.1.5.5.7.3.1'], validity_in_months=6, exportable=False), tags={'stage': 'test'})
        certificate = of(made)
        self.assertEqual(certificate.subject.rfc4514_string(), 'CN=shop.example')
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        self.assertEqual(names.get_values_for_type(x509.DNSName), ['shop.example', 'www.shop.example'])
        self.assertEqual(names.get_values_for_type(x509.RFC822Name), ['it@shop.example'])
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        self.assertEqual([each.dotted_string for each in usage], ['1.3.6.1.5.5.7.3.1'])
        certificate.verify_directly_issued_by(certificate)
        self.assertEqual(made.properties.expires_on, certificate.not_valid_after_utc)
        self.assertEqual(bytes(made.properties.x509_thumbprint), hashlib.sha1(bytes(made.cer)).digest())
        self.assertEqual(made.properties.tags, {'stage': 'test'})
        signed = cryptography(made.key_id, self.version).sign(SignatureAlgorithm.es256, hashlib.sha256(TEXT).digest())
        ecdsa(certificate.public_key(), 256, signed.signature)

    def test_the_private_key_of_an_exportable_one_is_in_its_secret(self):
        for content_type in ['application/x-pem-file', 'application/x-pkcs12']:
            name = self.named('out-' + content_type[-4:])
            made = self.create(name, policy('CN=out.example', exportable=True, content_type=content_type))
            secret = self.secrets.get_secret(name)
            self.assertEqual(secret.properties.content_type, content_type)
            key = (load_pem_private_key(secret.value.encode(), None) if content_type.endswith('file')
                   else pkcs12.load_key_and_certificates(base64.b64decode(secret.value), None)[0])
            self.assertEqual(key.public_key(), of(made).public_key())

    def test_a_request_signed_outside_is_merged(self):
        name = self.named('outside')
        # Nobody waits for an unknown issuer: there is no result.
        self.assertIsNone(self.create(name, policy('CN=outside.example', 'Unknown')))
        operation = self.certificates.get_certificate_operation(name)
        self.assertEqual((operation.status, operation.issuer_name), ('inProgress', 'Unknown'))
        signed = AUTHORITY.sign(x509.load_der_x509_csr(bytes(operation.csr)))
        merged = self.certificates.merge_certificate(
            name, [each.public_bytes(Encoding.DER) for each in [signed, AUTHORITY.certificate]], tags={'by': 'us'})
        self.assertEqual(of(merged), signed)
        self.assertEqual(merged.properties.tags, {'by': 'us'})
        of(self.certificates.get_certificate(name)).verify_directly_issued_by(AUTHORITY.certificate)
        self.assertEqual(self.certificates.get_certificate_operation(name).status, 'completed')

    def test_operations_are_cancelled_and_deleted(self):
        name = self.named('waits')
        self.create(name, policy('CN=waits.example', 'Unknown'))
        self.refuses(ResourceExistsError, 409, self.certificates.begin_create_certificate, name, policy('CN=waits.example'))
        self.assertTrue(self.certificates.cancel_certificate_operation(name).cancellation_requested)
        self.assertTrue(self.certificates.get_certificate_operation(name).cancellation_requested)
        self.assertTrue(self.certificates.delete_certificate_operation(name).id.endswith(f'/{name}/pending'))
        self.refuses(ResourceNotFoundError, 404, self.certificates.get_certificate_operation, name)
        self.refuses(ResourceNotFoundError, 404, self.certificates.delete_certificate_operation, name)

    def test_imports_pkcs12_and_pem_with_their_chain(self):
        issued = AUTHORITY.issue('brought.example')
        pfx = self.certificates.import_certificate(self.named('pfx'), issued.pfx('word'), password='word', tags={'from': 'file'})
        self.assertEqual(of(pfx), issued.certificate)
        self.assertEqual(pfx.properties.tags, {'from': 'file'})
        self.refuses(HttpResponseError, 400, self.certificates.import_certificate, self.named('no'), issued.pfx('word'), password='x')
        wanted = CertificatePolicy('Unknown', content_type='application/x-pem-file', exportable=True)
        for name, more in [(self.named('pem'), {'policy': wanted}), (self.named('pem-alone'), {})]:
            self.assertEqual(of(self.certificates.import_certificate(name, issued.pem(), **more)), issued.certificate)
        value = self.secrets.get_secret(self.named('pem')).value.encode()
        self.assertEqual(load_pem_private_key(value, None).public_key(), issued.certificate.public_key())
        self.assertEqual(x509.load_pem_x509_certificates(value), [issued.certificate, AUTHORITY.certificate])

    def test_versions_lists_update_policy(self):
        name = self.named('cert-versions')
        first, second = self.create(name, policy('CN=one.example')), self.create(name, policy('CN=two.example'))
        versions = {each.version for each in self.certificates.list_properties_of_certificate_versions(name)}
        self.assertEqual(versions, {first.properties.version, second.properties.version})
        self.assertIn(name, [each.name for each in self.certificates.list_properties_of_certificates()])
        self.assertEqual(self.certificates.get_certificate_version(name, first.properties.version).cer, first.cer)
        changed = self.certificates.update_certificate_properties(name, second.properties.version, enabled=False, tags={'a': 'b'})
        self.assertEqual((changed.properties.enabled, changed.properties.tags), (False, {'a': 'b'}))
        self.assertEqual(self.certificates.get_certificate(name).properties.enabled, False)
        self.refuses(HttpResponseError, 403, self.secrets.get_secret, name)
        self.certificates.update_certificate_policy(name, policy(
            'CN=three.example', validity_in_months=24,
            lifetime_actions=[LifetimeAction(CertificatePolicyAction.auto_renew, days_before_expiry=30)]))
        read = self.certificates.get_certificate_policy(name)
        self.assertEqual((read.subject, read.validity_in_months, read.issuer_name), ('CN=three.example', 24, 'Self'))
        self.assertEqual([(each.action, each.days_before_expiry) for each in read.lifetime_actions], [('AutoRenew', 30)])

    def test_contacts(self):
        for contacts in [[CertificateContact(email='ann@shop.example', name='Ann', phone='1'), CertificateContact(email='bo@shop.example')],
                         [CertificateContact(email='bo@shop.example')]]:
            self.certificates.set_contacts(contacts)
            self.assertEqual([each.email for each in self.certificates.get_contacts()], [each.email for each in contacts])
        self.assertEqual([each.email for each in self.certificates.delete_contacts()], ['bo@shop.example'])
        self.refuses(ResourceNotFoundError, 404, self.certificates.get_contacts)

    def test_issuers(self):
        name = self.named('ours')
        self.certificates.create_issuer(
            name, 'Test', account_id='account', password='never told', organization_id='shop',
            admin_contacts=[AdministratorContact('Ann', 'Bo', 'ann@shop.example', '1')])
        issuer = self.certificates.get_issuer(name)
        self.assertEqual((issuer.provider, issuer.account_id, issuer.password), ('Test', 'account', None))
        self.assertEqual((issuer.organization_id, issuer.admin_contacts[0].email), ('shop', 'ann@shop.example'))
        self.assertFalse(self.certificates.update_issuer(name, enabled=False, account_id='another').enabled)
        self.assertEqual(self.certificates.get_issuer(name).account_id, 'another')
        self.assertIn(name, [each.name for each in self.certificates.list_properties_of_issuers()])
        self.assertEqual(self.certificates.delete_issuer(name).name, name)
        self.refuses(ResourceNotFoundError, 404, self.certificates.get_issuer, name)

    def test_delete_recover_backup_purge_restore(self):
        name = self.named('cert-kept')
        made = self.create(name, policy('CN=kept.example'))
        backup = self.certificates.backup_certificate(name)
        self.refuses(ResourceExistsError, 409, self.certificates.restore_certificate_backup, backup)
        deleted = self.certificates.begin_delete_certificate(name).result()
        self.assertTrue(deleted.recovery_id.endswith(f'/deletedcertificates/{name}'))
        self.refuses(ResourceNotFoundError, 404, self.certificates.get_certificate, name)
        self.refuses(ResourceExistsError, 409, self.certificates.begin_create_certificate, name, policy('CN=kept.example'))
        self.assertEqual(self.certificates.get_deleted_certificate(name).id, made.id)
        self.assertIn(name, [each.name for each in self.certificates.list_deleted_certificates()])
        recovery = self.certificates.begin_recover_deleted_certificate(name)
        recovery.wait()
        self.assertEqual(recovery.result().id, made.id)
        self.remove(name)
        self.certificates.purge_deleted_certificate(name)
        self.refuses(ResourceNotFoundError, 404, self.certificates.get_deleted_certificate, name)
        self.assertEqual(self.certificates.restore_certificate_backup(backup).cer, made.cer)
        self.refuses(HttpResponseError, 400, self.certificates.restore_certificate_backup, b'garbage')
