package dev.keyward.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import dev.keyward.wire.arm.AccessPolicyParameters;
import dev.keyward.wire.arm.DeletedVaultResource;
import dev.keyward.wire.arm.EventSubscriptionParameters;
import dev.keyward.wire.arm.EventSubscriptionResource;
import dev.keyward.wire.arm.MetadataEndpoints;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.arm.ProviderResource;
import dev.keyward.wire.arm.ResourceGroupParameters;
import dev.keyward.wire.arm.ResourceGroupResource;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import dev.keyward.wire.arm.SubscriptionResource;
import dev.keyward.wire.arm.SuccessorResource;
import dev.keyward.wire.arm.VaultParameters;
import dev.keyward.wire.arm.VaultResource;
import dev.keyward.wire.authority.RevocationBundle;
import dev.keyward.wire.authority.RevokeParameters;
import dev.keyward.wire.certificates.CancellationRequest;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.CertificateCreateParameters;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.certificates.CertificateItem;
import dev.keyward.wire.certificates.CertificateMergeParameters;
import dev.keyward.wire.certificates.CertificateUpdateParameters;
import dev.keyward.wire.certificates.ContactsBody;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerItem;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.certificates.OperationBody;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.ExternalIdentity;
import dev.keyward.wire.graph.FederatedCredentialBody;
import dev.keyward.wire.graph.IdentityProviderBody;
import dev.keyward.wire.graph.KeyCredential;
import dev.keyward.wire.graph.SimpleParameters;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyItem;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeyReleaseParameters;
import dev.keyward.wire.keys.KeyReleaseResult;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import dev.keyward.wire.keys.KeyVerifyResult;
import dev.keyward.wire.keys.RandomBytes;
import dev.keyward.wire.keys.RandomBytesParameters;
import dev.keyward.wire.keys.ReleasePolicyBody;
import dev.keyward.wire.keys.RotationPolicyBody;
import dev.keyward.wire.keys.TransferBlob;
import dev.keyward.wire.login.OpenIdConfiguration;
import dev.keyward.wire.login.TokenAnswer;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;
import dev.keyward.wire.trail.TrailEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The bodies of requests, and what clients read of answers: what is taken and written again reads
/// the same.
///
/// The first octet says which.
@Tag("security:S-14")
final class BodiesFuzzTest {
    private static final List<Function<byte[], Object>> BODIES =
            List.of(
                    BackupBlob::parse,
                    json -> JsonReader.parseAnswer(json, ErrorBody::read),
                    json -> JsonReader.parseAnswer(json, IntegrityReport::read),
                    json -> JsonReader.parseAnswer(json, KeyGeneration::read),
                    json -> JsonReader.parseAnswer(json, ObjectAttributes::read),
                    json -> JsonReader.parseAnswer(json, ServerTime::read),
                    json -> JsonReader.parseAnswer(json, VaultContents::read),
                    json -> JsonReader.parseAnswer(json, VaultRepair::read),
                    AccessPolicyParameters::parse,
                    json -> JsonReader.parseAnswer(json, DeletedVaultResource::read),
                    EventSubscriptionParameters::parse,
                    json -> JsonReader.parseAnswer(json, EventSubscriptionResource::read),
                    json -> JsonReader.parseAnswer(json, MetadataEndpoints::read),
                    json -> JsonReader.parseAnswer(json, NameCheck::read),
                    json -> JsonReader.parseAnswer(json, ProviderResource::read),
                    ResourceGroupParameters::parse,
                    json -> JsonReader.parseAnswer(json, ResourceGroupResource::read),
                    RoleAssignmentParameters::parse,
                    json -> JsonReader.parseAnswer(json, RoleAssignmentResource::read),
                    json -> JsonReader.parseAnswer(json, RoleDefinitionResource::read),
                    json -> JsonReader.parseAnswer(json, SubscriptionResource::read),
                    VaultParameters::parse,
                    json -> JsonReader.parseAnswer(json, VaultResource::read),
                    json -> JsonReader.parseAnswer(json, RevocationBundle::read),
                    RevokeParameters::parse,
                    CancellationRequest::parse,
                    json -> JsonReader.parseAnswer(json, CertificateBundle::read),
                    CertificateCreateParameters::parse,
                    CertificateImportParameters::parse,
                    json -> JsonReader.parseAnswer(json, CertificateItem::read),
                    CertificateMergeParameters::parse,
                    CertificateUpdateParameters::parse,
                    ContactsBody::parse,
                    json -> JsonReader.parseAnswer(json, IssuerBundle::read),
                    json -> JsonReader.parseAnswer(json, IssuerItem::read),
                    IssuerParameters::parse,
                    json -> JsonReader.parseAnswer(json, OperationBody::read),
                    PolicyBody::parse,
                    ApplicationParameters::parse,
                    SimpleParameters::parse,
                    json -> JsonReader.parseAnswer(json, ImportedKey::read),
                    json -> JsonReader.parseAnswer(json, JsonWebKey::read),
                    json -> JsonReader.parseAnswer(json, KeyBundle::read),
                    KeyCreateParameters::parse,
                    KeyImportParameters::parse,
                    json -> JsonReader.parseAnswer(json, KeyItem::read),
                    json -> JsonReader.parseAnswer(json, KeyOperationResult::read),
                    KeyOperationsParameters::parse,
                    KeyReleaseParameters::parse,
                    json -> JsonReader.parseAnswer(json, KeyReleaseResult::read),
                    KeySignParameters::parse,
                    KeyUpdateParameters::parse,
                    KeyVerifyParameters::parse,
                    json -> JsonReader.parseAnswer(json, KeyVerifyResult::read),
                    json -> JsonReader.parseAnswer(json, RandomBytes::read),
                    RandomBytesParameters::parse,
                    json -> JsonReader.parseAnswer(json, ReleasePolicyBody::read),
                    RotationPolicyBody::parse,
                    TransferBlob::parse,
                    json -> JsonReader.parseAnswer(json, OpenIdConfiguration::read),
                    json -> JsonReader.parseAnswer(json, TokenAnswer::read),
                    json -> JsonReader.parseAnswer(json, SecretBundle::read),
                    json -> JsonReader.parseAnswer(json, SecretItem::read),
                    SecretSetParameters::parse,
                    SecretUpdateParameters::parse,
                    json -> JsonReader.parseAnswer(json, TrailEntry::read),
                    SuccessorResource::parse,
                    KeyCredential.Adding::parse,
                    KeyCredential.Removing::parse,
                    FederatedCredentialBody::parse,
                    IdentityProviderBody::parse,
                    ExternalIdentity::parse);

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(BodiesFuzzTest.class, BodiesFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Function<byte[], Object> body = BODIES.get((input[0] & 0xff) % BODIES.size());
        Stranger.sends(
                Arrays.copyOfRange(input, 1, input.length),
                VaultException.class,
                json -> {
                    if (body.apply(json) instanceof WireBody read) {
                        byte[] written = read.toJson();
                        if (body.apply(written) instanceof WireBody again) {
                            assertThat(new String(again.toJson(), UTF_8))
                                    .isEqualTo(new String(written, UTF_8));
                        }
                    }
                });
    }
}
