package dev.keyward.directory;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.providers.KeyDocuments;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// A directory over an in-memory store, after a first start with an application as administrator.
public final class Deployment {
    public static final String VAULT = "https://vault.local.keyward.localhost:8443";
    public static final String MANAGEMENT = "https://management.local.keyward.localhost:8443";
    public static final String ADMIN = "https://adminmanagement.local.keyward.localhost:8443";
    public static final Supplier<byte[]> EVIDENCE = () -> "{}".getBytes(StandardCharsets.UTF_8);

    /// Of resource servers that want ES256, whose keys are made at once.
    public static final Audiences AUDIENCES =
            new Audiences(
                    "https://login.local.keyward.localhost:8443",
                    Set.of(VAULT),
                    Set.of(MANAGEMENT),
                    Set.of(ADMIN),
                    Set.of("https://graph.local.keyward.localhost:8443"),
                    EnumSet.allOf(ResourceServer.class));

    public final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    public final SeededRandom random = new SeededRandom(7);
    public final Store store = Store.inMemory();
    public final SealedStore sealed;
    private final Audiences audiences;
    public final Directory directory;
    public final FirstStart first;

    public Deployment(Path folder) throws IOException {
        this(folder, AUDIENCES);
    }

    public Deployment(Path folder, Audiences audiences) throws IOException {
        this.audiences = audiences;
        sealed =
                SealedStore.open(
                        store, KeyFile.openOrCreate(folder.resolve("root.key"), random), random);
        directory = open();
        first =
                await(
                        directory
                                .founding()
                                .firstStart(
                                        new FirstStart.Plan(
                                                "keyward.localhost",
                                                "administrator",
                                                FirstStart.Kind.APPLICATION,
                                                List.of("local")),
                                        EVIDENCE));
    }

    /// Somebody's try to sign in, from one address.
    public static final SignIn.Attempt ATTEMPT =
            new SignIn.Attempt("192.0.2.1", () -> false, EVIDENCE);

    /// Of another deployment, before its first start.
    public static Directory empty(Path folder) throws IOException {
        SeededRandom random = new SeededRandom(8);
        Store store = Store.inMemory();
        SealedStore sealed =
                SealedStore.open(
                        store, KeyFile.openOrCreate(folder.resolve("another.key"), random), random);
        return Directory.open(
                sealed,
                store,
                new Directory.Tools(
                        sealed.hmac("pepper"),
                        new Keys(random),
                        new FakeClock(Instant.parse("2026-11-24T10:00:00Z")),
                        random,
                        20,
                        KeyDocuments.NONE,
                        EVIDENCE),
                AUDIENCES);
    }

    /// What issuers publish, for whatever is opened from then on.
    public KeyDocuments documents = KeyDocuments.NONE;

    /// The directory as another start would find it.
    public Directory open() {
        return open(random, EVIDENCE, audiences);
    }

    /// @param itsRandom of that directory alone
    /// @param keysChanged makes the record of a change of its signing keys
    public Directory open(
            SecureRandom itsRandom, Supplier<byte[]> keysChanged, Audiences itsAudiences) {
        return Directory.open(
                sealed,
                store,
                new Directory.Tools(
                        sealed.hmac("pepper"),
                        new Keys(itsRandom),
                        clock,
                        itsRandom,
                        20,
                        documents,
                        keysChanged),
                itsAudiences);
    }

    public SecretBytes secret() {
        SecretBytes secret = first.secret();
        if (secret == null) {
            throw new AssertionError("an application has a secret");
        }
        return secret;
    }

    public Principal.ServicePrincipal administrator() {
        return (Principal.ServicePrincipal) first.administrator();
    }

    /// A token of the administrator.
    public String token(String audience) {
        return token(directory, audience);
    }

    public String token(Directory directory, String audience) {
        SignInResult result =
                SignIns.application(
                        directory.signIn(),
                        first.tenant().id(),
                        administrator().appId(),
                        secret(),
                        audience,
                        ATTEMPT);
        return text(((SignInResult.Granted) result).token());
    }

    public static String text(AccessToken token) {
        return token.compact().toUtf8(SecretAccess.request());
    }

    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
