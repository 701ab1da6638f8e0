package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.RefreshTokenInMemory;
import dev.keyward.client.signin.RefreshTokenPlace;
import dev.keyward.cmdlet.vault.keeping.SignInStore;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.signin.CertificateAssertions;
import dev.keyward.cmdlet.vault.signin.CertificateAssertions.Origin;
import dev.keyward.cmdlet.vault.signin.ClientCertificate;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a saved context signs in with.
sealed interface SavedSignIn extends WireBody {
    /// The service in this process, which asks for nothing.
    record Local() implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "local");
        }
    }

    /// A person, by the id of the sign-in in the [SignInStore].
    record Person(String id) implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "person");
            out.text("id", id);
        }
    }

    record Secret(String clientId, SecretBytes secret) implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "secret");
            out.text("clientId", clientId);
            out.secretText("secret", secret);
        }
    }

    /// A certificate by its place; neither its key nor its password is saved.
    record Certificate(CertificateAssertions.Sign sign) implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "certificate");
            out.text("clientId", sign.clientId());
            switch (sign.origin()) {
                case Origin.OfFile(String path) -> out.text("path", path);
                case Origin.OfStore(String thumbprint) -> out.text("thumbprint", thumbprint);
            }
            out.bool("chain", sign.shown() == ClientCertificate.Shown.WITH_CHAIN);
        }
    }

    /// A managed identity of the machine.
    ///
    /// @param clientId null for the machine's own
    record Identity(@Nullable String clientId) implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "identity");
            out.text("clientId", clientId);
        }
    }

    /// Tokens that were brought; none where what signed in isn't saved.
    record Tokens(List<Token> tokens) implements SavedSignIn {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kind", "tokens");
            out.objects("tokens", tokens);
        }
    }

    record Token(String resource, SecretBytes token, Instant expires) implements WireBody {
        static Token read(JsonReader in) {
            String resource = null;
            SecretBytes token = null;
            Instant expires = Instant.MAX;
            while (in.next()) {
                switch (in.member()) {
                    case "resource" -> resource = in.text();
                    case "token" -> token = in.secretText();
                    case "expires" -> expires = in.epochSecond();
                    default -> in.skip();
                }
            }
            return new Token(
                    Required.member("resource", resource),
                    Required.member("token", token),
                    expires);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("resource", resource);
            out.secretText("token", token);
            if (expires.isBefore(Instant.MAX)) {
                out.number("expires", expires.getEpochSecond());
            }
        }
    }

    /// Whether secrets that were given for one session are saved too, as `-WithCredential` says.
    enum Secrets {
        LEFT_OUT,
        SAVED
    }

    /// @throws UncheckedIOException if a person's sign-in can't be moved to the store
    static SavedSignIn of(@Nullable Credential credential, SignInStore store, Secrets secrets) {
        return switch (credential) {
            case null -> new Local();
            case Credential.Person person -> new Person(lasting(person, store).id());
            case Credential.ClientSecret app when secrets == Secrets.SAVED ->
                    new Secret(app.clientId(), app.secret());
            case Credential.ClientAssertion app
                    when app.assertions() instanceof CertificateAssertions assertions ->
                    new Certificate(assertions.sign());
            case Credential.Identity identity -> new Identity(identity.clientId());
            case Credential.BroughtTokens brought ->
                    new Tokens(
                            brought.tokens().entrySet().stream()
                                    .map(each ->
                                            new Token(
                                                    each.getKey(),
                                                    each.getValue().value(),
                                                    each.getValue().expires()))
                                    .toList());
            case Credential.ClientSecret _,
                    Credential.ClientAssertion _,
                    Credential.UserPassword _ ->
                    new Tokens(List.of());
        };
    }

    private static SignInStore.Place lasting(Credential.Person person, SignInStore store) {
        RefreshTokenPlace place =
                person.place() instanceof RefreshTokenInMemory memory
                        ? memory.lasting(token -> {
                            try {
                                return store.keep(token);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e.getMessage(), e);
                            }
                        })
                        : person.place();
        if (place instanceof SignInStore.Place kept) {
            return kept;
        }
        throw Bug.because("refresh tokens are in memory or in the store");
    }

    /// Where the refresh token is now.
    static RefreshTokenPlace kept(RefreshTokenPlace place) {
        return place instanceof RefreshTokenInMemory memory ? memory.moved().orElse(place) : place;
    }

    /// The other way; null for the service in this process.
    default @Nullable Credential credential(Run run, String account, SignInStore store) {
        return switch (this) {
            case Local _ -> null;
            case Person(String id) -> new Credential.Person(account, store.place(id));
            case Secret(String clientId, SecretBytes secret) ->
                    new Credential.ClientSecret(clientId, secret);
            case Certificate(CertificateAssertions.Sign sign) ->
                    CertificateCredential.saved(run, sign);
            case Identity(String clientId) -> Credentials.identity(run, clientId);
            case Tokens(List<Token> tokens) -> {
                Map<String, AccessToken> all = new LinkedHashMap<>();
                tokens.forEach(it -> all.put(it.resource, new AccessToken(it.token, it.expires)));
                yield new Credential.BroughtTokens(account, all);
            }
        };
    }

    static SavedSignIn read(JsonReader in) {
        String kind = "";
        String id = "";
        String clientId = "";
        SecretBytes secret = null;
        String path = null;
        String thumbprint = "";
        boolean chain = false;
        List<Token> tokens = new ArrayList<>();
        while (in.next()) {
            switch (in.member()) {
                case "kind" -> kind = in.text();
                case "id" -> id = in.text();
                case "clientId" -> clientId = in.text();
                case "secret" -> secret = in.secretText();
                case "path" -> path = in.text();
                case "thumbprint" -> thumbprint = in.text();
                case "chain" -> chain = in.bool();
                case "tokens" -> tokens.addAll(in.objects(Token::read));
                default -> in.skip();
            }
        }
        return switch (kind) {
            case "local" -> new Local();
            case "person" -> new Person(id);
            case "identity" -> new Identity(clientId.isEmpty() ? null : clientId);
            case "secret" -> new Secret(clientId, Required.member("secret", secret));
            case "certificate" ->
                    new Certificate(
                            new CertificateAssertions.Sign(
                                    clientId,
                                    path == null
                                            ? new Origin.OfStore(thumbprint)
                                            : new Origin.OfFile(path),
                                    chain
                                            ? ClientCertificate.Shown.WITH_CHAIN
                                            : ClientCertificate.Shown.ALONE));
            // What a later version may save can't be signed in with here.
            default -> new Tokens(tokens);
        };
    }
}
