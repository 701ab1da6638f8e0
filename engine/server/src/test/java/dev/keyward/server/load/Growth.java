package dev.keyward.server.load;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What many tenants cost: start, memory, and the calls that list, beside the same of few. One
/// tenant is the same in both: what his calls cost more among many is a walk over the others.
///
/// System properties: `tenants` (1000), with five times as many subscriptions and ten times as many
/// vaults; `times` (200) that each call is made, to both servers in turn, so that a busy machine is
/// busy for both. Of the times it tells what a tenth took at most.
public final class Growth {
    private static final Populated.Size FEW = new Populated.Size(10, 10, 10);
    private static final int STARTS = 5;
    private static final String VAULTS =
            "/providers/Microsoft.KeyVault/vaults?api-version=2019-09-01";

    private final int tenants = Integer.getInteger("tenants", 1000);
    private final int times = Integer.getInteger("times", 200);

    private Growth() {}

    public static void main(String[] arguments) throws Exception {
        // Before anything asks for the address of a name.
        Path hosts = Files.createTempFile("keyward-hosts-", "");
        Files.write(
                hosts,
                Stream.of("management", "adminmanagement", "login")
                        .map(plane -> "127.0.0.1 " + plane + "." + Populated.DOMAIN)
                        .toList());
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        new Growth().run();
    }

    private void run() throws Exception {
        Populated.Size size = new Populated.Size(tenants, 5 * tenants, 10 * tenants);
        System.out.printf("%-44s %10d %10d %7s%n", "", FEW.tenants(), tenants, "ratio");
        GrownHome home = GrownHome.of(FEW);
        GrownHome large = GrownHome.of(size);
        tell("filled in s", home.secondsToFill(), large.secondsToFill());
        tell("database in MiB", home.databaseMebibytes(), large.databaseMebibytes());
        starts(home, large);
        try (GrownSite few = new GrownSite(home);
                GrownSite many = new GrownSite(large)) {
            for (Map.Entry<String, Function<GrownSite, List<HttpRequest>>> call :
                    calls().entrySet()) {
                compare(
                        call.getKey(),
                        call.getValue().apply(few),
                        few,
                        call.getValue().apply(many),
                        many);
            }
            tell(
                    "live after a collection in MiB",
                    (double) few.footprint().liveMebibytes(),
                    (double) many.footprint().liveMebibytes());
            tell(
                    "resident in MiB",
                    (double) few.footprint().residentMebibytes(),
                    (double) many.footprint().residentMebibytes());
        }
    }

    private static void starts(GrownHome home, GrownHome large) throws Exception {
        double[] few = new double[STARTS];
        double[] many = new double[STARTS];
        // The first makes what the others find.
        for (int i = -1; i < STARTS; i++) {
            double one = home.millisToStart();
            double another = large.millisToStart();
            if (i >= 0) {
                few[i] = one;
                many[i] = another;
            }
        }
        tell("exec to ready in ms", fastest(few), fastest(many));
    }

    /// What a tenth of them took at most: the others may have waited for somebody else's work.
    private static double fastest(double[] of) {
        Arrays.sort(of);
        return of[of.length / 10];
    }

    private static void tell(String what, double few, double many) {
        System.out.printf("%-44s %10.2f %10.2f %7.2f%n", what, few, many, many / few);
    }

    private void compare(
            String call,
            List<HttpRequest> ofFew,
            GrownSite few,
            List<HttpRequest> ofMany,
            GrownSite many)
            throws Exception {
        double[] took = new double[times];
        double[] tookOfMany = new double[times];
        for (int i = -times; i < times; i++) {
            long one = few.nanosFor(ofFew);
            long another = many.nanosFor(ofMany);
            if (i >= 0) {
                took[i] = one / 1e6;
                tookOfMany[i] = another / 1e6;
            }
        }
        tell(call + " in ms", fastest(took), fastest(tookOfMany));
    }

    /// Each in one request or more.
    private static Map<String, Function<GrownSite, List<HttpRequest>>> calls() {
        Map<String, Function<GrownSite, List<HttpRequest>>> calls = new LinkedHashMap<>();
        calls.put(
                "sign-in by tenant",
                site -> List.of(site.signIn(site.cast.tenant(), "management")));
        calls.put("offers", tenant("/offers?api-version=2015-11-01"));
        calls.put("subscriptions", tenant("/subscriptions?api-version=2016-06-01"));
        calls.put("vaults of a subscription", inFirst(VAULTS));
        calls.put(
                "vaults of all subscriptions",
                site ->
                        site.cast.tenant().subscriptions().stream()
                                .map(each -> site.tenant(each, VAULTS))
                                .toList());
        calls.put("deleted vaults", inFirst(VAULTS.replace("/vaults", "/deletedVaults")));
        calls.put("usages", inFirst(VAULTS.replace("/vaults", "/locations/local/usages")));
        calls.put("resource groups", inFirst("/resourcegroups?api-version=2016-06-01"));
        calls.put(
                "role assignments",
                inFirst(
                        "/providers/Microsoft.Authorization/roleAssignments?api-version=2015-07-01"));
        calls.put("operator: 10 subscriptions", operator("/subscriptions", "&$top=10"));
        calls.put(
                "operator: subscriptions of a tenant",
                site -> filtered(site, "tenantId eq '" + site.cast.tenant().tenant() + "'"));
        calls.put(
                "operator: subscription by id in a filter",
                site ->
                        filtered(
                                site,
                                "subscriptionId eq '"
                                        + site.cast.tenant().subscriptions().getFirst()
                                        + "'"));
        calls.put("operator: offers", operator("/offers", ""));
        calls.put(
                "operator: 10 directory tenants",
                site ->
                        List.of(
                                site.operator(
                                        "/resourceGroups/system.local/providers"
                                                + "/Microsoft.Subscriptions.Admin/directoryTenants"
                                                + "?api-version=2015-11-01&$top=10")));
        return calls;
    }

    private static Function<GrownSite, List<HttpRequest>> tenant(String target) {
        return site -> List.of(site.tenant(target));
    }

    private static Function<GrownSite, List<HttpRequest>> inFirst(String target) {
        return site -> List.of(site.tenant(site.cast.tenant().subscriptions().getFirst(), target));
    }

    private static Function<GrownSite, List<HttpRequest>> operator(String of, String query) {
        return site ->
                List.of(
                        site.operator(
                                "/providers/Microsoft.Subscriptions.Admin"
                                        + of
                                        + "?api-version=2015-11-01"
                                        + query));
    }

    private static List<HttpRequest> filtered(GrownSite site, String filter) {
        return operator(
                        "/subscriptions",
                        "&$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .apply(site);
    }
}
