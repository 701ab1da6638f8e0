package dev.keyward.api.data;

import dev.keyward.api.Cost;
import dev.keyward.api.Operation;
import dev.keyward.api.Route;
import dev.keyward.model.Permission;
import dev.keyward.model.Permission.Certificate;
import java.util.List;
import java.util.stream.Stream;

/// The operations on certificates with their permissions (data-plane-certificates, section 1;
/// authorization, section 3), but those that all kinds of object have.
final class CertificateRoutes {
    private CertificateRoutes() {}

    static Stream<Route> certificates(CertificateHandlers on) {
        Operation get = Operation.vault("CertificateGet", Certificate.GET, Cost.STORE, on::get);
        Operation update =
                Operation.vault("CertificateUpdate", Certificate.UPDATE, Cost.STORE, on::update);
        return Stream.of(
                Route.post(
                        "/certificates/{name}/create",
                        Operation.vault(
                                "CertificateCreate",
                                Certificate.CREATE,
                                Cost.GENERATION,
                                on::create)),
                Route.post(
                        "/certificates/{name}/import",
                        Operation.vault(
                                "CertificateImport",
                                Certificate.IMPORT,
                                Cost.GENERATION,
                                on::importCertificate)),
                Route.get("/certificates/{name}", get),
                Route.get("/certificates/{name}/{version}", get),
                Route.patch("/certificates/{name}", update),
                Route.patch("/certificates/{name}/{version}", update),
                Route.get(
                        "/certificates/{name}/policy",
                        Operation.vault(
                                "CertificatePolicyGet",
                                Certificate.GET,
                                Cost.STORE,
                                on::getPolicy)),
                Route.patch(
                        "/certificates/{name}/policy",
                        Operation.vault(
                                "CertificatePolicyUpdate",
                                Certificate.UPDATE,
                                Cost.STORE,
                                on::updatePolicy)),
                Route.get(
                        "/certificates/{name}/pending",
                        Operation.vault(
                                "CertificatePendingGet",
                                Certificate.GET,
                                Cost.STORE,
                                on::getOperation)),
                Route.patch(
                        "/certificates/{name}/pending",
                        Operation.vault(
                                "CertificatePendingUpdate",
                                Certificate.UPDATE,
                                Cost.STORE,
                                on::updateOperation)),
                Route.delete(
                        "/certificates/{name}/pending",
                        Operation.vaultAny(
                                "CertificatePendingDelete",
                                List.of(Certificate.UPDATE, Certificate.DELETE),
                                Cost.STORE,
                                on::deleteOperation)),
                Route.post(
                        "/certificates/{name}/pending/merge",
                        Operation.vault(
                                "CertificatePendingMerge",
                                Certificate.CREATE,
                                Cost.STORE,
                                on::merge)));
    }

    static Stream<Route> contacts(ContactHandlers on) {
        String path = "/certificates/contacts";
        return Stream.of(
                Route.put(
                        path,
                        Operation.vault(
                                "CertificateContactsSet",
                                Certificate.MANAGE_CONTACTS,
                                Cost.STORE,
                                on::set)),
                Route.get(
                        path,
                        Operation.vault(
                                "CertificateContactsGet",
                                Certificate.MANAGE_CONTACTS,
                                Cost.STORE,
                                on::get)),
                Route.delete(
                        path,
                        Operation.vault(
                                "CertificateContactsDelete",
                                Certificate.MANAGE_CONTACTS,
                                Cost.STORE,
                                on::delete)));
    }

    /// The right to manage is all the others in one.
    static Stream<Route> issuers(IssuerHandlers on) {
        String path = "/certificates/issuers";
        List<Permission> setting = List.of(Certificate.SET_ISSUERS, Certificate.MANAGE_ISSUERS);
        return Stream.of(
                Route.get(
                        path,
                        Operation.vaultAny(
                                "CertificateIssuersList",
                                List.of(
                                        Certificate.LIST_ISSUERS,
                                        Certificate.MANAGE_ISSUERS,
                                        Certificate.GET_ISSUERS),
                                Cost.STORE,
                                on::list)),
                Route.put(
                        path + "/{issuer}",
                        Operation.vaultAny("CertificateIssuerSet", setting, Cost.STORE, on::set)),
                Route.patch(
                        path + "/{issuer}",
                        Operation.vaultAny(
                                "CertificateIssuerUpdate", setting, Cost.STORE, on::update)),
                Route.get(
                        path + "/{issuer}",
                        Operation.vaultAny(
                                "CertificateIssuerGet",
                                List.of(Certificate.GET_ISSUERS, Certificate.MANAGE_ISSUERS),
                                Cost.STORE,
                                on::get)),
                Route.delete(
                        path + "/{issuer}",
                        Operation.vaultAny(
                                "CertificateIssuerDelete",
                                List.of(Certificate.DELETE_ISSUERS, Certificate.MANAGE_ISSUERS),
                                Cost.STORE,
                                on::delete)));
    }
}
