// A secret and a signature with the Azure SDK for Go, against the server that `keyward serve --dev` starts.
// Start it with the variables of its environment file, for instance:
//
//	set -a; . ~/.keyward/dev.env; set +a; GO111MODULE=off GOPATH=/usr/share/gocode go run tour.go
package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"

	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
	"github.com/Azure/go-autorest/autorest"
	"github.com/Azure/go-autorest/autorest/adal"
	"github.com/Azure/go-autorest/autorest/to"
)

var (
	ctx = context.Background()
	url = os.Getenv("AZURE_KEYVAULT_URL")
)

// A client that signs in where the vault's challenge says, by way of the authority of the environment.
func signedIn() keyvault.BaseClient {
	client := keyvault.New()
	client.Authorizer = autorest.NewBearerAuthorizerCallback(nil, func(tenant, resource string) (*autorest.BearerAuthorizer, error) {
		authority, err := adal.NewOAuthConfig(os.Getenv("AZURE_AUTHORITY_HOST"), tenant)
		if err != nil {
			return nil, err
		}
		id, secret := os.Getenv("AZURE_CLIENT_ID"), os.Getenv("AZURE_CLIENT_SECRET")
		token, err := adal.NewServicePrincipalToken(*authority, id, secret, resource)
		return autorest.NewBearerAuthorizer(token), err
	})
	return client
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	client := signedIn()
	must(client.SetSecret(ctx, url, "greeting", keyvault.SecretSetParameters{Value: to.StringPtr("hello")}))
	fmt.Println("secret:", *must(client.GetSecret(ctx, url, "greeting", "")).Value)

	must(client.CreateKey(ctx, url, "signer", keyvault.KeyCreateParameters{Kty: keyvault.EC, Curve: keyvault.P256}))
	digest := sha256.Sum256([]byte("a document"))
	value := base64.RawURLEncoding.EncodeToString(digest[:])
	signed := must(client.Sign(ctx, url, "signer", "", keyvault.KeySignParameters{Algorithm: keyvault.ES256, Value: &value}))
	fmt.Println("signature:", *signed.Result)
}
