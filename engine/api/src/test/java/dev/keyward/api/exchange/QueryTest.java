package dev.keyward.api.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-version=7.4",
                "api%2Dversion=7.4",
                "x=1&&API-Version=7.4",
                "api-version=7%2E4"
            })
    void findsTheVersionHoweverItsNameIsWritten(String raw) {
        assertThat(Query.parse(raw).get("api-version")).contains("7.4");
    }

    @Test
    void aPlusIsABlank() {
        assertThat(Query.parse("%24filter=a+eq%20b").get("$filter")).contains("a eq b");
    }

    @Test
    void aNameAloneHasAnEmptyValue() {
        assertThat(Query.parse("flag&other=").get("flag")).contains("");
        assertThat(Query.parse("flag&other=").get("other")).contains("");
        assertThat(Query.parse("").get("flag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&A=2", "a=%", "a=%C0%AF", "%zz=1", "a=\u0000"})
    void refusesWhatCouldBeReadTwoWays(String raw) {
        assertThatThrownBy(() -> Query.parse(raw)).isInstanceOf(VaultException.class);
    }

    @Test
    void refusesMoreParametersThanAnyOperationHas() {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            raw.append("&p").append(i).append("=1");
        }
        assertThatThrownBy(() -> Query.parse(raw.toString())).isInstanceOf(VaultException.class);
    }
}
