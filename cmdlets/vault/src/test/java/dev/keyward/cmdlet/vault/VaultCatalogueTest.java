package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.CatalogueProvider;
import dev.keyward.cmdlet.Cmdlet;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class VaultCatalogueTest {
    @Test
    void isFoundByNameAndOpensNothingUntilACmdletRuns() {
        CatalogueProvider provider =
                ServiceLoader.load(CatalogueProvider.class).findFirst().orElseThrow();
        CatalogueProvider.Opened opened = provider.open();
        assertThat(opened.catalogue().cmdlets())
                .extracting(Cmdlet::name)
                .contains("New-Vault", "Get-Secret");
        opened.close().run();
    }
}
