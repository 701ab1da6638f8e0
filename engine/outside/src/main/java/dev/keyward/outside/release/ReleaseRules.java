package dev.keyward.outside.release;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A release policy, read (data-plane-keys.md, section 7): what each authority has to say. One that
/// says it is enough.
public final class ReleaseRules {
    private static final String PARAMETER = "release_policy.data";
    private static final String VERSION = "1.0.0";
    private static final int DEEPEST = 16;

    private final List<Statement> anyOf;

    private ReleaseRules(List<Statement> anyOf) {
        this.anyOf = List.copyOf(anyOf);
    }

    /// @param authority URL without a slash at the end
    private record Statement(String authority, Condition condition) {}

    /// @param document JSON
    /// @throws VaultException with `BadParameter`
    public static ReleaseRules parse(String document) {
        Map<String, Object> policy;
        try {
            policy = JSONObjectUtils.parse(document);
        } catch (ParseException malformed) {
            throw wrong("a JSON object, encoded with base64url");
        }
        if (!VERSION.equals(policy.get("version"))) {
            throw wrong("a policy of version 1.0.0");
        }
        checkMembers(policy, Set.of("version", "anyOf"));
        List<Statement> statements = new ArrayList<>();
        for (Map<?, ?> each : objects(policy.get("anyOf"))) {
            checkMembers(each, Set.of("authority", "anyOf", "allOf"));
            if (!(each.get("authority") instanceof String authority)
                    || !authority.startsWith("https://")) {
                throw wrong("a policy whose authorities are https URLs");
            }
            statements.add(new Statement(withoutSlash(authority), group(each, DEEPEST)));
        }
        return new ReleaseRules(statements);
    }

    /// The authorities that may speak, without a slash at the end.
    Set<String> authorities() {
        return anyOf.stream().map(Statement::authority).collect(Collectors.toUnmodifiableSet());
    }

    /// @param issuer of a verified token, without a slash at the end
    boolean allow(String issuer, Map<String, Object> claims) {
        return anyOf.stream()
                .anyMatch(each -> each.authority.equals(issuer) && each.condition.holds(claims));
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Condition group(Map<?, ?> object, int depth) {
        Object all = object.get("allOf");
        Object any = object.get("anyOf");
        if ((all == null) == (any == null) || depth == 0) {
            throw wrong("a policy with either anyOf or allOf at each place, 16 deep at most");
        }
        List<Condition> parts = new ArrayList<>();
        for (Map<?, ?> each : objects(all != null ? all : any)) {
            parts.add(each.containsKey("claim") ? claim(each) : inner(each, depth - 1));
        }
        return all != null ? new Condition.AllOf(parts) : new Condition.AnyOf(parts);
    }

    private static Condition inner(Map<?, ?> object, int depth) {
        checkMembers(object, Set.of("anyOf", "allOf"));
        return group(object, depth);
    }

    private static Condition claim(Map<?, ?> object) {
        List<Condition.Operator> operators =
                Arrays.stream(Condition.Operator.values())
                        .filter(operator -> object.containsKey(operator.word()))
                        .toList();
        if (operators.size() != 1
                || object.size() != 2
                || !(object.get("claim") instanceof String name)
                || name.isEmpty()) {
            throw wrong("a policy whose conditions are a claim and one operator such as equals");
        }
        Condition.Operator operator = operators.getFirst();
        Object value = object.get(operator.word());
        boolean fits =
                value instanceof Boolean
                        || operator != Condition.Operator.EXISTS
                                && (value instanceof String || value instanceof Number);
        if (value == null || !fits) {
            throw wrong("a policy whose operators have a text, a number, or true or false");
        }
        return new Condition.Claim(name, operator, value);
    }

    private static List<Map<?, ?>> objects(@Nullable Object list) {
        if (!(list instanceof List<?> items) || items.isEmpty()) {
            throw wrong("a policy whose anyOf and allOf are lists that aren't empty");
        }
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> object)) {
                throw wrong("a policy whose anyOf and allOf are lists of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    /// A word nobody knows may be a condition that somebody relies on.
    private static void checkMembers(Map<?, ?> object, Set<String> words) {
        if (!words.containsAll(object.keySet())) {
            throw wrong("a policy with no members here but " + new TreeSet<>(words));
        }
    }

    private static VaultException wrong(String mustBe) {
        return new VaultException(new VaultError.BadParameter(PARAMETER, mustBe));
    }
}
