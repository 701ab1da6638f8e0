package dev.keyward.model.certificates;

import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;

/// How the versions of a certificate are made and renewed. One stands for all versions of a
/// certificate (data-plane-certificates.md, section 2).
public record CertificatePolicy(
        CertificateKey key,
        SecretFormat format,
        X509Properties x509,
        List<LifetimeAction> lifetimeActions,
        IssuerReference issuer) {
    /// `days_before_expiry` reaches no further back than so many days a month of validity.
    private static final int DAYS_A_MONTH = 27;

    private static final int LONGEST_ISSUER_NAME = 127;

    public static final KeyParameters DEFAULT_KEY = new KeyParameters.Rsa(2048);

    /// @throws VaultException with `BadParameter`
    public CertificatePolicy {
        lifetimeActions = List.copyOf(lifetimeActions);
        if (issuer.name().isEmpty() || issuer.name().length() > LONGEST_ISSUER_NAME) {
            throw refused("issuer.name", "1 to 127 characters");
        }
        for (LifetimeAction action : lifetimeActions) {
            if (action.kind() == LifetimeAction.Kind.AUTO_RENEW && issuer.isUnknown()) {
                throw refused(
                        "lifetime_actions.action.action_type",
                        "EmailContacts where the issuer is Unknown");
            }
            if (action.trigger() instanceof LifetimeAction.Trigger.DaysBeforeExpiry(int days)
                    && days > DAYS_A_MONTH * x509.validityMonths()) {
                throw refused(
                        "lifetime_actions.trigger.days_before_expiry",
                        "at most 27 times validity_months");
            }
        }
    }

    /// What a policy does near the end if it doesn't say.
    public static List<LifetimeAction> defaultLifetimeActions(IssuerReference issuer) {
        return List.of(
                LifetimeAction.usual(
                        issuer.isUnknown()
                                ? LifetimeAction.Kind.EMAIL_CONTACTS
                                : LifetimeAction.Kind.AUTO_RENEW));
    }

    /// What the key may do: what the usages name, as far as such a key can.
    public List<KeyOperation> keyOperations() {
        List<KeyOperation> operations = new ArrayList<>(key.parameters().defaultOperations());
        operations.removeIf(operation ->
                x509.keyUsage().stream()
                        .noneMatch(usage -> usage.operations().contains(operation)));
        return operations;
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(new VaultError.BadParameter("policy." + member, mustBe));
    }
}
