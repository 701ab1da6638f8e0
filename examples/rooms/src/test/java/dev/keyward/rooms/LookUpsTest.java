package dev.keyward.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.records.entities.Entities;
import org.junit.jupiter.api.Test;

/// What a deployment has many of is found by key, unique value, index or parent, never by walking
/// all of it.
final class LookUpsTest {
    /// Tenants are few, and some questions are about all of them: whether there is but one, whose
    /// keys are due. So are names that somebody tried wrong passwords of lately, and assertions
    /// that were taken within a quarter of an hour: those that are over are looked for once a
    /// minute. What an operator offers is as much as a person made.
    @Test
    void nothingInTheDirectoryWalksAllOfAKindButWhatIsFew() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Tenancy.class.getName())
                .and()
                .doNotHaveFullyQualifiedName("dev.keyward.directory.sessions.BrowserSessions")
                .and()
                .doNotHaveFullyQualifiedName("dev.keyward.directory.sessions.ClientSessions")
                .and()
                .doNotHaveFullyQualifiedName("dev.keyward.directory.signin.DeviceRequests")
                .and()
                .doNotHaveFullyQualifiedName("dev.keyward.directory.signin.LockOut")
                .and()
                .doNotHaveFullyQualifiedName("dev.keyward.directory.signin.UsedAssertions")
                .and()
                .doNotHaveFullyQualifiedName(Catalogue.class.getName())
                .should()
                .callMethod(Entities.class, "all")
                .check(
                        new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.keyward.directory"));
    }
}
