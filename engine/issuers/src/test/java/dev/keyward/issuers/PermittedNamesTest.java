package dev.keyward.issuers;

import static dev.keyward.issuers.AuthorityVault.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the authority certifies, and refuses to.
class PermittedNamesTest {
    @TempDir private Path directory;
    private AuthorityVault at;

    @BeforeEach
    void open() {
        at = new AuthorityVault(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.5.5.7.3.9", "2.5.29.37.0"})
    void purposesThatSpeakForTheAuthorityOrForAnythingAreRefused(String purpose) {
        assertThat(
                        at.refusal(
                                new X509Properties(
                                        "CN=example.org",
                                        SubjectAlternativeNames.NONE,
                                        List.of(purpose),
                                        List.of(),
                                        12)))
                .contains("ekus");
    }

    @Test
    void lifeHasAnEnd() {
        assertThat(
                        at.refusal(
                                new X509Properties(
                                        "CN=example.org",
                                        SubjectAlternativeNames.NONE,
                                        List.of(),
                                        List.of(),
                                        37)))
                .contains("validity_months", "at most 36");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=example.com|",
                "CN=example.org.evil.com|",
                "CN=notexample.org|",
                "CN=A Service|",
                "CN=example.org, O=Other|",
                "CN=example.org, OU=Any|",
                "CN=bob@evil.org|",
                "CN=example.org|*.org",
                "CN=example.org|*",
                "CN=example.org|.example.org",
                "CN=example.org|www.example.org.",
                "CN=example.org|www.example.orgevil",
                "CN=10.2.0.1|",
            })
    void namesThatNobodyPermittedAreRefused(String subject, String dnsName) {
        X509Properties asked = dnsName == null ? World.web(subject) : World.web(subject, dnsName);

        assertThat(at.refusal(asked))
                .contains("isn't among the names")
                .contains(PermittedNames.MEMBER);
    }

    @Test
    @Tag("security:S-07")
    void furtherNamesOfEveryKindAreRefusedUnlessPermitted() throws Exception {
        SubjectAlternativeNames good =
                new SubjectAlternativeNames(
                        List.of("*.example.org", "A.Example.org"),
                        List.of("bob@example.org"),
                        List.of("bob@EXAMPLE.org"),
                        List.of("spiffe://example.org/web"),
                        List.of("10.1.2.3"));
        at.issued(properties(good), 1);
        for (SubjectAlternativeNames bad :
                List.of(
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of("bob@www.example.org"),
                                List.of(),
                                List.of(),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of(),
                                List.of("bob@evil@example.org"),
                                List.of(),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of("spiffe://example.org.evil/web"),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(), List.of(), List.of(), List.of(), List.of("10.2.0.1")))) {
            assertThat(at.refusal(properties(bad))).contains("isn't among the names");
        }
    }

    private static X509Properties properties(SubjectAlternativeNames names) {
        return new X509Properties("CN=example.org", names, List.of(), List.of(), 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "*",
                "*.",
                "a b",
                "CN=example.org",
                "E=a@b.c",
                "O=a+OU=b",
                "https://",
                "@",
                "10.0.0.0/33",
                "exa_mple..org"
            })
    void anIssuerThatPermitsNothingOrNonsenseIsRefused(String names) {
        assertThatThrownBy(() -> at.authority.check(World.issuer("Keyward", names)))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.BadParameter.class);
        at.authority.check(OURS);
    }
}
