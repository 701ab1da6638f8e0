package main

// Every operation on secrets through the unmodified SDK.

import (
	"errors"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
	"github.com/Azure/go-autorest/autorest"
	"github.com/Azure/go-autorest/autorest/to"
)

var client = signedIn()

func refused(t *testing.T, status int, err error) {
	t.Helper()
	var detailed autorest.DetailedError
	if !errors.As(err, &detailed) || detailed.StatusCode != status {
		t.Errorf("not refused with %d: %v", status, err)
	}
}

func expect(t *testing.T, what string, good bool) {
	t.Helper()
	if !good {
		t.Error("not so: " + what)
	}
}

// What stands behind the last slash.
func last(id *string) string {
	return (*id)[strings.LastIndex(*id, "/")+1:]
}

// What the clients give for walking a list of any length.
type list interface {
	NotDone() bool
	Next() error
}

func count(entries list) int {
	n := 0
	for ; entries.NotDone(); n++ {
		must(0, entries.Next())
	}
	return n
}

func TestSecrets(t *testing.T) {
	set := func(value string) (keyvault.SecretBundle, error) {
		return client.SetSecret(ctx, url, "go-db", keyvault.SecretSetParameters{Value: &value})
	}
	first := must(set("one"))
	must(set("two"))
	expect(t, "the newest is given", *must(client.GetSecret(ctx, url, "go-db", "")).Value == "two")
	expect(t, "the first is kept", *must(client.GetSecret(ctx, url, "go-db", last(first.ID))).Value == "one")
	versions := must(client.GetSecretVersionsComplete(ctx, url, "go-db", to.Int32Ptr(1)))
	expect(t, "two versions", count(&versions) == 2)
	update := keyvault.SecretUpdateParameters{ContentType: to.StringPtr("text/plain"), Tags: map[string]*string{"a": to.StringPtr("b")}}
	changed := must(client.UpdateSecret(ctx, url, "go-db", last(first.ID), update))
	expect(t, "updated", *changed.ContentType == "text/plain" && *changed.Tags["a"] == "b")
	secrets := must(client.GetSecretsComplete(ctx, url, to.Int32Ptr(1)))
	expect(t, "listed", count(&secrets) >= 1)

	backup := must(client.BackupSecret(ctx, url, "go-db"))
	_, err := client.RestoreSecret(ctx, url, keyvault.SecretRestoreParameters{SecretBundleBackup: backup.Value})
	refused(t, 409, err)
	must(client.DeleteSecret(ctx, url, "go-db"))
	_, err = client.GetSecret(ctx, url, "go-db", "")
	refused(t, 404, err)
	_, err = set("three")
	refused(t, 409, err)
	must(client.GetDeletedSecret(ctx, url, "go-db"))
	deleted := must(client.GetDeletedSecretsComplete(ctx, url, nil))
	expect(t, "listed as deleted", count(&deleted) >= 1)
	must(client.RecoverDeletedSecret(ctx, url, "go-db"))
	must(client.DeleteSecret(ctx, url, "go-db"))
	must(client.PurgeDeletedSecret(ctx, url, "go-db"))
	must(client.RestoreSecret(ctx, url, keyvault.SecretRestoreParameters{SecretBundleBackup: backup.Value}))
	expect(t, "restored", *must(client.GetSecret(ctx, url, "go-db", last(first.ID))).Value == "one")
}
