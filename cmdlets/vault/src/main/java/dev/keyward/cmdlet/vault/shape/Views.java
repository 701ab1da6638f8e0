package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.View;
import dev.keyward.cmdlet.View.Column;
import dev.keyward.cmdlet.View.Item;
import dev.keyward.cmdlet.View.ListView;
import dev.keyward.cmdlet.View.TableView;
import java.util.ArrayList;
import java.util.List;

/// How the objects are shown when a script doesn't say (cmdlets.md, section 2).
public final class Views {
    private static final int NAME_WIDTH = 38;

    private Views() {}

    public static List<View> all() {
        List<View> views = new ArrayList<>();
        vaults(views);
        keys(views);
        secrets(views);
        views.addAll(CertificateViews.all());
        accounts(views);
        resources(views);
        offers(views);
        return List.copyOf(views);
    }

    private static void vaults(List<View> views) {
        views.add(
                list(
                        Types.VAULT_ITEM,
                        "Vault Name=VaultName",
                        "Resource Group Name=ResourceGroupName",
                        "Location",
                        "Resource ID=ResourceId",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.VAULT,
                        "Vault Name=VaultName",
                        "Resource Group Name=ResourceGroupName",
                        "Location",
                        "Resource ID=ResourceId",
                        "Vault URI=VaultUri",
                        "Tenant ID=TenantId",
                        "SKU=Sku",
                        "Enabled For Deployment?=EnabledForDeployment",
                        "Enabled For Template Deployment?=EnabledForTemplateDeployment",
                        "Enabled For Disk Encryption?=EnabledForDiskEncryption",
                        "Enabled For RBAC Authorization?=EnableRbacAuthorization",
                        "Soft Delete Enabled?=EnableSoftDelete",
                        "Soft Delete Retention Period (days)=SoftDeleteRetentionInDays",
                        "Purge Protection Enabled?=EnablePurgeProtection",
                        "Access Policies=AccessPoliciesText",
                        "Network Rule Set=NetworkAclsText",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.OLD_VAULT,
                        "Vault Name=VaultName",
                        "Resource Group Name=ResourceGroupName",
                        "Location",
                        "Resource ID=ResourceId",
                        "Vault URI=VaultUri",
                        "Tenant ID=TenantId",
                        "SKU=Sku",
                        "Enabled For Deployment?=EnabledForDeployment",
                        "Enabled For Template Deployment?=EnabledForTemplateDeployment",
                        "Enabled For Disk Encryption?=EnabledForDiskEncryption",
                        "Access Policies=AccessPoliciesText",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.DELETED_VAULT,
                        "Vault Name=VaultName",
                        "Location",
                        "Id",
                        "Resource ID=ResourceId",
                        "Deletion Date=DeletionDate",
                        "Scheduled Purge Date=ScheduledPurgeDate",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.POLICY,
                        "Tenant ID=TenantId",
                        "Object ID=ObjectId",
                        "Application ID=ApplicationId",
                        "Display Name=DisplayName",
                        "Permissions to Keys=PermissionsToKeysStr",
                        "Permissions to Secrets=PermissionsToSecretsStr",
                        "Permissions to Certificates=PermissionsToCertificatesStr",
                        "Permissions to (Key Vault Managed) Storage=PermissionsToStorageStr"));
        views.add(
                list(
                        Types.RULES,
                        "DefaultAction",
                        "Bypass",
                        "IpAddressRanges",
                        "IpAddressRangesText",
                        "VirtualNetworkResourceIds",
                        "VirtualNetworkResourceIdsText"));
    }

