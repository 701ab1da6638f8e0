package dev.keyward.wire.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.AccessPolicy;
import dev.keyward.model.VaultException;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.SimpleParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmBodiesTest {
    private static final String VAULT =
            """
            {"id":"x","location":"local","tags":{"a":"b"},"properties":{
             "tenantId":"11111111-2222-4333-8444-555555555555",
             "sku":{"family":"A","name":"Standard"},"vaultUri":"https://x/",
             "accessPolicies":[{"tenantId":"11111111-2222-4333-8444-555555555555",
               "objectId":"S-1-5-21-1","applicationId":null,
               "permissions":{"keys":["Get","WRAPKEY"],"secrets":null,"unknown":["x"]}}],
             "enabledForDeployment":null,"enableSoftDelete":true,"softDeleteRetentionInDays":7,
             "networkAcls":{"bypass":"None","defaultAction":"Allow",
               "ipRules":[{"value":"10.0.0.1/32"}],"virtualNetworkRules":[{"id":"/a"}]},
             "privateEndpointConnections":[{"properties":{"deep":[1,2,{"x":null}]}}],
             "provisioningState":"Succeeded","hsmPoolResourceId":null}}
            """;

    @Test
    void aWholeVaultIsReadWithWhatItHasBeyondARequest() {
        VaultParameters read = VaultParameters.parse(bytes(VAULT));
        VaultProperties properties = read.properties();
        assertThat(read.location()).isEqualTo("local");
        assertThat(read.tags()).containsEntry("a", "b");
        assertThat(properties.sku()).isEqualTo("Standard");
        assertThat(properties.switches().deployment()).isNull();
        assertThat(properties.protection().days()).isEqualTo(7);
        assertThat(properties.accessPolicies())
                .singleElement()
                .satisfies(entry -> {
                    AccessPolicy policy = entry.policy();
                    assertThat(policy.objectId().value()).isEqualTo("S-1-5-21-1");
                    assertThat(policy.applicationId()).isNull();
                    assertThat(policy.permissions().keys().words())
                            .containsExactly("get", "wrapKey");
                    assertThat(policy.permissions().secrets().isEmpty()).isTrue();
                });
        NetworkAcls acls = properties.network().acls();
        assertThat(acls)
                .isEqualTo(new NetworkAcls("None", "Allow", List.of("10.0.0.1/32"), List.of("/a")));
    }

    @Test
    void propertiesThatAreWrittenReadTheSame() {
        VaultProperties properties = VaultParameters.parse(bytes(VAULT)).properties();
        String written =
                "{\"properties\":" + new String(properties.toJson(), StandardCharsets.UTF_8) + "}";
        assertThat(VaultParameters.parse(bytes(written)).properties()).isEqualTo(properties);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("security:S-14")
    void brokenBodiesAreRefusedAndNeverAnythingWorse(long seed) {
        List<Function<byte[], Object>> parsers =
                List.of(
                        VaultParameters::parse,
                        AccessPolicyParameters::parse,
                        ResourceGroupParameters::parse,
                        NameCheck.Request::parse,
                        ApplicationParameters::parse,
                        ApplicationParameters::parseAddPassword,
                        ApplicationParameters::parseRemovePassword,
                        SimpleParameters::parse);
        Random random = new Random(seed);
        byte[] good = bytes(VAULT);
        for (int i = 0; i < 500; i++) {
            byte[] broken = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            for (Function<byte[], Object> parser : parsers) {
                try {
                    assertThat(parser.apply(broken)).isNotNull();
                } catch (VaultException refused) {
                    assertThat(refused.error()).isNotNull();
                }
            }
        }
    }

    @Test
    void aRefusalDoesntRepeatWhatWasSent() {
        assertThatThrownBy(() ->
                        SimpleParameters.parse(
                                bytes("{\"passwordProfile\":\"marker-of-a-secret\"}")))
                .isInstanceOf(VaultException.class)
                .hasMessageNotContaining("marker");
        assertThatThrownBy(() ->
                        ApplicationParameters.parse(
                                bytes(
                                        "{\"passwordCredentials\":[{\"value\":17,"
                                                + "\"x\":\"marker\"}]}")))
                .isInstanceOf(VaultException.class)
                .hasMessageNotContaining("marker");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
