package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Source;
import dev.keyward.language.syntax.Parser;
import dev.keyward.language.syntax.SyntaxError;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.NetList;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.TypeNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Members of values, those of script blocks included, which need the evaluator.
final class Access {
    private final Evaluator evaluator;

    Access(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private Members members() {
        return evaluator.values().members();
    }

    /// Whether an object has a property of its own that a parameter can be bound to.
    boolean has(Object target, String name) {
        return switch (target) {
            case PsObject it -> it.has(name);
            case PsHashtable _ -> false;
            case String _ -> name.equalsIgnoreCase("Length");
            default ->
                    !Sequences.is(target)
                            && members().propertyNames(target).stream()
                                    .anyMatch(name::equalsIgnoreCase);
        };
    }

    @Nullable Object get(@Nullable Object target, String name) {
        if (target instanceof BlockValue block && name.equalsIgnoreCase("Ast")) {
            return block.text();
        }
        return members().get(target, name);
    }

    @Nullable Object call(@Nullable Object target, String name, List<@Nullable Object> arguments) {
        if (target instanceof BlockValue block) {
            Optional<Members.Found> done = ofBlock(block, name, arguments);
            if (done.isPresent()) {
                return done.get().value();
            }
        }
        return members().invoke(target, name, arguments);
    }

    private Optional<Members.Found> ofBlock(
            BlockValue block, String name, List<@Nullable Object> arguments) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "invoke" ->
                    Optional.of(
                            new Members.Found(
                                    NetList.collection(
                                            evaluator
                                                    .scripts()
                                                    .collect(
                                                            Scripts.Call.plain(
                                                                    block, arguments)))));
            case "invokereturnasis" ->
                    Optional.of(
                            new Members.Found(
                                    Sequences.collapsed(
                                            evaluator
                                                    .scripts()
                                                    .collect(
                                                            Scripts.Call.plain(
                                                                    block, arguments)))));
            case "getnewclosure" -> Optional.of(new Members.Found(closure(block)));
            case "tostring" -> Optional.of(new Members.Found(block.text()));
            default -> Optional.empty();
        };
    }

    /// The block with the variables of the current scope as they are now.
    private BlockValue closure(BlockValue block) {
        Scope captured = evaluator.global().child(Scope.Kind.MODULE);
        for (Variable variable : evaluator.scope().variables()) {
            captured.put(variable.copy());
        }
        return new BlockValue(block.body(), captured);
    }

    @Nullable Object getStatic(@Nullable Object target, String name) {
        return members().getStatic(type(target), name);
    }

    void setStatic(@Nullable Object target, String name, @Nullable Object value) {
        members().setStatic(type(target), name, value);
    }

    @Nullable Object callStatic(
            @Nullable Object target, String name, List<@Nullable Object> arguments) {
        NetType type = type(target);
        if (type.equals(NetType.SCRIPT_BLOCK) && name.equalsIgnoreCase("Create")) {
            return block(
                    evaluator.values().text().of(arguments.isEmpty() ? "" : arguments.getFirst()));
        }
        return name.equalsIgnoreCase("new")
                ? members().construct(type, arguments)
                : members().invokeStatic(type, name, arguments);
    }

    private NetType type(@Nullable Object target) {
        return switch (target) {
            case NetType it -> it;
            case String it -> TypeNames.require(it);
            case null ->
                    throw CmdletError.of(
                            "You cannot call a method on a null-valued expression.",
                            "InvokeMethodOnNull",
                            ErrorCategory.InvalidOperation);
            default -> dev.keyward.language.value.TypeOf.value(target);
        };
    }

    /// A script block made from text.
    BlockValue block(String text) {
        try {
            return new BlockValue(Parser.parse(new Source("", text)), null);
        } catch (SyntaxError e) {
            throw Reports.of(e);
        }
    }
}