    private static void keys(List<View> views) {
        views.add(
                list(
                        Types.KEY_ITEM,
                        "Vault/HSM Name=VaultName",
                        "Name",
                        "Version",
                        "Id",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Recovery Level=RecoveryLevel",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.KEY,
                        "Vault/HSM Name=VaultName",
                        "Name",
                        "Key Type=KeyType",
                        "Key Size=KeySize",
                        "Curve Name=CurveName",
                        "Version",
                        "Id",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Recovery Level=RecoveryLevel",
                        "Tags=TagsTable"));
        views.add(list(Types.OLD_KEY, "Attributes", "Key", "VaultName", "Name", "Version", "Id"));
        views.add(
                list(
                        Types.DELETED_KEY_ITEM,
                        "Vault/HSM Name=VaultName",
                        "Name",
                        "Id",
                        "Deleted Date=DeletedDate",
                        "Scheduled Purge Date=ScheduledPurgeDate",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Recovery Level=RecoveryLevel",
                        "Tags=TagsTable"));
        views.add(
                list(
                        Types.DELETED_KEY,
                        "Vault/HSM Name=VaultName",
                        "Name",
                        "Key Type=KeyType",
                        "Key Size=KeySize",
                        "Curve Name=CurveName",
                        "Id",
                        "Deleted Date=DeletedDate",
                        "Scheduled Purge Date=ScheduledPurgeDate",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Recovery Level=RecoveryLevel",
                        "Tags=TagsTable"));
        views.add(list(Types.KEY_RESULT, "KeyId", "RawResult", "Algorithm"));
        views.add(list(Types.KEY_RELEASE, "VaultName", "KeyName", "Value"));
        views.add(
                list(
                        Types.ROTATION_POLICY,
                        "Id",
                        "VaultName",
                        "KeyName",
                        "LifetimeActions",
                        "ExpiresIn",
                        "CreatedOn",
                        "UpdatedOn"));
    }

    private static void secrets(List<View> views) {
        views.add(
                list(
                        List.of(Types.SECRET_ITEM, Types.SECRET),
                        "Vault Name=VaultName",
                        "Name",
                        "Version",
                        "Id",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Content Type=ContentType",
                        "Tags=TagsTable"));
        views.add(
                list(
                        List.of(Types.DELETED_SECRET_ITEM, Types.DELETED_SECRET),
                        "Vault Name=VaultName",
                        "Name",
                        "Id",
                        "Deleted Date=DeletedDate",
                        "Scheduled Purge Date=ScheduledPurgeDate",
                        "Enabled",
                        "Expires",
                        "Not Before=NotBefore",
                        "Created",
                        "Updated",
                        "Content Type=ContentType",
                        "Tags=TagsTable"));
    }

    private static void accounts(List<View> views) {
        views.add(table(Types.PROFILE, "Account", "SubscriptionName", "TenantId", "Environment"));
        // A context's name says everything there is, so it's cut as the modules cut it.
        views.add(
                new TableView(
                        List.of(Types.CONTEXT),
                        List.of(
                                new Column(Item.of("Name"), NAME_WIDTH, View.Alignment.LEFT),
                                Column.of("Account"),
                                Column.of("SubscriptionName"),
                                Column.of("Environment"),
                                Column.of("TenantId")),
                        null));
        views.add(table(Types.SUBSCRIPTION, "Name", "Id", "TenantId", "State"));
        views.add(table(Types.TENANT, "Id", "Name", "Domains"));
        views.add(
                table(
                        Types.ENVIRONMENT,
                        "Name",
                        "Resource Manager Url=ResourceManagerUrl",
                        "ActiveDirectory Authority=ActiveDirectoryAuthority"));
        views.add(table(Types.APPLICATION, "DisplayName", "Id", "AppId"));
        views.add(table(Types.SERVICE_PRINCIPAL, "DisplayName", "Id", "AppId"));
        views.add(table(Types.USER, "DisplayName", "Id", "Mail", "UserPrincipalName"));
        views.add(table(Types.GROUP, "DisplayName", "Id"));
    }

