package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tags as a resource of their own.
class TagsAtScopeTest {
    private static final String TAGS = "/providers/Microsoft.Resources/tags/default";

    @TempDir Path folder;
    private Arm arm;
    private String vault;
    private String group;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        arm.ready();
        vault = arm.vault("VaultRG", "Vault01");
        group = arm.in("/resourceGroups/VaultRG");
        arm.put(vault, arm.newVault(arm.policy(Arm.ALICE, "get"))).expect(201);
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    void tagsOfVaultsAndGroupsAreReplacedMergedTakenAwayAndDeleted() {
        for (String scope : List.of(vault, group)) {
            String tags = scope.replace("VaultRG", "vaultrg") + TAGS;
            assertThat(arm.get(tags).json().toString()).isEqualTo(resource(scope, "{}"));
            assertThat(
                            arm.put(tags, "{\"properties\":" + of("a", "1", "b", "2") + "}")
                                    .expect(200)
                                    .json()
                                    .toString())
                    .isEqualTo(resource(scope, "{\"a\":\"1\",\"b\":\"2\"}"));
            assertThat(patched(tags, "Merge", "B", "3", "c", "4"))
                    .isEqualTo("{\"a\":\"1\",\"b\":\"3\",\"c\":\"4\"}");
            // Another value is another pair; without a value the name alone counts.
            assertThat(patched(tags, "delete", "a", "other", "b", "3", "C", ""))
                    .isEqualTo("{\"a\":\"1\"}");
            assertThat(arm.get(scope).json().at("/tags").toString()).isEqualTo("{\"a\":\"1\"}");
            assertThat(patched(tags, "Replace", "d", "5")).isEqualTo("{\"d\":\"5\"}");
            arm.call("DELETE", tags, null).expect(200);
            assertThat(arm.get(tags).json().toString()).isEqualTo(resource(scope, "{}"));
        }
        assertThat(arm.secretWords(vault)).containsExactly("get");
    }

    @Test
    void aSubscriptionHasTagsAndTellsThem() {
        String scope = arm.in("");
        String tags = scope + TAGS;
        assertThat(arm.get(tags).json().toString()).isEqualTo(resource(scope, "{}"));
        assertThat(arm.get(scope).json().has("tags")).isFalse();
        arm.put(tags, "{\"properties\":" + of("a", "1", "b", "2") + "}").expect(200);
        assertThat(patched(tags, "Merge", "c", "3"))
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        assertThat(arm.get(scope).json().at("/tags").toString())
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
        // Those of what is in it are their own.
        assertThat(arm.get(group).json().at("/tags").toString()).isEqualTo("{}");
        arm.call("DELETE", tags, null).expect(200);
        assertThat(arm.get(tags).json().toString()).isEqualTo(resource(scope, "{}"));
    }

    @Test
    void whatCantBeIsRefusedAndNamed() {
        String tags = vault + TAGS;
        arm.put(tags, "{}").refused(400, "BadRequest");
        arm.call("PATCH", tags, "{\"operation\":\"Add\",\"properties\":" + of("a", "1") + "}")
                .refused(400, "BadRequest");
        arm.put(tags, "{\"properties\":" + of("n".repeat(513), "1") + "}")
                .refused(400, "InvalidTags");
        arm.put(tags, "{\"properties\":" + of("a", "v".repeat(257)) + "}")
                .refused(400, "InvalidTags");
        String fifty =
                IntStream.range(0, 50)
                        .mapToObj(i -> "\"t" + i + "\":\"\"")
                        .collect(Collectors.joining(",", "{\"tags\":{", "}}"));
        arm.put(tags, "{\"properties\":" + fifty + "}").expect(200);
        arm.call("PATCH", tags, "{\"operation\":\"Merge\",\"properties\":" + of("a", "1") + "}")
                .refused(400, "InvalidTags");
        arm.call("GET", arm.vault("VaultRG", "none") + TAGS, null).refused(404, "ResourceNotFound");
        arm.call("GET", arm.in("/resourceGroups/none") + TAGS, null)
                .refused(404, "ResourceGroupNotFound");
    }

    @Test
    void tagContributorsChangeTagsAndNothingElse() throws IOException {
        String owner = arm.token;
        String other = arm.strangersToken();
        String body = "{\"properties\":" + of("team", "red") + "}";
        arm.token = other;
        arm.put(vault + TAGS, body).refused(403, "AuthorizationFailed");
        arm.call("GET", vault + TAGS, null).refused(403, "AuthorizationFailed");
        arm.token = owner;
        give(other, "acdd72a7-3385-48ef-bd42-f606fba81ae7");
        arm.token = other;
        arm.call("GET", vault + TAGS, null).expect(200);
        arm.put(vault + TAGS, body).refused(403, "AuthorizationFailed");
        arm.call("DELETE", vault + TAGS, null).refused(403, "AuthorizationFailed");
        arm.token = owner;
        give(other, "4a9ae827-6dc8-4573-8ac7-8239d42aa03f");
        arm.token = other;
        arm.put(vault + TAGS, body).expect(200);
        arm.call("PATCH", vault, "{\"tags\":{}}").refused(403, "AuthorizationFailed");
        arm.call("DELETE", vault + TAGS, null).expect(200);
    }

    @Test
    void aChangeIsOnTheRecord() {
        arm.put(vault + TAGS, "{\"properties\":" + of("team", "red") + "}").expect(200);
        List<String> records = new ArrayList<>();
        arm.get(
                        arm.in("/providers/Keyward.Audit/records"),
                        "&from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z")
                .json()
                .at("/value")
                .forEach(record -> records.add(record.toString()));
        assertThat(records)
                .anySatisfy(record ->
                        assertThat(record)
                                .contains("Microsoft.Resources/tags/write")
                                .containsIgnoringCase(vault));
    }

    /// Gives a role over the group.
    private void give(String token, String role) throws IOException {
        String principal =
                new ObjectMapper()
                        .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                        .path("oid")
                        .asText();
        arm.put(
                        group + "/providers/Microsoft.Authorization/roleAssignments/" + role,
                        "{\"properties\":{\"roleDefinitionId\":\""
                                + arm.in("/providers/Microsoft.Authorization/roleDefinitions/")
                                + role
                                + "\",\"principalId\":\""
                                + principal
                                + "\"}}")
                .expect(201);
    }

    private String patched(String tags, String operation, String... pairs) {
        return arm.call(
                        "PATCH",
                        tags,
                        "{\"operation\":\"" + operation + "\",\"properties\":" + of(pairs) + "}")
                .expect(200)
                .json()
                .at("/properties/tags")
                .toString();
    }

    private static String of(String... pairs) {
        return IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> "\"" + pairs[2 * i] + "\":\"" + pairs[2 * i + 1] + "\"")
                .collect(Collectors.joining(",", "{\"tags\":{", "}}"));
    }

    private static String resource(String scope, String tags) {
        return "{\"id\":\""
                + scope
                + TAGS
                + "\",\"name\":\"default\",\"type\":\"Microsoft.Resources/tags\",\"properties\":"
                + "{\"tags\":"
                + tags
                + "}}";
    }
}
