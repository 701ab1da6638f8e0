package dev.keyward.directory.factors;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.TimedCode;
import dev.keyward.directory.principals.Principal;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What people have besides their passwords. Whoever has one has to show it from then on, wherever
/// he signs in. Safe for use by several threads, which have to be ones that may wait.
public final class SecondFactors {
    private final EntityStore store;
    private final Entities<CodeApp> apps;
    private final Hmac key;
    private final SecureRandom random;
    private final InstantSource clock;

    /// @param store opened with [#kinds]
    /// @param key for the secrets of apps
    public SecondFactors(EntityStore store, Hmac key, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.apps = store.of(CodeApp.KIND);
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(CodeApp.KIND);
    }

    /// Whether a password alone isn't enough for the person.
    public boolean areNeededBy(PrincipalId user) {
        return app(user).isPresent();
    }

    /// The person's app, if a code of it was ever shown.
    public Optional<CodeApp> app(PrincipalId user) {
        return apps.find(user.canonical()).filter(CodeApp::confirmed);
    }

    /// An app that was begun with, and of which no code was shown yet.
    public Optional<CodeApp> begun(PrincipalId user) {
        return apps.find(user.canonical()).filter(app -> !app.confirmed());
    }

    /// Begins with an app in place of one that was begun with and never confirmed.
    ///
    /// @throws VaultException with `Conflict` if the person has one
    public CodeApp begin(Principal.User user) {
        Optional<CodeApp> before = apps.find(user.id().canonical());
        if (before.filter(CodeApp::confirmed).isPresent()) {
            throw new VaultException(
                    new VaultError.Conflict("an authenticator app, which has to be removed first"));
        }
        CodeApp app = new CodeApp(user.tenant(), user.id(), Guids.next(random), now(), false, 0);
        join(
                before.isPresent()
                        ? store.batch().replace(apps, before.get(), app)
                        : store.batch().create(apps, app));
        return app;
    }

    /// What the person tells the app.
    public SecretBytes secret(CodeApp app) {
        byte[] text =
                CanonicalWriter.of("code-app-secret", 1)
                        .text(app.user().canonical())
                        .uuid(app.id())
                        .toBytes();
        byte[] mac = key.of(text);
        byte[] secret = Arrays.copyOf(mac, TimedCode.SECRET_BYTES);
        Arrays.fill(mac, (byte) 0);
        return SecretBytes.adopt(secret);
    }

    /// Takes the first code of an app that was begun with; from then on it's needed.
    ///
    /// @param evidence the audit record of it
    /// @return false for a wrong code, or where there is nothing to confirm
    public boolean confirm(PrincipalId user, String code, Supplier<byte[]> evidence) {
        Optional<CodeApp> begun = begun(user);
        return begun.isPresent() && take(begun.get(), code, evidence);
    }

    /// Takes a code of the person's app; each is taken once.
    ///
    /// @return false for a wrong one, one that was taken, or where there is no app
    public boolean isCode(PrincipalId user, String code) {
        Optional<CodeApp> app = app(user);
        return app.isPresent() && take(app.get(), code, null);
    }

    private boolean take(CodeApp app, String code, @Nullable Supplier<byte[]> evidence) {
        OptionalLong step;
        try (SecretBytes secret = secret(app)) {
            step = TimedCode.step(secret, code.strip(), clock.instant(), app.lastStep());
        }
        if (step.isEmpty()) {
            return false;
        }
        try {
            Batch batch = store.batch().replace(apps, app, app.taken(step.getAsLong()));
            CompletionStage<?> done =
                    evidence == null ? batch.commit() : batch.commit("", evidence);
            Stages.join(done);
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                // Somebody else showed one at this moment, perhaps the same one.
                return false;
            }
            throw refused;
        }
    }

    /// Takes the app away, so that a password is enough.
    ///
    /// @param evidence the audit record of it
    public void remove(CodeApp app, Supplier<byte[]> evidence) {
        CompletionStage<?> done = store.batch().delete(apps, app).commit("", evidence);
        Stages.join(done);
    }

    private static void join(Batch batch) {
        CompletionStage<?> done = batch.commit();
        Stages.join(done);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
