package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.data.objects.LifeCycleRoutes;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.certificates.VaultCertificates;
import java.util.stream.Stream;

/// Every operation on certificates, their contacts and issuers with its permission and cost
/// (data-plane-certificates.md, section 1; authorization.md, section 3).
public final class CertificateRoutes {
    private CertificateRoutes() {}

    /// @param soon has the background work done without delay
    public static Stream<Route> of(VaultObjects objects, Cursors cursors, Runnable soon) {
        VaultCertificates certificates = objects.certificates();
        CertificateBodies bodies = new CertificateBodies(certificates);
        return Stream.of(
                        certificates(
                                new CertificateHandlers(
                                        certificates, objects.enrolments(), bodies, soon)),
                        contacts(new ContactHandlers(objects.contacts())),
                        issuers(new IssuerHandlers(objects.issuers(), cursors)),
                        LifeCycleRoutes.of(
                                certificates.lifeCycle(),
                                bodies.shape(),
                                cursors,
                                new LifeCycleRoutes.Rights(
                                        DataRight.CERTIFICATE_GET_DELETED,
                                        DataRight.CERTIFICATE_LIST,
                                        DataRight.CERTIFICATE_DELETE,
                                        DataRight.CERTIFICATE_RECOVER,
                                        DataRight.CERTIFICATE_PURGE,
                                        DataRight.CERTIFICATE_BACKUP,
                                        DataRight.CERTIFICATE_RESTORE)))
                .flatMap(routes -> routes);
    }

    private static Stream<Route> certificates(CertificateHandlers on) {
        Operation get = Operation.vault("CertificateGet", DataRight.CERTIFICATE_GET, on::get);
        Operation update =
                Operation.vault(
                        "CertificateUpdate", DataRight.CERTIFICATE_UPDATE, Cost.STORE, on::update);
        return Stream.of(
                Route.post(
                        "/certificates/{name}/create",
                        Operation.vault(
                                "CertificateCreate",
                                DataRight.CERTIFICATE_CREATE,
                                Cost.GENERATION,
                                on::create)),
                Route.post(
                        "/certificates/{name}/import",
                        Operation.vault(
                                "CertificateImport",
                                DataRight.CERTIFICATE_IMPORT,
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
                                DataRight.CERTIFICATE_GET,
                                Cost.STORE,
                                on::getPolicy)),
                Route.patch(
                        "/certificates/{name}/policy",
                        Operation.vault(
                                "CertificatePolicyUpdate",
                                DataRight.CERTIFICATE_UPDATE,
                                Cost.STORE,
                                on::updatePolicy)),
                Route.get(
                        "/certificates/{name}/pending",
                        Operation.vault(
                                "CertificatePendingGet",
                                DataRight.CERTIFICATE_GET,
                                Cost.STORE,
                                on::getOperation)),
                Route.patch(
                        "/certificates/{name}/pending",
                        Operation.vault(
                                "CertificatePendingUpdate",
                                DataRight.CERTIFICATE_UPDATE,
                                Cost.STORE,
                                on::updateOperation)),
                Route.delete(
                        "/certificates/{name}/pending",
                        Operation.vault(
                                "CertificatePendingDelete",
                                DataRight.CERTIFICATE_DELETE_PENDING,
                                Cost.STORE,
                                on::deleteOperation)),
                Route.post(
                        "/certificates/{name}/pending/merge",
                        Operation.vault(
                                "CertificatePendingMerge",
                                DataRight.CERTIFICATE_CREATE,
                                Cost.STORE,
                                on::merge)));
    }

    private static Stream<Route> contacts(ContactHandlers on) {
        String path = "/certificates/contacts";
        return Stream.of(
                Route.put(
                        path,
                        Operation.vault(
                                "CertificateContactsSet",
                                DataRight.CONTACTS_MANAGE,
                                Cost.STORE,
                                on::set)),
                Route.get(
                        path,
                        Operation.vault(
                                "CertificateContactsGet",
                                DataRight.CONTACTS_MANAGE,
                                Cost.STORE,
                                on::get)),
                Route.delete(
                        path,
                        Operation.vault(
                                "CertificateContactsDelete",
                                DataRight.CONTACTS_MANAGE,
                                Cost.STORE,
                                on::delete)));
    }

    /// The right to manage is all the others in one.
    private static Stream<Route> issuers(IssuerHandlers on) {
        String path = "/certificates/issuers";
        return Stream.of(
                Route.get(
                        path,
                        Operation.vault(
                                "CertificateIssuersList",
                                DataRight.ISSUER_LIST,
                                Cost.STORE,
                                on::list)),
                Route.put(
                        path + "/{issuer}",
                        Operation.vault(
                                "CertificateIssuerSet", DataRight.ISSUER_SET, Cost.STORE, on::set)),
                Route.patch(
                        path + "/{issuer}",
                        Operation.vault(
                                "CertificateIssuerUpdate",
                                DataRight.ISSUER_SET,
                                Cost.STORE,
                                on::update)),
                Route.get(
                        path + "/{issuer}",
                        Operation.vault(
                                "CertificateIssuerGet", DataRight.ISSUER_GET, Cost.STORE, on::get)),
                Route.delete(
                        path + "/{issuer}",
                        Operation.vault(
                                "CertificateIssuerDelete",
                                DataRight.ISSUER_DELETE,
                                Cost.STORE,
                                on::delete)));
    }
}
