package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRequestsTest {
    private static final UUID CLI = UUID.fromString("04b07795-8ddb-461a-bbee-02f9e1bf7b46");
    private static final DeviceRequest.Wish WISH =
            new DeviceRequest.Wish(CLI, Deployment.VAULT, "openid");

    @TempDir Path folder;
    private Deployment deployment;
    private DeviceRequests devices;
    private TenantId tenant;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        devices = deployment.directory.devices();
        tenant = deployment.first.tenant().id();
    }

    @Test
    @Tag("security:S-14")
    void aTenantHasOnlySoManyWhoeverAsks() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < DeviceRequests.OF_A_TENANT; i++) {
            codes.add(begin("198.51." + i / 250 + "." + i % 250).userCode());
        }
        assertThat(codes).hasSize(DeviceRequests.OF_A_TENANT);
        assertThatThrownBy(() -> begin("203.0.113.1")).isInstanceOf(VaultException.class);
        devices.begin(new TenantId(UUID.randomUUID()), WISH, "203.0.113.1");

        deployment.clock.advance(DeviceRequests.LIFE);
        devices.forgetOld();
        begin("203.0.113.1");
    }

    @Test
    void aCodeIsTypedInAnyCaseAndIsOfItsTenantAlone() {
        String code = begin("203.0.113.1").userCode();
        for (String typed :
                List.of(code, code.toLowerCase(Locale.ROOT), code.replace("-", " "), " " + code)) {
            assertThat(devices.typed(typed, tenant, "203.0.113.2", "b"))
                    .isInstanceOf(DeviceRequests.Typed.Right.class);
        }
        assertThat(devices.typed(code, new TenantId(UUID.randomUUID()), "203.0.113.2", "b"))
                .isEqualTo(new DeviceRequests.Typed.Wrong());
    }

    /// Two nodes, asked at one time by a client that repeats itself.
    @Test
    void tokensAreGivenForItOnce() {
        DeviceRequests.Begun begun = begin("203.0.113.1");
        String code = begun.deviceCode().toUtf8(SecretAccess.request());
        DeviceRequests another = deployment.open().devices();
        assertThat(another.poll(code, tenant, CLI)).isEqualTo(new DeviceRequests.Polled.Pending());
        DeviceRequest waiting =
                ((DeviceRequests.Typed.Right)
                                devices.typed(begun.userCode(), tenant, "203.0.113.2", "b"))
                        .request();
        SignedIn who =
                new SignedIn(
                        tenant,
                        new PrincipalId(UUID.randomUUID().toString()),
                        deployment.clock.instant(),
                        List.of("pwd"),
                        UUID.randomUUID());
        // Not by somebody of another tenant.
        assertThat(
                        devices.approve(
                                waiting.id(),
                                new SignedIn(
                                        new TenantId(UUID.randomUUID()),
                                        who.user(),
                                        who.at(),
                                        who.methods(),
                                        null)))
                .isFalse();
        assertThat(devices.approve(waiting.id(), who)).isTrue();
        assertThat(devices.decline(waiting.id())).isFalse();

        DeviceRequests.Polled first = another.poll(code, tenant, CLI);
        assertThat(first)
                .isEqualTo(
                        new DeviceRequests.Polled.Approved(
                                WISH,
                                new SignedIn(tenant, who.user(), who.at(), who.methods(), null)));
        assertThat(devices.poll(code, tenant, CLI)).isEqualTo(new DeviceRequests.Polled.Over());
    }

    @Test
    void itWaitsAndIsApprovedAcrossRestarts() {
        DeviceRequests.Begun begun = begin("203.0.113.1");
        DeviceRequests second = deployment.open().devices();
        DeviceRequest waiting =
                ((DeviceRequests.Typed.Right)
                                second.typed(begun.userCode(), tenant, "203.0.113.2", "b"))
                        .request();
        assertThat(waiting.wish()).isEqualTo(WISH);
        assertThat(waiting.address()).isEqualTo("203.0.113.1");
        SignedIn who =
                new SignedIn(
                        tenant,
                        new PrincipalId(UUID.randomUUID().toString()),
                        deployment.clock.instant(),
                        List.of("pwd", "otp", "mfa"),
                        null);
        assertThat(second.approve(waiting.id(), who)).isTrue();
        DeviceRequests third = deployment.open().devices();
        assertThat(third.poll(begun.deviceCode().toUtf8(SecretAccess.request()), tenant, CLI))
                .isEqualTo(new DeviceRequests.Polled.Approved(WISH, who));

        DeviceRequests.Begun denied = begin("203.0.113.1");
        assertThat(
                        devices.decline(
                                ((DeviceRequests.Typed.Right)
                                                devices.typed(
                                                        denied.userCode(),
                                                        tenant,
                                                        "203.0.113.2",
                                                        "b"))
                                        .request()
                                        .id()))
                .isTrue();
        assertThat(
                        deployment
                                .open()
                                .devices()
                                .poll(
                                        denied.deviceCode().toUtf8(SecretAccess.request()),
                                        tenant,
                                        CLI))
                .isEqualTo(new DeviceRequests.Polled.Declined());
    }

    private DeviceRequests.Begun begin(String peer) {
        return devices.begin(tenant, WISH, peer);
    }
}
