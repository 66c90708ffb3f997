using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Expressions.Binding;

internal sealed partial class Binder
{
    private BoundNode? Call(CallSyntax call)
    {
        // list.where(x => ...) is where(list, x => ...).
        var arguments = call.Target is null ? call.Arguments : call.Arguments.Insert(0, call.Target);
        if (call.Target is null && call.Name == "has" && arguments.Length == 1)
            return Bind(arguments[0]) is { } operand ? new BoundHas(call, operand) : null;
        var overloads = scope.Functions.Find(call.Name);
        if (overloads.IsEmpty)
        {
            foreach (var argument in arguments)
                if (argument is not LambdaSyntax) Bind(argument);
            return Error(BindingDiagnostics.UnknownFunction, call, call.NameSpan, call.Name, Suggestion.Phrase(call.Name, scope.Functions.Names));
        }

        var bound = new BoundNode?[arguments.Length];
        var ok = true;
        for (var i = 0; i < bound.Length; i++)
            if (arguments[i] is not LambdaSyntax && (bound[i] = Bind(arguments[i])) is null) ok = false;
        if (!ok) return null;

        foreach (var function in overloads)
        {
            var variables = new Dictionary<string, FactType>(StringComparer.Ordinal);
            var lifted = false;
            if (!Fits(function, arguments, bound, variables, ref lifted)) continue;
            return Complete(call, function, arguments, bound, variables, lifted);
        }
        return Error(BindingDiagnostics.ArgumentTypes, call, call.NameSpan, call.Name,
            string.Join(", ", bound.Select(b => b?.Type.Name ?? "=>")), string.Join("; ", overloads.Select(o => o.Signature.Text)));
    }

    private static bool Fits(Function function, ImmutableArray<SyntaxNode> arguments, BoundNode?[] bound, Dictionary<string, FactType> variables, ref bool lifted)
    {
        var parameters = function.Signature.Parameters;
        if (parameters.Length != arguments.Length) return false;
        for (var i = 0; i < parameters.Length; i++)
            if (parameters[i].IsLambda != arguments[i] is LambdaSyntax) return false;
        for (var i = 0; i < parameters.Length; i++)
            if (bound[i] is { } argument && !parameters[i].Type.Unify(argument.Type, variables, ref lifted)) return false;
        return true;
    }

    private BoundNode? Complete(CallSyntax call, Function function, ImmutableArray<SyntaxNode> arguments, BoundNode?[] bound, Dictionary<string, FactType> variables, bool lifted)
    {
        var parameters = function.Signature.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is LambdaSyntax lambda)
            {
                if (Lambda(lambda, parameters[i], bound[0], variables, ref lifted) is not { } body) return null;
                bound[i] = body;
            }
            else if (parameters[i].Type.Resolve(variables) is { } expected)
            {
                // Literals take the type that the other arguments settled.
                if (Convert(bound[i]!, expected) is not { } converted) return null;
                bound[i] = converted;
            }
        }
        if (function.Choice is { } choice && NotChosen(bound[choice.Argument]!, choice.Allowed) is { } wrong)
            return Error(BindingDiagnostics.NotAChoice, wrong.Syntax, function.Name, string.Join(", ", choice.Allowed));
        if (function.NeedsCalendar && !scope.HasCalendar) Report(BindingDiagnostics.NoCalendar, call);
        if (function.Signature.Result.Resolve(variables) is not { } result)
            return Error(BindingDiagnostics.ArgumentTypes, call, call.NameSpan, call.Name, string.Join(", ", bound.Select(b => b!.Type.Name)), function.Signature.Text);
        scope.UsedFunctions.Add(function.Name);
        return new BoundCall(call, function, [.. bound!], lifted ? result.OrNull() : result);
    }

    private BoundLambda? Lambda(LambdaSyntax lambda, Signature.Parameter parameter, BoundNode? first, Dictionary<string, FactType> variables, ref bool lifted)
    {
        if (lambda.Parameters.Length != parameter.LambdaParameters.Length)
            return (BoundLambda?)Error(BindingDiagnostics.MisplacedLambda, lambda);
        var list = first?.Type.NotNull() is ListType ? BoundPath.Of(first) : null;
        var symbols = ImmutableArray.CreateBuilder<LocalSymbol>();
        var shadowed = new List<(string Name, LocalSymbol? Outer)>();
        for (var i = 0; i < lambda.Parameters.Length; i++)
        {
            var type = parameter.LambdaParameters[i].Resolve(variables) ?? NullType.Instance;
            var symbol = scope.NewLambdaParameter(lambda.Parameters[i], type, list);
            symbols.Add(symbol);
            shadowed.Add((symbol.Name, _lambdaParameters.GetValueOrDefault(symbol.Name)));
            _lambdaParameters[symbol.Name] = symbol;
        }
        var body = Bind(lambda.Body);
        foreach (var (name, outer) in shadowed)
        {
            if (outer is null) _lambdaParameters.Remove(name);
            else _lambdaParameters[name] = outer;
        }
        if (body is null) return null;
        if (!parameter.Type.Unify(body.Type, variables, ref lifted))
            return (BoundLambda?)Error(BindingDiagnostics.WrongResult, lambda.Body, parameter.Type.ToString(), body.Type.Name);
        return new BoundLambda(lambda, symbols.ToImmutable(), body);
    }

    private static BoundNode? NotChosen(BoundNode argument, string[] allowed) =>
        argument is BoundConstant { Value.Kind: Values.ValueKind.Text } constant && allowed.Contains(constant.Value.AsText()) ? null
        : argument is BoundSymbol { Symbol: ParameterSymbol { Value.Kind: Values.ValueKind.Text } parameter } && allowed.Contains(parameter.Value.AsText()) ? null
        : argument;
}
