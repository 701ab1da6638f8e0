package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A cmdlet that is given a context works there, whichever is in use: every cmdlet that takes one
/// is run in each of its ways, and two services tell which of them was asked.
class DefaultProfileTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));

    /// What an argument of any type would not do.
    private static final Map<String, Object> SPECIAL =
            Map.of(
                    "Algorithm", "RS256",
                    "ResourceType", "Microsoft.KeyVault/vaults",
                    "SubjectName", "CN=web.example.org");

    @TempDir Path folder;

    private final RecordedService prod = new RecordedService("prod");
    private final RecordedService dev = new RecordedService("dev");
    private Connections connections;
    private PsObject devContext;
    private PlainSession session;

    @BeforeEach
    void connect() throws IOException {
        connections = new Connections(() -> prod, CLOCK, RANDOM);
        Connections others = new Connections(() -> dev, CLOCK, RANDOM);
        connections.use("dev", others.localConnection());
        connections.use("prod", connections.localConnection());
        devContext = AccountShapes.context("dev", connection("dev"));
        session = new PlainSession(folder);
        Connections.install(session, () -> connections);
        Files.writeString(folder.resolve("demo"), "x");
        prod.requests.clear();
        dev.requests.clear();
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private Connection connection(String context) {
        return Objects.requireNonNull(connections.contexts().get(context));
    }

    static Stream<String> commands() {
        return Cmdlets.commands()
                .filter(it -> it.signature().parameter("DefaultProfile").isPresent())
                .map(Cmdlet::name);
    }

    private static Cmdlet cmdlet(String name) {
        return Cmdlets.commands().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCmdletWorksInTheContextItIsGiven(String name) {
        Cmdlet cmdlet = cmdlet(name);
        for (String set : cmdlet.signature().sets()) {
            run(cmdlet, set, devContext);
            assertThat(prod.requests).as(set).isEmpty();
        }
        // Signing out asks no service; it's the session that forgets.
        assertThat(!dev.requests.isEmpty() || !connections.contexts().containsKey("dev")).isTrue();
        assertThat(connections.contexts()).containsKey("prod");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsNoContextOfTheSessionIsRefused(String name) {
        Cmdlet cmdlet = cmdlet(name);
        PsObject gone = AccountShapes.context("dev", connection("dev"));
        gone.set("TenantId", "7e000000-0000-4000-8000-000000000002");
        for (Object given : new Object[] {null, "prod", gone, new PsObject()}) {
            Set<String> errors = new LinkedHashSet<>();
            for (String set : cmdlet.signature().sets()) {
                errors.addAll(run(cmdlet, set, given));
            }
            assertThat(errors).anyMatch(it -> it.startsWith("-DefaultProfile: must be a context"));
            assertThat(prod.requests).isEmpty();
        }
        assertThat(dev.requests).isEmpty();
    }

    @Test
    void whatSigningInGaveIsAContextToo() {
        PsObject profile = AccountShapes.profile("dev", connection("dev"));
        run(cmdlet("Get-Secret"), "ByVaultName", profile);
        assertThat(prod.requests).isEmpty();
        assertThat(dev.requests).isNotEmpty();
    }

    @Test
    void aContextIsWhatItWasWhenItsNameMeansAnother() {
        connections.use("dev", connection("prod"));
        connections.use("old dev", new Connections(() -> dev, CLOCK, RANDOM).localConnection());
        prod.requests.clear();
        dev.requests.clear();
        run(cmdlet("Get-Secret"), "ByVaultName", devContext);
        assertThat(prod.requests).isEmpty();
        assertThat(dev.requests).isNotEmpty();
    }

    /// What it wrote as errors.
    private List<String> run(Cmdlet cmdlet, String set, @Nullable Object profile) {
        Arguments bound = new Arguments();
        for (Parameter parameter : cmdlet.signature().parameters()) {
            Membership part = parameter.membership(set);
            if (part != null && (part.mandatory() || parameter.name().equals("Force"))) {
                bound.put(parameter.name(), value(parameter));
            }
        }
        bound.put("Confirm", new SwitchParameter(false));
        bound.put("DefaultProfile", profile);
        PlainInvocation invocation = new PlainInvocation(bound, set, cmdlet.name(), session);
        List<String> errors = new ArrayList<>();
        try {
            Processor processor = cmdlet.open(invocation);
            processor.begin();
            processor.process();
            processor.end();
            processor.close();
        } catch (CmdletError e) {
            errors.add(e.errorRecord().message());
        }
        invocation.errors.forEach(it -> errors.add(it.message()));
        return errors;
    }

    private static Object value(Parameter parameter) {
        TypeToken type = parameter.type();
        if (SPECIAL.containsKey(parameter.name())) {
            return SPECIAL.get(parameter.name());
        }
        Object one = one(parameter, type.name().toLowerCase(Locale.ROOT));
        if (!type.array()) {
            return one;
        }
        if (one instanceof Byte) {
            return new byte[] {1, 2, 3};
        }
        Object[] many = one instanceof String ? new String[1] : new Object[1];
        many[0] = one;
        return many;
    }

    private static Object one(Parameter parameter, String type) {
        for (Validation validation : parameter.validations()) {
            if (validation instanceof Validation.OneOf words) {
                return words.words().getFirst();
            }
        }
        return switch (type) {
            case "string" -> text(parameter.name());
            case "int", "long" -> 30;
            case "bool" -> true;
            case "byte" -> (byte) 1;
            case "switch" -> new SwitchParameter(true);
            case "datetime" -> DateTime.utc(CLOCK.instant());
            case "guid" -> UUID.fromString("0f000000-0000-4000-8000-000000000001");
            case "hashtable" -> PsHashtable.of(Map.of("a", "b"));
            case "securestring" -> SecureString.of("secret");
            case "pscredential" -> new Credential("someone", SecureString.of("secret"));
            default -> object();
        };
    }

    private static String text(String parameter) {
        String vault =
                "/subscriptions/5f000000-0000-4000-8000-000000000001/resourceGroups/demo/providers/Microsoft.KeyVault/vaults/demo";
        return parameter.endsWith("Id") && !parameter.equals("PrincipalId") ? vault : "demo";
    }

    private static PsObject object() {
        PsObject object = new PsObject();
        for (String property :
                List.of(
                        "VaultName",
                        "Name",
                        "ResourceGroupName",
                        "Location",
                        "DisplayName",
                        "AppId",
                        "ObjectId",
                        "Type",
                        "Scope",
                        "RoleDefinitionName",
                        "IssuerName",
                        "Email")) {
            object.set(property, "demo");
        }
        return object.set("Id", "https://demo.vault.example.org/secrets/demo/1")
                .set("ResourceId", text("ResourceId"));
    }
}