    private static void resources(List<View> views) {
        views.add(
                list(
                        Types.RESOURCE_GROUP,
                        "ResourceGroupName",
                        "Location",
                        "ProvisioningState",
                        "Tags=TagsTable",
                        "ResourceId"));
        views.add(
                list(
                        Types.PROVIDER,
                        "ProviderNamespace",
                        "RegistrationState",
                        "ResourceTypes",
                        "Locations"));
        views.add(
                list(
                        Types.ROLE_ASSIGNMENT,
                        "RoleAssignmentName",
                        "RoleAssignmentId",
                        "Scope",
                        "DisplayName",
                        "SignInName",
                        "RoleDefinitionName",
                        "RoleDefinitionId",
                        "ObjectId",
                        "ObjectType",
                        "CanDelegate",
                        "Description",
                        "ConditionVersion",
                        "Condition"));
        views.add(
                list(
                        Types.ROLE_DEFINITION,
                        "Name",
                        "Id",
                        "IsCustom",
                        "Description",
                        "Actions",
                        "NotActions",
                        "DataActions",
                        "NotDataActions",
                        "AssignableScopes"));
        views.add(
                list(
                        Types.EVENT_SUBSCRIPTION,
                        "VaultName",
                        "Name",
                        "Endpoint",
                        "EventTypes",
                        "SigningSecret"));
        views.add(
                table(
                        Types.AUDIT_RECORD,
                        "Time",
                        "OperationName",
                        "Status=ResultSignature",
                        "Caller",
                        "Id"));
    }

    private static void offers(List<View> views) {
        views.add(
                table(Types.PLAN, "Name", "DisplayName", "ResourceGroupName", "SubscriptionCount"));
        views.add(
                table(
                        Types.OFFER,
                        "Name",
                        "DisplayName",
                        "State",
                        "ResourceGroupName",
                        "SubscriptionCount"));
        views.add(table(Types.PUBLIC_OFFER, "Name", "DisplayName", "Description"));
        views.add(table(Types.OFFER_DELEGATION, "Name", "OfferName", "SubscriptionId"));
        views.add(
                table(
                        Types.VAULT_QUOTA,
                        "Name",
                        "MaxVaults",
                        "MaxObjects",
                        "MaxRequestsPerSecond"));
        views.add(table(Types.SUBSCRIPTION_QUOTA, "Name", "AllowCustomPortalBranding"));
        views.add(
                table(
                        Types.USER_SUBSCRIPTION,
                        "SubscriptionId",
                        "DisplayName",
                        "State",
                        "Owner",
                        "TenantId"));
        views.add(table(Types.ACQUIRED_PLAN, "AcquisitionId", "PlanId", "AcquisitionTime"));
        views.add(table(Types.DIRECTORY_TENANT, "Name", "TenantId", "DisplayName"));
        views.add(table(Types.IDENTITY_PROVIDER, "Name", "Enabled", "Issuer", "ObjectIds"));
        views.add(table(Types.IDENTITY_HEALTH, "DisplayName", "TenantId", "Status"));
        views.add(table(Types.STACK_LOCATION, "Name", "Id"));
        views.add(table(Types.REGION, "Location", "DisplayName", "Providers"));
    }

    static ListView list(String type, String... items) {
        return list(List.of(type), items);
    }

    /// @param items `Label=Property`, or one word for both
    static ListView list(List<String> types, String... items) {
        List<Item> shown = new ArrayList<>();
        for (String item : items) {
            int equals = item.indexOf('=');
            shown.add(
                    equals < 0
                            ? Item.of(item)
                            : Item.of(item.substring(0, equals), item.substring(equals + 1)));
        }
        return new ListView(types, shown);
    }

    static TableView table(String type, String... columns) {
        List<Column> shown = new ArrayList<>();
        for (String column : columns) {
            int equals = column.indexOf('=');
            shown.add(
                    equals < 0
                            ? Column.of(column)
                            : Column.of(column.substring(0, equals), column.substring(equals + 1)));
        }
        return new TableView(List.of(type), shown, null);
    }
}
