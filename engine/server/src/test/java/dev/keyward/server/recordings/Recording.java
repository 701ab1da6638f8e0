package dev.keyward.server.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One file: blocks separated by `---` lines. All but the last are requests, sent in order; the
/// last is the answer to the last request. Lines with `#` at their start, at the top, say what it
/// is.
///
/// A request may begin with `@vault NAME` (else `dev`), `@token KIND` (else one that is good),
/// `@server NAME` (else `dev`), `@pass TIME` to let time pass before, `@times N` and `@fault WHAT`,
/// and refer to `{{NAME}}`, a text member of the answers before, by its name; the last one of that
/// name. `{{x*3}}` is short for `xxx`.
record Recording(Path file, String comment, List<Step> requests, String answer) {
    private static final String SEPARATOR = "\n---\n";

    /// @param settings what follows `@`, by name
    record Step(Map<String, String> settings, String method, String target, String body) {
        static Step parse(String block) {
            Map<String, String> settings = new TreeMap<>();
            String rest = block.strip();
            while (rest.startsWith("@")) {
                int end = rest.indexOf('\n');
                String[] setting = rest.substring(1, end).split(" ", 2);
                settings.put(setting[0], setting[1]);
                rest = rest.substring(end + 1);
            }
            String[] parts = rest.split("\n", 2);
            String[] line = parts[0].split(" ", 2);
            return new Step(settings, line[0], line[1], parts.length == 1 ? "" : parts[1].strip());
        }
    }

    static Recording read(Path file) throws IOException {
        String text = Files.readString(file);
        StringBuilder comment = new StringBuilder();
        while (text.startsWith("#")) {
            int end = text.indexOf('\n') + 1;
            comment.append(text, 0, end);
            text = text.substring(end);
        }
        List<String> blocks = new ArrayList<>(List.of((text + "\n").split(SEPARATOR)));
        // Empty in a new file.
        String answer = blocks.removeLast().strip();
        return new Recording(
                file, comment.toString(), blocks.stream().map(Step::parse).toList(), answer);
    }

    void write(String newAnswer) throws IOException {
        String text = Files.readString(file);
        int last = text.lastIndexOf(SEPARATOR) + SEPARATOR.length();
        Files.writeString(file, text.substring(0, last) + newAnswer + "\n");
    }
}
