#!/usr/bin/env bash
# A vault, a key, a signature, a secret and a certificate with the az CLI, on a server whose environment file was sourced (README.md).
set -euo pipefail
cd "$(dirname "$0")"

cloud=first-steps
az cloud show --name "$cloud" > /dev/null 2>&1 ||
  az cloud register --name "$cloud" --endpoint-resource-manager "$AZURE_RESOURCE_MANAGER_URL"
az cloud set --name "$cloud" 2> /dev/null
# From standard input, so that the secret isn't in the list of processes.
printf %s "$AZURE_CLIENT_SECRET" | az login --service-principal --username "$AZURE_CLIENT_ID" --password @- \
  --tenant "$AZURE_TENANT_ID" --output none

vault=first-$(openssl rand -hex 4)
az group create --name first-steps --location local --output none
az keyvault create --name "$vault" --resource-group first-steps --output none
echo "vault:       $(az keyvault show --name "$vault" --query properties.vaultUri --output tsv)"

# az makes vaults that ask for roles, so whoever made one isn't let in before he says so.
az role assignment create --role "Key Vault Administrator" --assignee "$AZURE_CLIENT_ID" \
  --scope "$(az keyvault show --name "$vault" --query id --output tsv)" --output none

az keyvault key create --vault-name "$vault" --name signing --kty EC --curve P-256 --output none
digest=$(printf 'a document' | openssl dgst -sha256 -binary | base64)
signature=$(az keyvault key sign --vault-name "$vault" --name signing --algorithm ES256 --digest "$digest" \
  --query signature --output tsv)
echo "signature:   $signature"
echo "is right:    $(az keyvault key verify --vault-name "$vault" --name signing --algorithm ES256 --digest "$digest" \
  --signature "$signature" --query isValid --output tsv)"

az keyvault secret set --vault-name "$vault" --name database --file <(openssl rand -hex 16 | tr -d '\n') \
  --output none
secret=$(az keyvault secret show --vault-name "$vault" --name database --query value --output tsv)
echo "secret:      ${#secret} characters"

az keyvault certificate create --vault-name "$vault" --name web --policy @policy.json --output none
echo "certificate: $(az keyvault certificate show --vault-name "$vault" --name web --query cer --output tsv |
  base64 --decode | openssl x509 -inform DER -noout -subject)"
