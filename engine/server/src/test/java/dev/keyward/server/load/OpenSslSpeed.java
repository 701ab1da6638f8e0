package dev.keyward.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        int column = -1;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                List<String> titles = words.stream().filter(word -> word.endsWith("/s")).toList();
                List<String> rates =
                        words.stream()
                                .dropWhile(word -> !word.matches("[0-9.]+s"))
                                .filter(word -> word.matches("[0-9.]+"))
                                .toList();
                if (!titles.isEmpty()) {
                    column = titles.indexOf("sign/s");
                } else if (column >= 0 && column < rates.size()) {
                    found = Double.parseDouble(rates.get(column));
                }
            }
        }
        return found;
    }
}
