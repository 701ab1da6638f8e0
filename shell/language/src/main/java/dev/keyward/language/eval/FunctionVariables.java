package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.ScriptBody;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variables a function begins with: its parameters and the automatic ones.
final class FunctionVariables {
    private final Evaluator evaluator;
    private final Callee callee;
    private final Shape shape;

    FunctionVariables(Evaluator evaluator, Callee callee, Shape shape) {
        this.evaluator = evaluator;
        this.callee = callee;
        this.shape = shape;
    }

    /// Runs in the function's own context, since defaults may use earlier parameters.
    void fill(Scope scope, Binder binder) {
        Path file = callee.file();
        if (file != null) {
            Path folder = file.getParent();
            scope.put(new Variable("PSScriptRoot", folder == null ? "" : folder.toString()));
            scope.put(new Variable("PSCommandPath", file.toString()));
        }
        PsHashtable bound = FunctionStage.bound(binder);
        binder.common().names().forEach(name -> bound.put(name, binder.common().value(name)));
        scope.put(new Variable("PSBoundParameters", bound));
        scope.put(new Variable("MyInvocation", myInvocation(bound)));
        if (!shape.advanced()) {
            scope.put(new Variable("args", binder.rest().toArray()));
        } else {
            scope.put(
                    new Variable(
                            "PSCmdlet", new PsCmdlet(evaluator, shape, binder, callee).view()));
        }
        for (int i = 0; i < shape.signature().parameters().size(); i++) {
            define(scope, binder, i);
        }
    }

    private void define(Scope scope, Binder binder, int index) {
        Parameter parameter = shape.signature().parameters().get(index);
        Arguments arguments = binder.arguments();
        Object value =
                arguments.has(parameter.name())
                        ? arguments.get(parameter.name())
                        : preset(index, parameter, binder);
        Variable variable = new Variable(parameter.name(), value);
        if (!parameter.type().name().equals("object") || !parameter.validations().isEmpty()) {
            variable.constrain(later -> {
                Object converted = evaluator.convert(later, parameter.type());
                binder.coercion().validate(parameter, converted);
                return converted;
            });
        }
        scope.put(variable);
    }

    private @Nullable Object preset(int index, Parameter parameter, Binder binder) {
        ScriptBody.Params params = callee.body().params();
        Expression preset = params == null ? null : params.list().get(index).preset();
        return preset == null
                ? FunctionStage.empty(evaluator, parameter)
                : binder.coercion().convert(parameter, evaluator.expressions().value(preset));
    }

    /// Sets what an object of the pipeline changed.
    void rebind(Scope scope, Binder binder, InputBinder inputs) {
        List<Parameter> parameters = shape.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (inputs.takers().contains(parameters.get(i))
                    || binder.delayed().containsKey(parameters.get(i))) {
                define(scope, binder, i);
            }
        }
        scope.put(new Variable("PSBoundParameters", FunctionStage.bound(binder)));
    }

    private PsObject myInvocation(PsHashtable bound) {
        PsObject command = new PsObject("System.Management.Automation.FunctionInfo");
        command.set("Name", callee.name());
        Path file = callee.file();
        command.set("Path", file == null ? null : file.toString());
        command.set("Definition", file == null ? callee.body().text() : file.toString());
        command.readingAs(_ -> callee.name());
        PsObject view = new PsObject("System.Management.Automation.InvocationInfo");
        view.set("MyCommand", command);
        view.set("InvocationName", callee.invokedAs());
        view.set("ScriptName", callee.call().source().name());
        view.set("ScriptLineNumber", callee.call().line());
        view.set("OffsetInLine", callee.call().column());
        view.set("Line", callee.call().source().lineText(callee.call().start()));
        view.set("PSScriptRoot", evaluator.variables().value("PSScriptRoot"));
        view.set("PSCommandPath", evaluator.variables().value("PSCommandPath"));
        view.set("BoundParameters", bound);
        view.set("UnboundArguments", new Object[0]);
        view.set("ExpectingInput", false);
        return view;
    }
}
