package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerItem;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.certificates.OrganizationBody;
import dev.keyward.wire.certificates.OrganizationBody.Administrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Issuers of certificates and whom a vault tells of them, as objects and back (cmdlets.md, section
/// 2).
public final class IssuerShapes {
    private IssuerShapes() {}

    public static PsObject contact(Contact contact, String vault) {
        return new PsObject(Types.CONTACT)
                .set("Email", contact.email())
                .set("VaultName", vault.toLowerCase(Locale.ROOT));
    }

    public static PsObject issuerItem(IssuerItem issuer, String vault) {
        return new PsObject(Types.ISSUER_ITEM)
                .set("Name", name(issuer))
                .set("IssuerProvider", issuer.provider())
                .set("VaultName", vault.toLowerCase(Locale.ROOT));
    }

    public static String name(IssuerItem issuer) {
        return lastPart(issuer.id());
    }

    /// Never with the password: the service doesn't give it back.
    public static PsObject issuer(IssuerBundle issuer, String vault) {
        OrganizationBody organization = issuer.organization();
        return new PsObject(Types.ISSUER, Types.ISSUER_ITEM)
                .set("Name", lastPart(issuer.id()))
                .set("IssuerProvider", issuer.provider())
                .set("AccountId", issuer.accountId())
                .set("ApiKey", null)
                .set(
                        "OrganizationDetails",
                        organization == null
                                ? null
                                : organization(
                                        organization.id(),
                                        organization.administrators() == null
                                                ? List.of()
                                                : organization.administrators().stream()
                                                        .map(IssuerShapes::administrator)
                                                        .toList()))
                .set("VaultName", vault.toLowerCase(Locale.ROOT));
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    public static PsObject organization(@Nullable String id, List<PsObject> administrators) {
        return new PsObject(Types.ORGANIZATION)
                .set("Id", id)
                .set("AdministratorDetails", administrators.toArray())
                .readingAs(PsObject::typeName);
    }

    public static PsObject administrator(Administrator person) {
        return new PsObject(Types.ADMINISTRATOR)
                .set("FirstName", person.firstName())
                .set("LastName", person.lastName())
                .set("EmailAddress", person.email())
                .set("PhoneNumber", person.phone())
                .readingAs(PsObject::typeName);
    }

    /// An issuer that was made or got, and is to be set.
    public static IssuerParameters parameters(PsObject issuer) {
        return new IssuerParameters(
                text(issuer.get("IssuerProvider")),
                text(issuer.get("AccountId")),
                issuer.get("ApiKey") instanceof SecureString key ? Run.bytes(key) : null,
                issuer.get("OrganizationDetails") instanceof PsObject organization
                        ? organization(organization)
                        : null,
                ObjectAttributes.NONE);
    }

    public static OrganizationBody organization(PsObject organization) {
        List<Administrator> people = new ArrayList<>();
        for (Object each : all(organization.get("AdministratorDetails"))) {
            if (each instanceof PsObject person) {
                people.add(
                        new Administrator(
                                text(person.get("FirstName")),
                                text(person.get("LastName")),
                                text(person.get("EmailAddress")),
                                text(person.get("PhoneNumber"))));
            }
        }
        return new OrganizationBody(text(organization.get("Id")), people);
    }

    private static Collection<?> all(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Object[] array -> Arrays.asList(array);
            case Collection<?> many -> many;
            case Object one -> List.of(one);
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }
}
