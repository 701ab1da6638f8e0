package dev.keyward.directory.principals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.directory.OldRecords;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The bytes of each kind are those of 0.1.0.
class KindsTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final PrincipalId ANNA = new PrincipalId("AAAAAAAA-0000-4000-8000-00000000000A");
    private static final Instant START = Instant.ofEpochSecond(1_764_000_000);
    private static final Instant END = Instant.ofEpochSecond(1_795_536_000);

    @Test
    void aUser() {
        OldRecords.assertKept(
                Principal.User.KIND,
                new Principal.User(
                        TENANT,
                        ANNA,
                        "Anna@Contoso.example",
                        "Anna Ä",
                        "anna@example.org",
                        new Standing(false, START)));
    }

    @Test
    void aGroup() {
        OldRecords.assertKept(
                Principal.Group.KIND,
                new Principal.Group(
                        TENANT,
                        new PrincipalId("S-1-5-21-7"),
                        "Keepers",
                        null,
                        Set.of(ANNA, new PrincipalId("b"))));
    }

    @Test
    void aGroupThatHasANickname() {
        Principal.Group group =
                new Principal.Group(
                        TENANT, new PrincipalId("g"), "Keepers", "keepers", Set.of(ANNA));
        assertThat(
                        CanonicalReader.<Principal.Group>read(
                                Principal.Group.KIND.clear(group),
                                "group",
                                in -> Principal.Group.KIND.read(in, null)))
                .isEqualTo(group);
    }

    @Test
    void aServicePrincipal() {
        OldRecords.assertKept(
                Principal.ServicePrincipal.KIND,
                new Principal.ServicePrincipal(
                        TENANT, new PrincipalId("Sp-1"), new UUID(3, 3), "Shop", Standing.GOOD));
    }

    @Test
    void aPassword() {
        OldRecords.assertKept(
                Password.KIND,
                new Password(
                        ANNA, new SecretHash.OfPassword(SecretBytes.ofUtf8("$argon2id$hash"))));
    }

    @Test
    void anApplication() {
        OldRecords.assertKept(
                Application.KIND,
                new Application(
                        TENANT,
                        new UUID(3, 3),
                        new UUID(4, 4),
                        "Shop",
                        new Application.Profile(
                                "https://home.example",
                                List.of("https://Shop.example", "api://shop")),
                        List.of(
                                new Application.Credential(
                                        new UUID(5, 5),
                                        "first",
                                        "abcdefg",
                                        START,
                                        END,
                                        new SecretHash.OfRandom(SecretBytes.ofUtf8("mac"))),
                                new Application.Credential(
                                        new UUID(6, 6),
                                        null,
                                        "",
                                        START.plusSeconds(1),
                                        END.plusSeconds(1),
                                        new SecretHash.OfPassword(
                                                SecretBytes.ofUtf8("$argon2id$app"))))));
    }

    /// Format 1 of what came after 0.1.0.
    @Test
    void whoSignsForAnApplication() {
        ApplicationCertificate certificate =
                new ApplicationCertificate(
                        new UUID(3, 3), new UUID(7, 7), null, START, END, "MIIB");
        assertThat(readAgain(ApplicationCertificate.KIND, certificate)).isEqualTo(certificate);
        FederatedCredential federated =
                new FederatedCredential(
                        new UUID(3, 3),
                        new UUID(8, 8),
                        "cluster",
                        new FederatedCredential.Trust(
                                "https://issuer.example",
                                "system:serviceaccount:a:b",
                                List.of("api://AzureADTokenExchange")),
                        "described");
        assertThat(readAgain(FederatedCredential.KIND, federated)).isEqualTo(federated);
    }

    private static <T extends Object> T readAgain(EntityKind<T> kind, T entity) {
        return CanonicalReader.read(
                kind.clear(entity), kind.word(), in -> kind.read(in, kind.sealed(entity)));
    }
}
