package main

// Every operation on keys through the unmodified SDK; Go's own cryptography checks the results.

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"testing"

	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
	"github.com/Azure/go-autorest/autorest/to"
)

var (
	text    = []byte("what is signed")
	digest  = sha256.Sum256(text)
	outside = must(rsa.GenerateKey(rand.Reader, 2048))
)

func encode(octets []byte) *string {
	return to.StringPtr(base64.RawURLEncoding.EncodeToString(octets))
}

func decode(word *string) []byte {
	return must(base64.RawURLEncoding.DecodeString(*word))
}

func number(word *string) *big.Int {
	return new(big.Int).SetBytes(decode(word))
}

func TestKeys(t *testing.T) {
	create := func() (keyvault.KeyBundle, error) {
		return client.CreateKey(ctx, url, "go-ec", keyvault.KeyCreateParameters{Kty: keyvault.EC, Curve: keyvault.P256})
	}
	first, second := must(create()), must(create())
	expect(t, "the newest is given", *must(client.GetKey(ctx, url, "go-ec", "")).Key.Kid == *second.Key.Kid)
	expect(t, "the first is kept", *must(client.GetKey(ctx, url, "go-ec", last(first.Key.Kid))).Key.X == *first.Key.X)
	versions := must(client.GetKeyVersionsComplete(ctx, url, "go-ec", to.Int32Ptr(1)))
	expect(t, "two versions", count(&versions) == 2)
	update := keyvault.KeyUpdateParameters{Tags: map[string]*string{"a": to.StringPtr("b")}}
	expect(t, "updated", *must(client.UpdateKey(ctx, url, "go-ec", "", update)).Tags["a"] == "b")
	keys := must(client.GetKeysComplete(ctx, url, to.Int32Ptr(1)))
	expect(t, "listed", count(&keys) >= 1)

	backup := must(client.BackupKey(ctx, url, "go-ec"))
	must(client.DeleteKey(ctx, url, "go-ec"))
	_, err := client.GetKey(ctx, url, "go-ec", "")
	refused(t, 404, err)
	must(client.GetDeletedKey(ctx, url, "go-ec"))
	deleted := must(client.GetDeletedKeysComplete(ctx, url, nil))
	expect(t, "listed as deleted", count(&deleted) >= 1)
	must(client.RecoverDeletedKey(ctx, url, "go-ec"))
	must(client.DeleteKey(ctx, url, "go-ec"))
	must(client.PurgeDeletedKey(ctx, url, "go-ec"))
	restored := must(client.RestoreKey(ctx, url, keyvault.KeyRestoreParameters{KeyBundleBackup: backup.Value}))
	expect(t, "restored", *restored.Key.Kid == *second.Key.Kid)
}

func TestEllipticCurves(t *testing.T) {
	key := must(client.CreateKey(ctx, url, "go-signer", keyvault.KeyCreateParameters{Kty: keyvault.EC, Curve: keyvault.P256})).Key
	signed := must(client.Sign(ctx, url, "go-signer", "", keyvault.KeySignParameters{Algorithm: keyvault.ES256, Value: encode(digest[:])}))
	signature := decode(signed.Result)
	public := ecdsa.PublicKey{Curve: elliptic.P256(), X: number(key.X), Y: number(key.Y)}
	r, s := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	expect(t, "Go verifies", ecdsa.Verify(&public, digest[:], r, s))
	claim := keyvault.KeyVerifyParameters{Algorithm: keyvault.ES256, Digest: encode(digest[:]), Signature: signed.Result}
	expect(t, "the vault verifies", *must(client.Verify(ctx, url, "go-signer", "", claim)).Value)
	signature[7] ^= 1
	claim.Signature = encode(signature)
	expect(t, "damage is seen", !*must(client.Verify(ctx, url, "go-signer", "", claim)).Value)
}

func TestRSA(t *testing.T) {
	own := keyvault.JSONWebKey{
		Kty: keyvault.RSA, KeyOps: &[]string{"encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"},
		N: encode(outside.N.Bytes()), E: encode(big.NewInt(int64(outside.E)).Bytes()), D: encode(outside.D.Bytes()),
		P: encode(outside.Primes[0].Bytes()), Q: encode(outside.Primes[1].Bytes()), QI: encode(outside.Precomputed.Qinv.Bytes()),
		DP: encode(outside.Precomputed.Dp.Bytes()), DQ: encode(outside.Precomputed.Dq.Bytes()),
	}
	brought := must(client.ImportKey(ctx, url, "go-rsa", keyvault.KeyImportParameters{Key: &own}))
	expect(t, "no private part is shown", brought.Key.D == nil && brought.Key.P == nil)

	signed := must(client.Sign(ctx, url, "go-rsa", "", keyvault.KeySignParameters{Algorithm: keyvault.PS256, Value: encode(digest[:])}))
	must(0, rsa.VerifyPSS(&outside.PublicKey, crypto.SHA256, digest[:], decode(signed.Result), nil))

	with := func(algorithm keyvault.JSONWebKeyEncryptionAlgorithm, value []byte) keyvault.KeyOperationsParameters {
		return keyvault.KeyOperationsParameters{Algorithm: algorithm, Value: encode(value)}
	}
	opened := func(sealed keyvault.KeyOperationResult) []byte {
		return must(rsa.DecryptOAEP(sha256.New(), nil, outside, decode(sealed.Result), nil))
	}
	sealed := must(rsa.EncryptOAEP(sha1.New(), rand.Reader, &outside.PublicKey, text, nil))
	expect(t, "Go decrypts", bytes.Equal(opened(must(client.Encrypt(ctx, url, "go-rsa", "", with(keyvault.RSAOAEP256, text)))), text))
	expect(t, "Go unwraps", bytes.Equal(opened(must(client.WrapKey(ctx, url, "go-rsa", "", with(keyvault.RSAOAEP256, text)))), text))
	decrypted := must(client.Decrypt(ctx, url, "go-rsa", "", with(keyvault.RSAOAEP, sealed)))
	expect(t, "the vault decrypts", bytes.Equal(decode(decrypted.Result), text))
	unwrapped := must(client.UnwrapKey(ctx, url, "go-rsa", "", with(keyvault.RSAOAEP, sealed)))
	expect(t, "the vault unwraps", bytes.Equal(decode(unwrapped.Result), text))
	sealed[7] ^= 1
	_, err := client.Decrypt(ctx, url, "go-rsa", "", with(keyvault.RSAOAEP, sealed))
	refused(t, 400, err)
}
