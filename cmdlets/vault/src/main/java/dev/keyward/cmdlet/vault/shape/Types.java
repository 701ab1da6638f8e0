package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.TypeToken;
import dev.keyward.model.Bug;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// .NET names of the objects the cmdlets give (cmdlets.md, section 2).
public final class Types {
    private static final String VAULT_MODELS = "Microsoft.Azure.Commands.KeyVault.Models.";
    private static final String PROFILE_MODELS = "Microsoft.Azure.Commands.Profile.Models.";
    private static final String RESOURCE_MODELS =
            "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.";
    private static final String GRAPH_MODELS =
            "Microsoft.Azure.PowerShell.Cmdlets.Resources.MSGraph.Models.ApiV10.";

    private static final String AUTHORIZATION_MODELS =
            "Microsoft.Azure.Commands.Resources.Models.Authorization.";

    private static final String STACK = "Microsoft.AzureStack.Management.";
    private static final String OFFER_MODELS = STACK + "Subscriptions.Admin.Models.";

    static final String VAULT_ITEM = VAULT_MODELS + "PSKeyVaultIdentityItem";
    static final String VAULT = VAULT_MODELS + "PSKeyVault";
    static final String OLD_VAULT = VAULT_MODELS + "PSVault";
    static final String DELETED_VAULT = VAULT_MODELS + "PSDeletedKeyVault";
    static final String POLICY = VAULT_MODELS + "PSKeyVaultAccessPolicy";
    static final String RULES = VAULT_MODELS + "PSKeyVaultNetworkRuleSet";
    static final String KEY_ITEM = VAULT_MODELS + "PSKeyVaultKeyIdentityItem";
    static final String KEY = VAULT_MODELS + "PSKeyVaultKey";
    static final String OLD_KEY = VAULT_MODELS + "KeyBundle";
    static final String KEY_ATTRIBUTES = VAULT_MODELS + "KeyAttributes";
    static final String JSON_WEB_KEY = "Microsoft.Azure.KeyVault.WebKey.JsonWebKey";
    static final String DELETED_KEY_ITEM = VAULT_MODELS + "PSDeletedKeyVaultKeyIdentityItem";
    static final String DELETED_KEY = VAULT_MODELS + "PSDeletedKeyVaultKey";
    static final String SECRET_ITEM = VAULT_MODELS + "PSKeyVaultSecretIdentityItem";
    static final String SECRET = VAULT_MODELS + "PSKeyVaultSecret";
    static final String SECRET_ATTRIBUTES = VAULT_MODELS + "SecretAttributes";
    static final String DELETED_SECRET_ITEM = VAULT_MODELS + "PSDeletedKeyVaultSecretIdentityItem";
    static final String DELETED_SECRET = VAULT_MODELS + "PSDeletedKeyVaultSecret";
    static final String CERTIFICATE_ITEM = VAULT_MODELS + "PSKeyVaultCertificateIdentityItem";
    static final String CERTIFICATE = VAULT_MODELS + "PSKeyVaultCertificate";
    static final String DELETED_CERTIFICATE_ITEM =
            VAULT_MODELS + "PSDeletedKeyVaultCertificateIdentityItem";
    static final String DELETED_CERTIFICATE = VAULT_MODELS + "PSDeletedKeyVaultCertificate";

    /// A policy as cmdlets pass it on.
    public static final String CERTIFICATE_POLICY = VAULT_MODELS + "PSKeyVaultCertificatePolicy";

