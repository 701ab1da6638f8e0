package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.TypeToken;

/// .NET names of the objects the cmdlets give (cmdlets, section 2).
public final class Types {
    private static final String VAULT_MODELS = "Microsoft.Azure.Commands.KeyVault.Models.";
    private static final String PROFILE_MODELS = "Microsoft.Azure.Commands.Profile.Models.";
    private static final String RESOURCE_MODELS =
            "Microsoft.Azure.Commands.ResourceManager.Cmdlets.SdkModels.";
    private static final String GRAPH_MODELS =
            "Microsoft.Azure.PowerShell.Cmdlets.Resources.MSGraph.Models.ApiV10.";

    private static final String AUTHORIZATION_MODELS =
            "Microsoft.Azure.Commands.Resources.Models.Authorization.";

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
    static final String TOKEN = PROFILE_MODELS + "PSSecureAccessToken";
    static final String RESOURCE_GROUP = RESOURCE_MODELS + "PSResourceGroup";
    static final String PROVIDER = RESOURCE_MODELS + "PSResourceProvider";
    static final String PROVIDER_TYPE = RESOURCE_MODELS + "PSResourceProviderResourceType";
    static final String APPLICATION = GRAPH_MODELS + "MicrosoftGraphApplication";
    static final String SERVICE_PRINCIPAL = GRAPH_MODELS + "MicrosoftGraphServicePrincipal";
    static final String USER = GRAPH_MODELS + "MicrosoftGraphUser";
    static final String GROUP = GRAPH_MODELS + "MicrosoftGraphGroup";
    static final String ROLE_ASSIGNMENT = AUTHORIZATION_MODELS + "PSRoleAssignment";
    static final String ROLE_DEFINITION = AUTHORIZATION_MODELS + "PSRoleDefinition";
    static final String AUDIT_RECORD = "Keyward.AuditRecord";
    static final String KEY_RELEASE = "Keyward.KeyRelease";
    static final String EVENT_SUBSCRIPTION = "Keyward.EventSubscription";
    static final String REVOCATION = "Keyward.CertificateRevocation";
    static final String SERVER_TIME = "Keyward.ServerTime";
    static final String VAULT_CONTENTS = "Keyward.VaultContents";
    static final String AUDIT_CHECK = "Keyward.AuditCheck";
    static final String INTEGRITY_CHECK = "Keyward.IntegrityCheck";
    static final String INTEGRITY_FINDING = "Keyward.IntegrityFinding";
    static final String VAULT_REPAIR = "Keyward.VaultRepair";
    static final String SEALING_KEY = "Keyward.SealingKey";

    /// Takes a whole vault too.
    public static final TypeToken A_VAULT = TypeToken.of(VAULT_ITEM);

    public static final TypeToken A_DELETED_VAULT = TypeToken.of(DELETED_VAULT);
    public static final TypeToken A_ROLE_ASSIGNMENT = TypeToken.of(ROLE_ASSIGNMENT);
    public static final TypeToken AN_EVENT_SUBSCRIPTION = TypeToken.of(EVENT_SUBSCRIPTION);
    public static final TypeToken A_RULE_SET = TypeToken.of(RULES);

    /// Takes a whole key too.
    public static final TypeToken A_KEY = TypeToken.of(KEY_ITEM);

    public static final TypeToken A_ROTATION_POLICY = TypeToken.of(ROTATION_POLICY);
    public static final TypeToken A_DELETED_KEY = TypeToken.of(DELETED_KEY_ITEM);

    /// Takes a whole secret too.
    public static final TypeToken A_SECRET = TypeToken.of(SECRET_ITEM);

    public static final TypeToken A_DELETED_SECRET = TypeToken.of(DELETED_SECRET_ITEM);

    /// Takes a whole certificate too.
    public static final TypeToken A_CERTIFICATE = TypeToken.of(CERTIFICATE_ITEM);

    public static final TypeToken A_DELETED_CERTIFICATE = TypeToken.of(DELETED_CERTIFICATE_ITEM);
    public static final TypeToken A_CERTIFICATE_POLICY = TypeToken.of(CERTIFICATE_POLICY);
    public static final TypeToken A_CERTIFICATE_OPERATION = TypeToken.of(CERTIFICATE_OPERATION);

    /// Takes a whole issuer too.
    public static final TypeToken AN_ISSUER = TypeToken.of(ISSUER_ITEM);

    public static final TypeToken AN_ORGANIZATION = TypeToken.of(ORGANIZATION);
    public static final TypeToken ADMINISTRATORS = TypeToken.of(ADMINISTRATOR).many();
    public static final TypeToken CERTIFICATES = TypeToken.of(X509).many();
    public static final TypeToken AN_APPLICATION = TypeToken.of(APPLICATION);
    public static final TypeToken A_SERVICE_PRINCIPAL = TypeToken.of(SERVICE_PRINCIPAL);
    public static final TypeToken A_SUBSCRIPTION = TypeToken.of(SUBSCRIPTION);
    public static final TypeToken A_TENANT = TypeToken.of(TENANT);
    public static final TypeToken AN_ACCOUNT = TypeToken.of(ACCOUNT);
    public static final TypeToken A_CONTEXT = TypeToken.of(CONTEXT);

    private Types() {}
}
