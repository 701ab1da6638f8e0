package main

// Every operation on certificates through the unmodified SDK; Go's own X.509 checks what comes back.

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
	"github.com/Azure/go-autorest/autorest/to"
)

func policy(issuer string, months int32) *keyvault.CertificatePolicy {
	return &keyvault.CertificatePolicy{
		IssuerParameters:          &keyvault.IssuerParameters{Name: &issuer},
		KeyProperties:             &keyvault.KeyProperties{KeyType: keyvault.EC, Curve: keyvault.P256, Exportable: to.BoolPtr(true)},
		SecretProperties:          &keyvault.SecretProperties{ContentType: to.StringPtr("application/x-pem-file")},
		X509CertificateProperties: &keyvault.X509CertificateProperties{Subject: to.StringPtr("CN=go.example"), ValidityInMonths: &months},
	}
}

func create(name, issuer string) keyvault.CertificateOperation {
	must(client.CreateCertificate(ctx, url, name, keyvault.CertificateCreateParameters{CertificatePolicy: policy(issuer, 6)}))
	for {
		operation := must(client.GetCertificateOperation(ctx, url, name))
		if issuer == "Unknown" || *operation.Status != "inProgress" {
			return operation
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func TestCertificates(t *testing.T) {
	expect(t, "made", *create("go-self", "Self").Status == "completed")
	made := must(client.GetCertificate(ctx, url, "go-self", ""))
	certificate := must(x509.ParseCertificate(*made.Cer))
	must(0, certificate.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature))
	versions := must(client.GetCertificateVersionsComplete(ctx, url, "go-self", nil))
	expect(t, "one version", count(&versions) == 1)
	certificates := must(client.GetCertificatesComplete(ctx, url, to.Int32Ptr(1), nil))
	expect(t, "listed", count(&certificates) >= 1)
	update := keyvault.CertificateUpdateParameters{Tags: map[string]*string{"a": to.StringPtr("b")}}
	expect(t, "updated", *must(client.UpdateCertificate(ctx, url, "go-self", "", update)).Tags["a"] == "b")
	must(client.UpdateCertificatePolicy(ctx, url, "go-self", *policy("Self", 24)))
	read := must(client.GetCertificatePolicy(ctx, url, "go-self"))
	expect(t, "the policy is updated", *read.X509CertificateProperties.ValidityInMonths == 24)

	// As PEM.
	file := must(client.GetSecret(ctx, url, "go-self", "")).Value
	as := &keyvault.CertificatePolicy{SecretProperties: &keyvault.SecretProperties{ContentType: to.StringPtr("application/x-pem-file")}}
	brought := keyvault.CertificateImportParameters{Base64EncodedCertificate: file, CertificatePolicy: as}
	imported := must(client.ImportCertificate(ctx, url, "go-brought", brought))
	expect(t, "imported", bytes.Equal(*imported.Cer, *made.Cer))

	backup := must(client.BackupCertificate(ctx, url, "go-self"))
	must(client.DeleteCertificate(ctx, url, "go-self"))
	must(client.GetDeletedCertificate(ctx, url, "go-self"))
	deleted := must(client.GetDeletedCertificatesComplete(ctx, url, nil, nil))
	expect(t, "listed as deleted", count(&deleted) >= 1)
	must(client.RecoverDeletedCertificate(ctx, url, "go-self"))
	must(client.DeleteCertificate(ctx, url, "go-self"))
	must(client.PurgeDeletedCertificate(ctx, url, "go-self"))
	restored := must(client.RestoreCertificate(ctx, url, keyvault.CertificateRestoreParameters{CertificateBundleBackup: backup.Value}))
	expect(t, "restored", bytes.Equal(*restored.Cer, *made.Cer))
}

func TestRequests(t *testing.T) {
	create("go-outside", "Unknown")
	cancel := keyvault.CertificateOperationUpdateParameter{CancellationRequested: to.BoolPtr(true)}
	expect(t, "cancelled", *must(client.UpdateCertificateOperation(ctx, url, "go-outside", cancel)).CancellationRequested)
	must(client.DeleteCertificateOperation(ctx, url, "go-outside"))
	_, err := client.GetCertificateOperation(ctx, url, "go-outside")
	refused(t, 404, err)

	request := must(x509.ParseCertificateRequest(*create("go-outside", "Unknown").Csr))
	must(0, request.CheckSignature())
	past, future := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	authority := x509.Certificate{Subject: pkix.Name{CommonName: "Outside Authority"}}
	leaf := x509.Certificate{SerialNumber: big.NewInt(7), Subject: request.Subject, NotBefore: past, NotAfter: future}
	signed := must(x509.CreateCertificate(rand.Reader, &leaf, &authority, request.PublicKey, outside))
	chain := keyvault.CertificateMergeParameters{X509Certificates: &[][]byte{signed}}
	merged := must(client.MergeCertificate(ctx, url, "go-outside", chain))
	expect(t, "merged", bytes.Equal(*merged.Cer, signed))
}

func TestContactsAndIssuers(t *testing.T) {
	contacts := keyvault.Contacts{ContactList: &[]keyvault.Contact{{EmailAddress: to.StringPtr("ann@shop.example")}}}
	must(client.SetCertificateContacts(ctx, url, contacts))
	read := must(client.GetCertificateContacts(ctx, url))
	expect(t, "contacts are kept", *(*read.ContactList)[0].EmailAddress == "ann@shop.example")
	must(client.DeleteCertificateContacts(ctx, url))

	must(client.SetCertificateIssuer(ctx, url, "go-ours", keyvault.CertificateIssuerSetParameters{Provider: to.StringPtr("Test")}))
	off := keyvault.CertificateIssuerUpdateParameters{Attributes: &keyvault.IssuerAttributes{Enabled: to.BoolPtr(false)}}
	must(client.UpdateCertificateIssuer(ctx, url, "go-ours", off))
	expect(t, "an issuer is kept", !*must(client.GetCertificateIssuer(ctx, url, "go-ours")).Attributes.Enabled)
	issuers := must(client.GetCertificateIssuersComplete(ctx, url, nil))
	expect(t, "listed", count(&issuers) >= 1)
	must(client.DeleteCertificateIssuer(ctx, url, "go-ours"))
	_, err := client.GetCertificateIssuer(ctx, url, "go-ours")
	refused(t, 404, err)
}
