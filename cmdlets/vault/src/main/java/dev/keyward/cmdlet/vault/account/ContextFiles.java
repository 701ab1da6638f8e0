package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Credential;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.keeping.SealedFile;
import dev.keyward.cmdlet.vault.keeping.SignInStore;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files of this user that contexts and sign-ins are kept in.
final class ContextFiles {
    private static final String KIND = "contexts";

    private final Run run;
    private final SealedFile sealing;
    private final SignInStore store;

    private ContextFiles(Run run, SealedFile sealing) {
        this.run = run;
        this.sealing = sealing;
        this.store = new SignInStore(sealing);
    }

    /// @throws Refusal if nobody has said where the home of Keyward is
    static ContextFiles of(Run run) {
        return find(run)
                .orElseThrow(() ->
                        Refusal.of(
                                "nothing can be kept: the environment has neither KEYWARD_HOME nor"
                                        + " HOME"));
    }

    /// Nothing where the environment tells of no home.
    static Optional<ContextFiles> find(Run run) {
        Map<String, String> variables = run.invocation().session().environment();
        return Stream.of(
                        folder(variables, "KEYWARD_HOME", ""),
                        folder(variables, "HOME", ".keyward"),
                        folder(variables, "USERPROFILE", ".keyward"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(home ->
                        new ContextFiles(
                                run,
                                SealedFile.under(home, variables, run.connections().random())));
    }

    private static Optional<Path> folder(
            Map<String, String> variables, String variable, String below) {
        return Optional.ofNullable(variables.get(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> Path.of(value).toAbsolutePath().resolve(below));
    }

    /// What is kept for later sessions.
    Path kept() {
        return sealing.home().resolve("contexts.sealed");
    }

    /// @throws Refusal if it can't be written
    void save(
            Path file,
            Map<String, Connection> contexts,
            Optional<String> current,
            SavedSignIn.Secrets secrets) {
        write(file, refusing(() -> SavedContexts.of(contexts, current, store, secrets)));
    }

    private void write(Path file, SavedContexts contexts) {
        refusing(() -> {
            try (SecretBytes content = SecretBytes.adopt(contexts.toJson())) {
                sealing.write(file, KIND, content);
            }
            return contexts;
        });
    }

    /// @throws Refusal if it can't be read, isn't this user's alone, or was changed
    Optional<SavedContexts> read(Path file) {
        return refusing(() -> {
            Optional<SecretBytes> content = sealing.read(file, KIND);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            try (SecretBytes json = content.get()) {
                return Optional.of(
                        JsonReader.parseAnswer(
                                json.toByteArray(SecretAccess.request()), SavedContexts::read));
            } catch (VaultException | IllegalArgumentException e) {
                throw new IOException(file + " was saved by another version of Keyward", e);
            }
        });
    }

    /// What is kept for later sessions; nothing if nothing is.
    List<SavedContexts.Context> keptContexts() {
        return read(kept()).map(SavedContexts::contexts).orElse(List.of());
    }

    /// Keeps contexts for later sessions, in the place of those of the same names.
    void keep(Map<String, Connection> contexts, String current) {
        SavedContexts fresh =
                refusing(() ->
                        SavedContexts.of(
                                contexts,
                                Optional.of(current),
                                store,
                                SavedSignIn.Secrets.LEFT_OUT));
        List<SavedContexts.Context> all = new ArrayList<>(keptContexts());
        all.removeIf(each -> contexts.containsKey(each.name()));
        all.addAll(fresh.contexts());
        write(kept(), new SavedContexts(all, current));
    }

    /// Forgets what is kept for later sessions, and the sign-ins that nothing else kept needs.
    void forget(Predicate<SavedContexts.Context> which) {
        if (!Files.exists(kept())) {
            return;
        }
        List<SavedContexts.Context> all = keptContexts();
        List<SavedContexts.Context> left = all.stream().filter(which.negate()).toList();
        Set<String> ids = ids(all);
        ids.removeAll(ids(left));
        write(kept(), new SavedContexts(left, null));
        refusing(() -> {
            store.forget(ids);
            return ids;
        });
    }

    private static Set<String> ids(List<SavedContexts.Context> contexts) {
        Set<String> ids = new HashSet<>();
        for (SavedContexts.Context each : contexts) {
            if (each.signIn() instanceof SavedSignIn.Person(String id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    boolean isThere() {
        return Files.exists(kept());
    }

    /// Forgets an account at a server, and its sign-in wherever that was saved too.
    void signOut(Connection gone) {
        forget(each ->
                each.account().id().equals(gone.account().id())
                        && each.environment().equals(gone.environment().name()));
        if (gone.credential().orElse(null) instanceof Credential.Person(String _, var place)
                && SavedSignIn.kept(place) instanceof SignInStore.Place there) {
            refusing(() -> {
                store.forget(Set.of(there.id()));
                return there;
            });
        }
    }

    /// Forgets everything, also what can't be opened any more.
    void clear() {
        refusing(() -> {
            store.clear();
            return Files.deleteIfExists(kept());
        });
    }

    Connection connection(SavedContexts.Context context) {
        return context.connection(run, store);
    }

    /// The same at the deployment as it was just found.
    Connection connection(SavedContexts.Context context, Deployment found) {
        return context.connection(run, found, store);
    }

    /// Brings what is kept for later sessions into this one, but for names that it has.
    void bringIn() {
        Connections connections = run.connections();
        Set<String> known = connections.contexts().keySet();
        for (SavedContexts.Context each : keptContexts()) {
            if (!known.contains(each.name())) {
                connections.keep(each.name(), connection(each));
            }
        }
    }

    /// Brings saved contexts in, and goes to the one that was in use.
    ///
    /// @return its name; nothing if there is none at all
    Optional<String> use(SavedContexts saved) {
        Connections connections = run.connections();
        Map<String, Connection> all = new LinkedHashMap<>();
        saved.contexts().forEach(each -> all.put(each.name(), connection(each)));
        all.forEach(connections::keep);
        return all.entrySet().stream()
                .sorted(
                        Comparator.comparing((Map.Entry<String, Connection> each) ->
                                !each.getKey().equals(saved.current())))
                .findFirst()
                .map(each -> {
                    connections.use(each.getKey(), each.getValue());
                    return each.getKey();
                });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T refusing(Work<T> work) {
        try {
            return work.run();
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.of(String.valueOf(e.getMessage()));
        }
    }
}
