package dev.keyward.model.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CertificatePolicyTest {
    private static final X509Properties WEB =
            new X509Properties(
                    "CN=web",
                    SubjectAlternativeNames.NONE,
                    X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                    X509Properties.DEFAULT_KEY_USAGE,
                    12);

    private static CertificatePolicy policy(
            KeyParameters key, X509Properties x509, LifetimeAction action, IssuerReference issuer) {
        return new CertificatePolicy(
                new CertificateKey(key, true, false),
                SecretFormat.PKCS12,
                x509,
                List.of(action),
                issuer);
    }

    private static CertificatePolicy using(KeyParameters key, KeyUsage... usages) {
        return policy(
                key,
                new X509Properties(
                        "CN=web", SubjectAlternativeNames.NONE, List.of(), List.of(usages), 12),
                LifetimeAction.usual(LifetimeAction.Kind.AUTO_RENEW),
                IssuerReference.SELF);
    }

    private static LifetimeAction daysBefore(int days) {
        return new LifetimeAction(
                new LifetimeAction.Trigger.DaysBeforeExpiry(days), LifetimeAction.Kind.AUTO_RENEW);
    }

    private static void refuses(String parameter, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refusal ->
                                assertThat(refusal.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.BadParameter.class,
                                                bad ->
                                                        assertThat(bad.parameter())
                                                                .isEqualTo(parameter)));
    }

    @Test
    void theKeyMayDoWhatTheUsagesName() {
        assertThat(
                        policy(
                                        CertificatePolicy.DEFAULT_KEY,
                                        WEB,
                                        daysBefore(30),
                                        IssuerReference.SELF)
                                .keyOperations())
                .containsExactly(
                        KeyOperation.SIGN,
                        KeyOperation.VERIFY,
                        KeyOperation.WRAP_KEY,
                        KeyOperation.UNWRAP_KEY);
        assertThat(using(CertificatePolicy.DEFAULT_KEY, KeyUsage.DATA_ENCIPHERMENT).keyOperations())
                .containsExactly(KeyOperation.ENCRYPT, KeyOperation.DECRYPT);
        assertThat(using(CertificatePolicy.DEFAULT_KEY, KeyUsage.KEY_AGREEMENT).keyOperations())
                .isEmpty();
    }

    @Test
    void anEcKeyOnlySignsWhateverTheUsagesSay() {
        KeyParameters ec = new KeyParameters.Ec(Curve.P_256);
        assertThat(using(ec, KeyUsage.KEY_CERT_SIGN, KeyUsage.KEY_ENCIPHERMENT).keyOperations())
                .containsExactly(KeyOperation.SIGN, KeyOperation.VERIFY);
        assertThat(using(ec, KeyUsage.KEY_ENCIPHERMENT).keyOperations()).isEmpty();
    }

    @Test
    void nobodyCanRenewWhatSomebodyElseSigns() {
        refuses(
                "policy.lifetime_actions.action.action_type",
                () ->
                        policy(
                                CertificatePolicy.DEFAULT_KEY,
                                WEB,
                                daysBefore(30),
                                new IssuerReference("unknown", null, null)));
        assertThat(CertificatePolicy.defaultLifetimeActions(IssuerReference.UNKNOWN))
                .containsExactly(LifetimeAction.usual(LifetimeAction.Kind.EMAIL_CONTACTS));
        assertThat(CertificatePolicy.defaultLifetimeActions(IssuerReference.SELF))
                .containsExactly(LifetimeAction.usual(LifetimeAction.Kind.AUTO_RENEW));
    }

    @Test
    void aTriggerReachesNoFurtherBackThanTwentySevenDaysAMonth() {
        assertThat(
                        policy(
                                        CertificatePolicy.DEFAULT_KEY,
                                        WEB,
                                        daysBefore(324),
                                        IssuerReference.SELF)
                                .lifetimeActions())
                .hasSize(1);
        refuses(
                "policy.lifetime_actions.trigger.days_before_expiry",
                () ->
                        policy(
                                CertificatePolicy.DEFAULT_KEY,
                                WEB,
                                daysBefore(325),
                                IssuerReference.SELF));
        refuses("policy.lifetime_actions.trigger.days_before_expiry", () -> daysBefore(0));
        refuses(
                "policy.lifetime_actions.trigger.lifetime_percentage",
                () -> new LifetimeAction.Trigger.Percentage(100));
    }

    @Test
    void refusesWhatNoCertificateCanSay() {
        refuses(
                "policy.x509_props.subject",
                () ->
                        new X509Properties(
                                "", SubjectAlternativeNames.NONE, List.of(), List.of(), 12));
        refuses(
                "policy.x509_props.subject",
                () ->
                        new X509Properties(
                                "CN=" + "a".repeat(198),
                                SubjectAlternativeNames.NONE,
                                List.of(),
                                List.of(),
                                12));
        refuses(
                "policy.x509_props.ekus",
                () ->
                        new X509Properties(
                                "CN=a",
                                SubjectAlternativeNames.NONE,
                                List.of("tls"),
                                List.of(),
                                12));
        refuses(
                "policy.x509_props.validity_months",
                () ->
                        new X509Properties(
                                "CN=a", SubjectAlternativeNames.NONE, List.of(), List.of(), 0));
        assertThat(
                        new X509Properties(
                                        "",
                                        SubjectAlternativeNames.ofDns(List.of("a.example")),
                                        List.of(),
                                        List.of(),
                                        1)
                                .subject())
                .isEmpty();
    }

    @Test
    void aPercentageIsTakenOfTheWholeLife() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant until = Instant.parse("2026-04-11T00:00:00Z");
        assertThat(new LifetimeAction.Trigger.Percentage(80).moment(from, until))
                .isEqualTo("2026-03-22T00:00:00Z");
        assertThat(new LifetimeAction.Trigger.DaysBeforeExpiry(10).moment(from, until))
                .isEqualTo("2026-04-01T00:00:00Z");
    }
}
