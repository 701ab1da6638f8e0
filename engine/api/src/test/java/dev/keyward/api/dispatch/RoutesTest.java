package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.model.Bug;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private final Routes routes =
            new Routes(
                    List.of(
                            Route.get("/keys/{name}", named("KeyGet")),
                            Route.get("/keys/{name}/{version}", named("KeyGet")),
                            Route.post("/keys/{name}/create", named("KeyCreate")),
                            Route.post("/keys/restore", named("KeyRestore")),
                            Route.post("/keys/{name}/{version}/sign", named("KeySign")),
                            Route.post("/keys/{name}/sign", named("KeySign"))));

    private static Operation named(String name) {
        return Operation.anonymous(
                name, Category.AUDIT_EVENT, Cost.MEMORY, _ -> ApiResponse.empty(200));
    }

    private Routes.Match match(String method, String... segments) {
        return routes.match(method, List.of(segments));
    }

    @Test
    void takesThePartsInBraces() {
        assertThat(match("POST", "keys", "n", "v", "sign"))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> {
                            assertThat(found.operation().name()).isEqualTo("KeySign");
                            assertThat(found.names()).containsExactly("name", "version");
                            assertThat(found.values()).containsExactly("n", "v");
                        });
    }

    @Test
    void literalsMatchInAnyLetterCase() {
        assertThat(match("POST", "KEYS", "N", "Sign"))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> assertThat(found.values()).containsExactly("N"));
    }

    /// The Kelvin sign and the dotless i have lower and upper cases in ASCII.
    @Test
    void lettersOutsideAsciiAreNoLetterCase() {
        assertThat(match("POST", "\u212aeys", "n", "sign")).isInstanceOf(Routes.NoPath.class);
        assertThat(match("POST", "keys", "n", "s\u0131gn")).isNotInstanceOf(Routes.Found.class);
        assertThat(match("POST", "keys", "n", "\u017fign")).isNotInstanceOf(Routes.Found.class);
        assertThat(routes.begin("\u212aeys")).isFalse();
        assertThat(routes.begin("KEYS")).isTrue();
    }

    @Test
    void aLiteralWinsForItsMethodAlone() {
        assertThat(match("POST", "keys", "restore"))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> assertThat(found.operation().name()).isEqualTo("KeyRestore"));
        assertThat(match("GET", "keys", "restore"))
                .isInstanceOfSatisfying(
                        Routes.Found.class,
                        found -> assertThat(found.values()).containsExactly("restore"));
    }

    @Test
    void tellsAnotherMethodFromNoPath() {
        assertThat(match("PUT", "keys", "n")).isInstanceOf(Routes.OtherMethod.class);
        assertThat(match("GET", "keys")).isInstanceOf(Routes.NoPath.class);
        assertThat(match("GET", "keys", "a", "b", "c")).isInstanceOf(Routes.NoPath.class);
        assertThat(match("GET")).isInstanceOf(Routes.NoPath.class);
    }

    @Test
    void refusesTwoRoutesOfOneMethodAndPath() {
        List<Route> twice =
                List.of(
                        Route.get("/keys/{name}", named("KeyGet")),
                        Route.get("/keys/{other}", named("KeyGet")));
        assertThatThrownBy(() -> new Routes(twice)).isInstanceOf(Bug.class);
    }
}
