package dev.keyward.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VaultErrorTest {
    @Test
    void sayWhatHappenedAndNotHowAProtocolTellsIt() {
        List<Class<?>> kinds = List.of(VaultError.class.getPermittedSubclasses());
        assertThat(kinds).hasSizeGreaterThan(40).allMatch(Class::isRecord);
        assertThat(kinds.stream().flatMap(kind -> Arrays.stream(kind.getRecordComponents())))
                .extracting(RecordComponent::getName)
                .doesNotContainAnyElementsOf(Set.of("status", "code", "httpStatus"));
    }
}
