"""A vault of whose keys this application may do everything but read them, made by the unmodified management client.

The client computes by itself what needs no private key, once it has read the key: RSA encryption, wrapping and verifying, verifying with
elliptic curves. Where it may not read the key it asks the vault for everything. So this vault is for testing what the vault computes.
"""
import os
from functools import cache

from azure.mgmt.keyvault import KeyVaultManagementClient
from azure.mgmt.keyvault.models import Permissions, VaultCreateOrUpdateParameters, VaultProperties
from azure.mgmt.subscription import SubscriptionClient
from connection import URL, credential, key_client

NAME = 'unread'
URL_OF_MANAGEMENT = os.environ['AZURE_RESOURCE_MANAGER_URL']
OPTIONS = {'base_url': URL_OF_MANAGEMENT, 'credential_scopes': [URL_OF_MANAGEMENT + '/.default']}


@cache
def url():
    """Of the vault, which is made when it is first asked for, beside the vault that the tests are about."""
    subscription = next(iter(SubscriptionClient(credential, **OPTIONS).subscriptions.list())).subscription_id
    vaults = KeyVaultManagementClient(credential, subscription, **OPTIONS).vaults
    beside = next(each for each in vaults.list_by_subscription() if each.properties.vault_uri.rstrip('/') == URL)
    rights = beside.properties.access_policies[0]
    rights.permissions = Permissions(
        keys=['create', 'import', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'sign', 'verify'])
    properties = VaultProperties(tenant_id=rights.tenant_id, sku=beside.properties.sku, access_policies=[rights])
    group = beside.id.split('/')[4]
    vault = VaultCreateOrUpdateParameters(location=beside.location, properties=properties)
    return vaults.begin_create_or_update(group, NAME, vault).result().properties.vault_uri


def keys(version=None):
    return key_client(version, url())
