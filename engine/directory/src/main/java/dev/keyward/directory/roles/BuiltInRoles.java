package dev.keyward.directory.roles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The roles every deployment has, under the ids that Azure gave them (authorization.md, section
/// 4.2).
public final class BuiltInRoles {
    private static final String VAULTS = "Microsoft.KeyVault/vaults/";

    /// What roles over the contents of a vault may do to find it.
    private static final List<String> FINDING =
            List.of(
                    "Microsoft.Authorization/*/read",
                    "Microsoft.Insights/alertRules/*",
                    "Microsoft.Resources/deployments/*",
                    "Microsoft.Resources/subscriptions/resourceGroups/read",
                    "Microsoft.Support/*",
                    "Microsoft.KeyVault/checkNameAvailability/read",
                    "Microsoft.KeyVault/deletedVaults/read",
                    "Microsoft.KeyVault/locations/*/read",
                    "Microsoft.KeyVault/vaults/*/read",
                    "Microsoft.KeyVault/operations/read");

    private static final RoleDefinition ADMINISTRATOR =
            overData(
                    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
                    "Key Vault Administrator",
                    "Everything inside a vault; not the vault itself, nor who may do what.",
                    FINDING,
                    "*");
    private static final RoleDefinition KEY_VAULT_READER =
            overData(
                    "21090545-7ca7-4776-b22c-e363652d74d2",
                    "Key Vault Reader",
                    "Metadata of vaults and of what is in them; no secret's value.",
                    FINDING,
                    "*/read",
                    "secrets/readMetadata/action");
    private static final RoleDefinition CERTIFICATES_OFFICER =
            overData(
                    "a4417e6f-fecd-4de8-b567-7b0420556985",
                    "Key Vault Certificates Officer",
                    "Everything with certificates.",
                    FINDING,
                    "certificatecas/*",
                    "certificates/*",
                    "certificatecontacts/write");
    private static final RoleDefinition CRYPTO_OFFICER =
            overData(
                    "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
                    "Key Vault Crypto Officer",
                    "Everything with keys.",
                    FINDING,
                    "keys/*",
                    "keyrotationpolicies/*");
    private static final RoleDefinition CRYPTO_SERVICE_ENCRYPTION_USER =
            overData(
                    "e147488a-f6f5-4113-8e2d-b22465e65bf6",
                    "Key Vault Crypto Service Encryption User",
                    "Metadata of keys, wrapping and unwrapping.",
                    List.of(
                            "Microsoft.EventGrid/eventSubscriptions/write",
                            "Microsoft.EventGrid/eventSubscriptions/read",
                            "Microsoft.EventGrid/eventSubscriptions/delete"),
                    "keys/read",
                    "keys/wrap/action",
                    "keys/unwrap/action");
    private static final RoleDefinition CRYPTO_USER =
            overData(
                    "12338af0-0e69-4776-bea7-57ae8d297424",
                    "Key Vault Crypto User",
                    "Cryptography with the keys that are there.",
                    List.of(),
                    "keys/read",
                    "keys/update/action",
                    "keys/backup/action",
                    "keys/encrypt/action",
                    "keys/decrypt/action",
                    "keys/wrap/action",
                    "keys/unwrap/action",
                    "keys/sign/action",
                    "keys/verify/action");
    private static final RoleDefinition SECRETS_OFFICER =
            overData(
                    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
                    "Key Vault Secrets Officer",
                    "Everything with secrets.",
                    FINDING,
                    "secrets/*");
    private static final RoleDefinition SECRETS_USER =
            overData(
                    "4633458b-17de-408a-b874-0445c86b69e6",
                    "Key Vault Secrets User",
                    "Values of secrets.",
                    List.of(),
                    "secrets/getSecret/action",
                    "secrets/readMetadata/action");

    private static final List<RoleDefinition> ALL =
            Stream.of(
                            ADMINISTRATOR,
                            KEY_VAULT_READER,
                            CERTIFICATES_OFFICER,
                            CRYPTO_OFFICER,
                            CRYPTO_SERVICE_ENCRYPTION_USER,
                            CRYPTO_USER,
                            SECRETS_OFFICER,
                            SECRETS_USER,
                            overData(
                                    "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
                                    "Key Vault Certificate User",
                                    "Whole certificates, with their private keys.",
                                    List.of(),
                                    "certificates/read",
                                    "secrets/getSecret/action",
                                    "secrets/readMetadata/action",
                                    "keys/read"),
                            overData(
                                    "08bbd89e-9f13-488c-ac41-acfcb10c90ab",
                                    "Key Vault Crypto Service Release User",
                                    "Release of keys.",
                                    List.of(),
                                    "keys/release/action"),
                            overResources(
                                    "8b54135c-b56d-4d72-a534-26097cfdc8d8",
                                    "Key Vault Data Access Administrator",
                                    "Gives and takes eight of the roles over what is in vaults.",
                                    List.of(
                                            "Microsoft.Authorization/roleAssignments/write",
                                            "Microsoft.Authorization/roleAssignments/delete",
                                            "Microsoft.Authorization/*/read",
                                            "Microsoft.Resources/deployments/*",
                                            "Microsoft.Resources/subscriptions/resourceGroups/read",
                                            "Microsoft.Resources/subscriptions/read",
                                            "Microsoft.Support/*",
                                            "Microsoft.KeyVault/vaults/*/read"),
                                    List.of(),
                                    Set.of(
                                            ADMINISTRATOR.id(),
                                            CERTIFICATES_OFFICER.id(),
                                            CRYPTO_OFFICER.id(),
                                            CRYPTO_SERVICE_ENCRYPTION_USER.id(),
                                            CRYPTO_USER.id(),
                                            KEY_VAULT_READER.id(),
                                            SECRETS_OFFICER.id(),
                                            SECRETS_USER.id())),
                            overResources(
                                    "f25e0fa2-a7c8-4377-a976-54943a77a395",
                                    "Key Vault Contributor",
                                    "Vaults, but nothing inside them, nor purging.",
                                    List.of(
                                            "Microsoft.Authorization/*/read",
                                            "Microsoft.Insights/alertRules/*",
                                            "Microsoft.KeyVault/*",
                                            "Microsoft.Resources/deployments/*",
                                            "Microsoft.Resources/subscriptions/resourceGroups/read",
                                            "Microsoft.Support/*"),
                                    List.of(
                                            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
                                            "Microsoft.KeyVault/hsmPools/*",
                                            "Microsoft.KeyVault/managedHsms/*"),
                                    null),
                            overResources(
                                    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
                                    "Owner",
                                    "All resources, and who may do what with them.",
                                    List.of("*"),
                                    List.of(),
                                    null),
                            overResources(
                                    "b24988ac-6180-42a0-ab88-20f7382dd24c",
                                    "Contributor",
                                    "All resources, but not who may do what with them.",
                                    List.of("*"),
                                    List.of(
                                            "Microsoft.Authorization/*/Delete",
                                            "Microsoft.Authorization/*/Write",
                                            "Microsoft.Authorization/elevateAccess/Action"),
                                    null),
                            overResources(
                                    "acdd72a7-3385-48ef-bd42-f606fba81ae7",
                                    "Reader",
                                    "Sees all resources and changes none.",
                                    List.of("*/read"),
                                    List.of(),
                                    null),
                            overResources(
                                    "4a9ae827-6dc8-4573-8ac7-8239d42aa03f",
                                    "Tag Contributor",
                                    "Tags of resources, and nothing else of them.",
                                    List.of(
                                            "Microsoft.Authorization/*/read",
                                            "Microsoft.Insights/alertRules/*",
                                            "Microsoft.Resources/deployments/*",
                                            "Microsoft.Resources/subscriptions/resourceGroups/read",
                                            "Microsoft.Resources/subscriptions/resourceGroups/resources/read",
                                            "Microsoft.Resources/subscriptions/resources/read",
                                            "Microsoft.Resources/tags/*",
                                            "Microsoft.Support/*"),
                                    List.of(),
                                    null),
                            overResources(
                                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                                    "User Access Administrator",
                                    "Who may do what with resources.",
                                    List.of(
                                            "*/read",
                                            "Microsoft.Authorization/*",
                                            "Microsoft.Support/*"),
                                    List.of(),
                                    null))
                    .sorted(Comparator.comparing(RoleDefinition::name))
                    .toList();

    private BuiltInRoles() {}

    /// By name.
    public static List<RoleDefinition> all() {
        return ALL;
    }

    public static Optional<RoleDefinition> find(UUID id) {
        return ALL.stream().filter(role -> role.id().equals(id)).findFirst();
    }

    private static RoleDefinition overData(
            String id, String name, String description, List<String> actions, String... data) {
        List<String> dataActions = new ArrayList<>();
        for (String action : data) {
            dataActions.add(VAULTS + action);
        }
        return new RoleDefinition(
                UUID.fromString(id), name, description, actions, List.of(), dataActions, null);
    }

    private static RoleDefinition overResources(
            String id,
            String name,
            String description,
            List<String> actions,
            List<String> notActions,
            @Nullable Set<UUID> handsOut) {
        return new RoleDefinition(
                UUID.fromString(id), name, description, actions, notActions, List.of(), handsOut);
    }
}
