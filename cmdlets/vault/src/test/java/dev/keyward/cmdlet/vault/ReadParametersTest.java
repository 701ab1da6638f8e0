package dev.keyward.cmdlet.vault;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Validation;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No parameter is accepted and ignored: the code that a cmdlet's run can reach names it, or
/// binding lets a single word pass, so that whoever means another is told.
///
/// Reads the room's class files: from `run` on, every method of the room that is called or made a
/// lambda of, and the texts these hold, but for the shapes, which hold the names of properties.
final class ReadParametersTest {
    private static final String ROOM = "dev/keyward/cmdlet/vault/";

    private static final Pattern SHAPES = Pattern.compile(ROOM + "shape/\\w+Shapes\\b");

    /// By class, method and descriptor.
    private final Map<String, Set<String>> calls = new HashMap<>();

    private final Map<String, Set<String>> texts = new HashMap<>();

    @Test
    void everyParameterIsRead() throws IOException, URISyntaxException {
        Path classes =
                Path.of(Cmdlets.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                read(ClassFile.of().parse(file));
            }
        }
        Set<String> ignored =
                Cmdlets.commands().flatMap(this::ignored).collect(toCollection(TreeSet::new));
        assertThat(texts).hasSizeGreaterThan(500);
        assertThat(ignored).isEmpty();
    }

    private Stream<String> ignored(Cmdlet cmdlet) {
        String type = cmdlet.getClass().getName().replace('.', '/');
        Set<String> named = named(type + ".run(L" + ROOM + "shape/Run;)V");
        return cmdlet.signature().parameters().stream()
                .filter(it ->
                        it.validations().stream()
                                .noneMatch(rule ->
                                        rule instanceof Validation.OneOf words
                                                && words.words().size() == 1))
                .map(Parameter::name)
                .filter(it -> !named.contains(it.toLowerCase(Locale.ROOT)))
                .map(it -> cmdlet.name() + " -" + it);
    }

    private Set<String> named(String start) {
        Set<String> named = new HashSet<>();
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            String method = left.pop();
            if (!SHAPES.matcher(method).lookingAt()) {
                texts.getOrDefault(method, Set.of())
                        .forEach(text -> named.add(text.toLowerCase(Locale.ROOT)));
            }
            List<String> next = new ArrayList<>(calls.getOrDefault(method, Set.of()));
            next.add(method.substring(0, method.indexOf('.')) + ".<clinit>()V");
            next.stream().filter(seen::add).forEach(left::push);
        }
        return named;
    }

    private void read(ClassModel type) {
        for (MethodModel method : type.methods()) {
            String name =
                    key(
                            type.thisClass().asInternalName(),
                            method.methodName().stringValue(),
                            method.methodType().stringValue());
            Set<String> called = calls.computeIfAbsent(name, _ -> new HashSet<>());
            Set<String> held = texts.computeIfAbsent(name, _ -> new HashSet<>());
            method.code()
                    .ifPresent(code ->
                            code.forEach(element -> {
                                switch (element) {
                                    case InvokeInstruction call ->
                                            called.add(
                                                    key(
                                                            call.owner().asInternalName(),
                                                            call.name().stringValue(),
                                                            call.type().stringValue()));
                                    case InvokeDynamicInstruction call ->
                                            call.invokedynamic()
                                                    .bootstrap()
                                                    .arguments()
                                                    .forEach(it -> argument(it, called));
                                    case ConstantInstruction.LoadConstantInstruction it
                                            when it.constantEntry() instanceof StringEntry text ->
                                            held.add(text.stringValue());
                                    default -> {}
                                }
                            }));
        }
    }

    private static void argument(LoadableConstantEntry argument, Set<String> called) {
        if (argument instanceof MethodHandleEntry handle) {
            var method = handle.reference();
            called.add(
                    key(
                            method.owner().asInternalName(),
                            method.name().stringValue(),
                            method.type().stringValue()));
        }
    }

    private static String key(String type, String name, String descriptor) {
        return type + "." + name + descriptor;
    }
}
