package dev.keyward.api;

import dev.keyward.api.dispatch.Routes;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.directory.factors.CodeApp;
import dev.keyward.directory.factors.SecondFactors;
import dev.keyward.directory.principals.Principal;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.SealedStore;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.PhoneApp;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What tests that look at a whole deployment see of it and clients don't.
public final class Insides {
    private static final int PAGE = 500;

    /// The kind of the rows of the system that hold each a vault's key, under the vault's id.
    private static final String KEY_OF_A_VAULT = "scope-key";

    private final Engine engine;

    public Insides(Engine engine) {
        this.engine = engine;
    }

    public Directory directory() {
        return engine.directory();
    }

    /// Whatever can be asked, by plane.
    public Map<Plane, List<Route>> routes() {
        Map<Plane, List<Route>> all = new EnumMap<>(Plane.class);
        for (Map.Entry<Plane, Routes> each : engine.routes().entrySet()) {
            all.put(each.getKey(), each.getValue().all());
        }
        return all;
    }

    /// A token of a user of any tenant.
    public String token(String tenant, String objectId, String resource) {
        Principal.User user = user(tenant, objectId);
        return engine.directory()
                .signIn()
                .inProcess(user, resource)
                .compact()
                .toUtf8(SecretAccess.request());
    }

    /// Gives a user an app for codes.
    ///
    /// @return its id
    public String codeApp(String tenant, String objectId, Instant now) {
        Principal.User user = user(tenant, objectId);
        SecondFactors factors = engine.directory().secondFactors();
        CodeApp app = factors.begin(user);
        try (SecretBytes secret = factors.secret(app)) {
            String code = new PhoneApp(secret.toByteArray(SecretAccess.request())).code(now);
            if (!factors.confirm(user.id(), code, () -> new byte[] {'{', '}'})) {
                throw new AssertionError("the code was wrong");
            }
        }
        return app.id().toString();
    }

    private Principal.User user(String tenant, String objectId) {
        return (Principal.User)
                engine.directory()
                        .principals()
                        .find(new TenantId(UUID.fromString(tenant)), new PrincipalId(objectId))
                        .orElseThrow();
    }

    /// Every row there is, by its place, with its revision and MAC.
    public Map<RecordKey, String> rows() {
        Map<RecordKey, String> all = rows(SealedStore.SYSTEM);
        for (RecordKey key : List.copyOf(all.keySet())) {
            if (key.kind().equals(KEY_OF_A_VAULT) && !key.name().equals(SealedStore.SYSTEM)) {
                all.putAll(rows(key.name()));
            }
        }
        return all;
    }

    private Map<RecordKey, String> rows(String scope) {
        Map<RecordKey, String> all = new TreeMap<>(Comparator.comparing(RecordKey::toString));
        List<StoredRecord> page;
        @Nullable RecordKey after = null;
        do {
            page = engine.store().scan(scope, after, PAGE);
            for (StoredRecord each : page) {
                after = each.key();
                all.put(after, HexFormat.of().formatHex(each.mac()) + " " + each.revision());
            }
        } while (page.size() == PAGE);
        return all;
    }
}
