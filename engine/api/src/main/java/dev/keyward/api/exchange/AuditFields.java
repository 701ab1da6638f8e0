package dev.keyward.api.exchange;

import dev.keyward.model.Attributes;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.TenantId;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.vault.certificates.IssuedChain;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operation adds to its own audit record. Every member is named here, so nothing else can
/// get into the log: no values, digests, tags, content types or bodies (audit-log.md, section 6).
///
/// Belongs to one request; written by its operation, read once it is done.
public final class AuditFields {
    /// Further members of `properties`, for records that aren't of a vault.
    public enum Extra {
        CLIENT_ID("clientId"),
        USER("user"),
        GRANT_TYPE("grantType"),
        RESOURCE("resource"),
        TARGET("target"),
        COUNT("count"),
        PRINCIPAL_ID("principalId"),
        ROLE("roleDefinitionId"),
        CREDENTIAL_ID("servicePrincipalCredentialKeyId"),
        THUMBPRINT("servicePrincipalCredentialThumbprint"),
        IDENTITY_ENDPOINT("identityEndpoint"),
        REASON("reason");

        private final String member;

        Extra(String member) {
            this.member = member;
        }

        /// As it stands in the record.
        public String member() {
            return member;
        }
    }

    /// `properties.keyProperties`.
    ///
    /// @param operations empty when the operation doesn't concern them
    public record KeyPart(
            String kty, KeyParameters parameters, List<String> operations, Attributes attributes) {}

    /// `properties.certificateProperties`.
    public record CertificatePart(Attributes attributes, @Nullable IssuedChain chain) {}

    /// `properties.certificatePolicyProperties`.
    public record PolicyPart(CertificatePolicy policy, boolean enabled) {}

    /// Settings of a vault in a `Vault*` record; null where not given.
    ///
    /// @param sku `standard` or `premium`
    public record VaultPart(
            String tenantId,
            String sku,
            @Nullable Boolean enabledForDeployment,
            @Nullable Boolean enabledForDiskEncryption,
            @Nullable Boolean enabledForTemplateDeployment,
            @Nullable Boolean enableSoftDelete,
            @Nullable Integer softDeleteRetentionInDays,
            @Nullable Boolean enablePurgeProtection,
            @Nullable Boolean enableRbacAuthorization) {}

    private @Nullable String objectId;
    private @Nullable String resourceId;
    private @Nullable KeyPart key;
    private @Nullable Attributes secret;
    private @Nullable CertificatePart certificate;
    private @Nullable PolicyPart certificatePolicy;
    private @Nullable String certificateIssuer;
    private @Nullable Boolean cancellation;
    private @Nullable VaultPart vault;
    private @Nullable Map<Extra, String> extras;

    AuditFields() {}

    /// `properties.id`: the URL of the object; without it, that of the path's `{name}` and
    /// `{version}` is taken.
    public void object(String url) {
        this.objectId = url;
    }

    /// `resourceId`: the ARM id of the vault or other resource, in any letter case. Operations on
    /// the data plane needn't set it.
    public void resource(String armId) {
        this.resourceId = armId;
    }

    /// [#resource(String)] of a directory tenant, as Azure's sign-in logs have it.
    public void resource(TenantId tenant) {
        resource(directory(tenant));
    }

    /// The id of a directory tenant as a resource.
    public static String directory(TenantId tenant) {
        return "/tenants/" + tenant + "/providers/Microsoft.aadiam";
    }

    /// `properties.keyProperties`: of a key that was returned or changed.
    ///
    /// @param kty such as `RSA-HSM`
    /// @param operations its `key_ops` as on the wire
    public void key(
            String kty, KeyParameters parameters, List<String> operations, Attributes attributes) {
        this.key = new KeyPart(kty, parameters, operations, attributes);
    }

    /// `properties.secretProperties`: of a secret that was changed.
    public void secret(Attributes attributes) {
        this.secret = attributes;
    }

    /// `properties.certificateProperties`: of a certificate that was returned or changed.
    ///
    /// @param chain null until it is issued
    public void certificate(Attributes attributes, @Nullable IssuedChain chain) {
        this.certificate = new CertificatePart(attributes, chain);
    }

    /// `properties.certificatePolicyProperties`: of a policy that was returned or set.
    public void certificatePolicy(CertificatePolicy policy, boolean enabled) {
        this.certificatePolicy = new PolicyPart(policy, enabled);
    }

    /// `properties.certificateIssuerProperties`: of an issuer that was changed.
    public void certificateIssuer(String provider) {
        this.certificateIssuer = provider;
    }

    /// `properties.certificateRequestProperties`: whether a cancellation was asked for.
    public void cancellation(boolean requested) {
        this.cancellation = requested;
    }

    /// `properties.properties`: of a vault that was changed.
    public void vault(VaultPart settings) {
        this.vault = settings;
    }

    /// A further member; text from the caller is shortened and escaped when it is written.
    public void extra(Extra extra, String value) {
        if (extras == null) {
            extras = new EnumMap<>(Extra.class);
        }
        extras.put(extra, value);
    }

    // --- what the record's writer asks; null where the operation said nothing

    public @Nullable String object() {
        return objectId;
    }

    public @Nullable String resource() {
        return resourceId;
    }

    public @Nullable KeyPart key() {
        return key;
    }

    public @Nullable Attributes secret() {
        return secret;
    }

    public @Nullable CertificatePart certificate() {
        return certificate;
    }

    public @Nullable PolicyPart certificatePolicy() {
        return certificatePolicy;
    }

    public @Nullable String certificateIssuer() {
        return certificateIssuer;
    }

    public @Nullable Boolean cancellation() {
        return cancellation;
    }

    public @Nullable VaultPart vault() {
        return vault;
    }

    public Map<Extra, String> extras() {
        return extras == null ? Map.of() : extras;
    }
}
