package dev.keyward.directory.signin;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Unique;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client without a browser that waits for somebody to sign in for it in one (RFC 8628). Its
/// device code isn't kept: it is the id and a MAC.
///
/// @param userCode what people type, as [UserCode] has it; unique in the deployment
/// @param address that it was asked from
/// @param until when it is over, by the second
public record DeviceRequest(
        UUID id,
        TenantId tenant,
        String userCode,
        Wish wish,
        String address,
        Instant until,
        State state) {
    static final EntityKind<DeviceRequest> KIND = new Kind();

    static final Unique<DeviceRequest> USER_CODE =
            Unique.of("user-code", request -> request.userCode);

    static final Index<DeviceRequest, TenantId> TENANT = Index.of(DeviceRequest::tenant);

    static final Index<DeviceRequest, String> ADDRESS = Index.of(DeviceRequest::address);

    /// What the client wants.
    ///
    /// @param audience of its first token
    /// @param scope as it was asked for
    public record Wish(UUID client, String audience, String scope) {}

    /// What a person decided.
    public sealed interface State {
        record Waiting() implements State {}

        record Approved(SignedIn who) implements State {}

        record Declined() implements State {}
    }

    DeviceRequest with(State next) {
        return new DeviceRequest(id, tenant, userCode, wish, address, until, next);
    }

    private static final class Kind implements EntityKind<DeviceRequest> {
        private static final int WAITING = 0;
        private static final int APPROVED = 1;
        private static final int DECLINED = 2;

        @Override
        public String word() {
            return "device-request";
        }

        @Override
        public String key(DeviceRequest request) {
            return request.id.toString();
        }

        @Override
        public byte[] clear(DeviceRequest request) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), 1)
                            .uuid(request.id)
                            .uuid(request.tenant.value())
                            .text(request.userCode)
                            .uuid(request.wish.client)
                            .text(request.wish.audience)
                            .text(request.wish.scope)
                            .text(request.address)
                            .number(request.until.getEpochSecond());
            switch (request.state) {
                case State.Waiting _ -> out.number(WAITING);
                case State.Approved(SignedIn who) ->
                        out.number(APPROVED)
                                .text(who.user().value())
                                .number(who.at().getEpochSecond())
                                .texts(who.methods());
                case State.Declined _ -> out.number(DECLINED);
            }
            return out.toBytes();
        }

        @Override
        public DeviceRequest read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            UUID id = in.uuid();
            TenantId tenant = new TenantId(in.uuid());
            return new DeviceRequest(
                    id,
                    tenant,
                    in.text(),
                    new Wish(in.uuid(), in.text(), in.text()),
                    in.text(),
                    Instant.ofEpochSecond(in.number()),
                    state(in, tenant));
        }

        private static State state(CanonicalReader in, TenantId tenant) {
            return switch (in.smallNumber()) {
                case WAITING -> new State.Waiting();
                case APPROVED ->
                        new State.Approved(
                                new SignedIn(
                                        tenant,
                                        new PrincipalId(in.text()),
                                        Instant.ofEpochSecond(in.number()),
                                        in.texts(),
                                        null));
                case DECLINED -> new State.Declined();
                default ->
                        throw new VaultException(
                                new VaultError.IntegrityFailure(
                                        "a device request has an unknown state"));
            };
        }

        @Override
        public List<Unique<DeviceRequest>> uniques() {
            return List.of(USER_CODE);
        }

        @Override
        public List<Index<DeviceRequest, ?>> indexes() {
            return List.of(TENANT, ADDRESS);
        }
    }
}
