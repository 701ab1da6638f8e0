package dev.keyward.api.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathSegmentsTest {
    @Test
    void emptySegmentsAtBothEndsAreLeftOut() {
        assertThat(PathSegments.parse("//secrets/n/", true)).containsExactly("secrets", "n");
        assertThat(PathSegments.parse("///providers/x", false)).containsExactly("providers", "x");
        assertThat(PathSegments.parse("/", true)).isEmpty();
    }

    @Test
    void anEmptyVersionIsLeftOut() {
        assertThat(PathSegments.parse("/keys/n//sign", true)).containsExactly("keys", "n", "sign");
    }

    @Test
    void anEmptyParentOfAResourceIsLeftOut() {
        assertThat(PathSegments.parse("/g/r/providers/Microsoft.KeyVault//vaults/v", false))
                .containsExactly("g", "r", "providers", "Microsoft.KeyVault", "vaults", "v");
    }

    @Test
    void segmentsAreDecodedOnce() {
        assertThat(PathSegments.parse("/a%20b/%2525", true)).containsExactly("a b", "%25");
        assertThat(PathSegments.parse("/%C3%A9", true)).containsExactly("\u00e9");
    }

    @ParameterizedTest
    @Tag("security:S-06")
    @ValueSource(
            strings = {
                "/keys//n/sign",
                "/keys/n///sign",
                "/keys/n//sign//x",
                "/g/r/providers/Microsoft.KeyVault///vaults/v",
                "/g/r/providers//Microsoft.KeyVault/vaults/v",
                "/g/r/providers/Microsoft.KeyVault/vaults//v",
                "/keys/./n",
                "/keys/../n",
                "/keys/%2e%2E/n",
                "/keys/a%2Fb",
                "/keys/a%2fb",
                "/keys/a%5Cb",
                "/keys/a\\b",
                "/keys/a%00b",
                "/keys/a%0Ab",
                "/keys/a%7F",
                "/keys/%C2%85",
                "/keys/%",
                "/keys/%4",
                "/keys/%zz",
                "/keys/%C0%AF",
                "/keys/%E9",
                "/keys/%ED%A0%80",
                "/keys/\u00e9",
                "/keys/a b"
            })
    void refusesWhatCouldBeReadTwoWays(String path) {
        assertThatThrownBy(() -> PathSegments.parse(path, true)).isInstanceOf(VaultException.class);
    }

    @Test
    void refusesMoreSegmentsThanAnyRouteHas() {
        assertThatThrownBy(() -> PathSegments.parse("/a".repeat(65), true))
                .isInstanceOf(VaultException.class);
    }
}
