package dev.keyward.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// What OpenSSL makes of the same machine.
final class OpenSslSpeed {
    private OpenSslSpeed() {}

    /// @param algorithm such as `rsa2048`
    /// @param processes run at once
    /// @return private key operations a second; NaN where there is no OpenSSL
    static double signs(String algorithm, int processes, int seconds) throws IOException {
        Process process =
                new ProcessBuilder(
                                "openssl",
                                "speed",
                                "-seconds",
                                Integer.toString(seconds),
                                "-multi",
                                Integer.toString(processes),
                                algorithm)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        double found = Double.NaN;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                double rate = rate(line);
                found = Double.isNaN(rate) ? found : rate;
            }
        }
        return found;
    }

    /// The first plain number behind the times of a result line, which is signatures a second.
    private static double rate(String line) {
        String[] words = line.strip().split("\\s+");
        boolean times = false;
        for (String word : words) {
            if (word.matches("[0-9.]+s")) {
                times = true;
            } else if (times && word.matches("[0-9.]+")) {
                return Double.parseDouble(word);
            }
        }
        return Double.NaN;
    }
}
