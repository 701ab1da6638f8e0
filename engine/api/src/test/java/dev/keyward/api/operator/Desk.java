package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.arm.Stack;
import dev.keyward.wire.offers.UncountedService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The operator at work: the administrator of a fresh [Stack], or whoever's token it is given.
final class Desk implements AutoCloseable {
    static final String VERSION = "?api-version=2015-11-01";
    static final String QUOTAS = "?api-version=2017-02-01-preview";
    static final String GROUP = "offers-rg";

    final Stack stack;
    final UUID provider;
    String token;

    Desk(Path home) throws IOException {
        this(new Stack(home));
    }

    Desk(Stack stack) {
        this.stack = stack;
        this.provider = stack.engine.provider();
        this.token = stack.token("https://" + Stack.ADMIN + "/");
        call("PUT", "/resourceGroups/" + GROUP, "{\"location\":\"local\"}").expect(201);
    }

    @Override
    public void close() {
        stack.close();
    }

    static String admin(String rest) {
        return "/providers/Microsoft.Subscriptions.Admin" + rest;
    }

    static String inGroup(String rest) {
        return "/resourceGroups/" + GROUP + admin(rest);
    }

    static String quotas(String rest) {
        return "/providers/Microsoft.KeyVault.Admin/locations/local/quotas" + rest;
    }

    static String tenants(String rest) {
        return "/resourceGroups/system.local" + admin("/directoryTenants" + rest);
    }

    static String customer(String rest) {
        return admin("/subscriptions/" + rest);
    }

    String in(String rest) {
        return "/subscriptions/" + provider + rest;
    }

    /// @param rest behind the operator's subscription
    Stack.Answer call(String method, String rest, @Nullable String body) {
        return ask(method, in(rest), body);
    }

    Stack.Answer get(String rest) {
        return call("GET", rest, null).expect(200);
    }

    Stack.Answer ask(String method, String path, @Nullable String body) {
        String version =
                path.contains("Microsoft.KeyVault.Admin")
                        ? QUOTAS
                        : Stream.of(UncountedService.values())
                                .filter(service -> path.contains(service.namespace()))
                                .map(service -> "?api-version=" + service.versions().getLast())
                                .findFirst()
                                .orElse(VERSION);
        return stack.call(method, Stack.ADMIN, path + version, token, body);
    }

    void putPlan(String name) {
        call("PUT", inGroup("/plans/" + name), plan(quotaId("Unlimited"))).expect(201);
    }

    void putOffer(String name, String state, String basePlan) {
        call("PUT", inGroup("/offers/" + name), offer(state, planId(basePlan))).expect(201);
    }

    String quotaId(String name) {
        return in(quotas("/" + name));
    }

    String planId(String name) {
        return in(inGroup("/plans/" + name));
    }

    String offerId(String name) {
        return in(inGroup("/offers/" + name));
    }

    static String plan(String... quotaIds) {
        return "{\"location\":\"local\",\"properties\":{\"displayName\":\"A plan\",\"quotaIds\":"
                + list(quotaIds)
                + "}}";
    }

    static String offer(String state, String... basePlanIds) {
        return "{\"location\":\"local\",\"properties\":{\"displayName\":\"An offer\",\"state\":\""
                + state
                + "\",\"basePlanIds\":"
                + list(basePlanIds)
                + "}}";
    }

    private static String list(String... texts) {
        return texts.length == 0 ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
    }

    static List<String> names(Stack.Answer list) {
        return texts(list, "name");
    }

    static List<String> texts(Stack.Answer list, String member) {
        List<String> all = new ArrayList<>();
        for (JsonNode each : list.json().at("/value")) {
            all.add(each.path(member).asText());
        }
        return all;
    }

    /// Asserts that bad input is refused, by a message that names the field.
    void refuses(String method, String rest, String body, String field) {
        Stack.Answer answer = call(method, rest, body);
        answer.refused(400, "BadRequest");
        assertThat(answer.text("/error/message")).startsWith(field + " must be ");
    }
}