    static final String CERTIFICATE_OPERATION = VAULT_MODELS + "PSKeyVaultCertificateOperation";
    static final String ISSUER_ITEM = VAULT_MODELS + "PSKeyVaultCertificateIssuerIdentityItem";
    static final String ISSUER = VAULT_MODELS + "PSKeyVaultCertificateIssuer";
    static final String CONTACT = VAULT_MODELS + "PSKeyVaultCertificateContact";
    static final String ADMINISTRATOR = VAULT_MODELS + "PSKeyVaultCertificateAdministratorDetails";
    static final String ORGANIZATION = VAULT_MODELS + "PSKeyVaultCertificateOrganizationDetails";
    static final String X509 = "System.Security.Cryptography.X509Certificates.X509Certificate2";
    static final String KEY_RESULT = VAULT_MODELS + "PSKeyOperationResult";
    static final String ROTATION_POLICY = VAULT_MODELS + "PSKeyRotationPolicy";
    static final String LIFETIME_ACTION = VAULT_MODELS + "PSKeyRotationLifetimeAction";
    static final String PROFILE = PROFILE_MODELS + "PSAzureProfile";
    static final String CONTEXT = PROFILE_MODELS + "PSAzureContext";
    static final String ACCOUNT = PROFILE_MODELS + "PSAzureRmAccount";
    static final String SUBSCRIPTION = PROFILE_MODELS + "PSAzureSubscription";
    static final String TENANT = PROFILE_MODELS + "PSAzureTenant";
    static final String ENVIRONMENT = PROFILE_MODELS + "PSAzureEnvironment";
    static final String AUTOSAVE =
            "Microsoft.Azure.Commands.Common.Authentication.ContextAutosaveSettings";
    static final String TOKEN = PROFILE_MODELS + "PSSecureAccessToken";
    static final String RESOURCE_GROUP = RESOURCE_MODELS + "PSResourceGroup";
    static final String PROVIDER = RESOURCE_MODELS + "PSResourceProvider";
    static final String PROVIDER_TYPE = RESOURCE_MODELS + "PSResourceProviderResourceType";
    static final String APPLICATION = GRAPH_MODELS + "MicrosoftGraphApplication";
    static final String SERVICE_PRINCIPAL = GRAPH_MODELS + "MicrosoftGraphServicePrincipal";
    static final String USER = GRAPH_MODELS + "MicrosoftGraphUser";
    static final String GROUP = GRAPH_MODELS + "MicrosoftGraphGroup";
    static final String PASSWORD = GRAPH_MODELS + "MicrosoftGraphPasswordCredential";
    static final String KEY_CREDENTIAL = GRAPH_MODELS + "MicrosoftGraphKeyCredential";
    static final String ROLE_ASSIGNMENT = AUTHORIZATION_MODELS + "PSRoleAssignment";
    static final String ROLE_DEFINITION = AUTHORIZATION_MODELS + "PSRoleDefinition";
    static final String PLAN = OFFER_MODELS + "Plan";
    static final String OFFER = OFFER_MODELS + "Offer";
    static final String ADD_ON = OFFER_MODELS + "AddonPlanDefinition";
    static final String OFFER_DELEGATION = OFFER_MODELS + "OfferDelegation";
    static final String USER_SUBSCRIPTION = OFFER_MODELS + "Subscription";
    static final String ACQUIRED_PLAN = OFFER_MODELS + "PlanAcquisition";
    static final String DIRECTORY_TENANT = OFFER_MODELS + "DirectoryTenant";
    static final String STACK_LOCATION = OFFER_MODELS + "Location";
    static final String SUBSCRIPTION_QUOTA = OFFER_MODELS + "Quota";
    static final String VAULT_QUOTA = STACK + "KeyVault.Admin.Models.Quota";
    static final String PUBLIC_OFFER = STACK + "Subscriptions.Models.Offer";
    static final String SUCCESSOR = "Keyward.SubscriptionSuccessor";
    static final String CONSENT = "Keyward.DirectoryConsent";
    static final String OFFERED_PLAN = "Keyward.AddOnPlan";
    static final String IDENTITY_PROVIDER = "Keyward.IdentityProvider";
    static final String IDENTITY_HEALTH = "Keyward.IdentityHealth";
    static final String NAME_CHECK = OFFER_MODELS + "CheckNameAvailabilityResponse";
    static final String REGION = RESOURCE_MODELS + "PSResourceProviderLocation";
    static final String AUDIT_RECORD = "Keyward.AuditRecord";
    static final String KEY_RELEASE = "Keyward.KeyRelease";
    static final String EVENT_SUBSCRIPTION = "Keyward.EventSubscription";
    static final String REVOCATION = "Keyward.CertificateRevocation";
    static final String SERVER_TIME = "Keyward.ServerTime";
    static final String SERVER_CLOCK = "Keyward.ServerClock";
    static final String VAULT_CONTENTS = "Keyward.VaultContents";
    static final String AUDIT_CHECK = "Keyward.AuditCheck";
    static final String INTEGRITY_CHECK = "Keyward.IntegrityCheck";
    static final String INTEGRITY_FINDING = "Keyward.IntegrityFinding";
    static final String VAULT_REPAIR = "Keyward.VaultRepair";
    static final String SEALING_KEY = "Keyward.SealingKey";

    /// Those that parameters take.
    private static final Map<String, TypeToken> TAKEN =
            Stream.of(
                            VAULT_ITEM,
                            DELETED_VAULT,
                            ROLE_ASSIGNMENT,
                            EVENT_SUBSCRIPTION,
                            RULES,
                            KEY_ITEM,
                            ROTATION_POLICY,
                            DELETED_KEY_ITEM,
                            SECRET_ITEM,
                            DELETED_SECRET_ITEM,
                            CERTIFICATE_ITEM,
                            DELETED_CERTIFICATE_ITEM,
                            CERTIFICATE_POLICY,
                            CERTIFICATE_OPERATION,
                            ISSUER_ITEM,
                            ORGANIZATION,
                            ADMINISTRATOR,
                            X509,
                            APPLICATION,
                            SERVICE_PRINCIPAL,
                            USER,
                            GROUP,
                            PLAN,
                            OFFER,
                            USER_SUBSCRIPTION,
                            SUBSCRIPTION,
                            TENANT,
                            ACCOUNT,
                            CONTEXT)
                    .map(TypeToken::of)
                    .collect(Collectors.toMap(TypeToken::display, type -> type));

    private Types() {}

    /// The type of that last name.
    static TypeToken named(String name) {
        TypeToken type = TAKEN.get(name);
        if (type == null) {
            throw Bug.because("no parameter takes a " + name);
        }
        return type;
    }
}
