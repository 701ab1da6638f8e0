package dev.keyward.examples.hello;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Does operations on keys and secrets of a vault, each named by an argument, in their order, on
/// the object of the one before:
///
/// ```
/// java -jar target/hello-key-vault.jar CREATE_KEY SIGN_VERIFY CREATE_SECRET GET_SECRET
/// ```
///
/// What fails is listed at the end, and the exit code is 1 then; 2 where nothing could be begun.
/// [Settings] says where the vault's URL and the credential come from.
public final class HelloKeyVault {
    private HelloKeyVault() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            List<Operation> wanted = Stream.of(arguments).map(Operation::valueOf).toList();
            if (wanted.isEmpty()) {
                throw new IllegalArgumentException("no operation is named");
            }
            Trust.authoritiesOfEnvironment();
            Settings settings = Settings.read(System.getenv());
            System.exit(run(wanted, new Operation.All(settings.vaultUrl(), SignIn.at(settings))));
        } catch (IllegalArgumentException | IOException | GeneralSecurityException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println("operations: " + List.of(Operation.values()));
            System.exit(2);
        }
    }

    /// @return the exit code
    private static int run(List<Operation> wanted, Operation.All all) {
        List<String> failures = new ArrayList<>();
        for (Operation operation : wanted) {
            try {
                System.out.println(operation + ": " + operation.run(all));
            } catch (Exception failed) {
                System.out.println(operation + ": failed");
                failures.add(
                        operation
                                + ": "
                                + Objects.requireNonNullElse(
                                        failed.getMessage(), failed.toString()));
            }
        }
        if (failures.isEmpty()) {
            System.out.println("all done");
            return 0;
        }
        System.out.println("failed:\n" + String.join("\n", failures));
        return 1;
    }
}
