using System.Collections;
using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>Carries out what rules ask for when they hold or do not. An action that fails leaves the verdict of its rule as it is.</summary>
internal sealed class ActionRunner(RuleSetRunner runner, DateTimeOffset now, int hops = 0)
{
    /// <summary>Rules that may call each other in a row; what calls itself ends here.</summary>
    private const int HopLimit = 32;

    /// <summary>Children first, then their parents.</summary>
    public void RunAll(IEnumerable<RuleOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            RunAll(outcome.Children);
            var result = Run(outcome);
            (outcome.Output, outcome.ActionFailure) = (result.Output, result.Failure);
        }
    }

    public ActionOutcome Run(RuleOutcome outcome)
    {
        var action = outcome.IsSuccess ? outcome.Rule.OnSuccess : outcome.Rule.OnFailure;
        if (action is null) return new ActionOutcome(null, null, [outcome]);
        var result = action switch
        {
            { IsOutput: true } => Output(action, outcome),
            { IsEvaluation: true } => Evaluate(action, outcome),
            _ => throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownAction, action.Span, [action.Name, Suggestion.Phrase(action.Name, [RuleActionDefinition.OutputExpression, RuleActionDefinition.EvaluateRule])])),
        };
        if (result.Failure is { } failure && !runner.Settings.IgnoreException && !runner.Settings.EnableExceptionAsErrorMessage) throw new RunFault(failure.Diagnostic);
        return result;
    }

    private ActionOutcome Output(RuleActionDefinition action, RuleOutcome outcome)
    {
        if (TextIn(action, "expression") is not { } text) return Failed(outcome, FailureKind.Expression, RuleSetDiagnostics.NoContext, action, action.Name, "Expression");
        var (value, failure) = Value(text, outcome.Inputs, action.Span, FailureKind.Expression, FailureKind.Evaluation);
        if (value is null) return new ActionOutcome(value, failure, [outcome]);
        try
        {
            // What is put out is worked out here, so that its failure is that of the action and not of whoever reads it.
            return new ActionOutcome(value.Value with { Value = Settled(value.Value.Value) }, null, [outcome]);
        }
        catch (Exception e)
        {
            return new ActionOutcome(null, Failures.Of(e, FailureKind.Evaluation, action.Span), [outcome]);
        }
    }

    private static object? Settled(object? value) => value switch
    {
        RecordValue record => new RecordValue(record.Shape, [.. record.Values.Select(Settled)]),
        string or ICollection or null => value,
        IEnumerable items => items.Cast<object?>().Select(Settled).ToList(),
        _ => value,
    };

    private (RuleInput? Value, RuleFailure? Failure) Value((string Text, JsonTextNode? Node) text, ImmutableArray<RuleInput> inputs, SourceSpan span, FailureKind compiling, FailureKind running)
    {
        var seen = inputs.Select(i => i.Seen()).ToArray();
        var compiled = runner.TextOf(text.Text, seen, compiling, text.Node?.Span ?? span);
        if (compiled.Function is null) return (null, compiled.Failure! with { Kind = compiling });
        try
        {
            var value = compiled.Function([.. seen.Select(i => i.Value)], new DialectContext(now));
            return (new RuleInput("", compiled.Type, value), null);
        }
        catch (Exception e)
        {
            return (null, Failures.Of(e, running, span));
        }
    }

    private ActionOutcome Evaluate(RuleActionDefinition action, RuleOutcome outcome)
    {
        if (TextIn(action, "workflowName") is not { } workflow) return Failed(outcome, FailureKind.Action, RuleSetDiagnostics.NoContext, action, action.Name, "workflowName");
        if (TextIn(action, "ruleName") is not { } rule) return Failed(outcome, FailureKind.Action, RuleSetDiagnostics.NoContext, action, action.Name, "ruleName");
        if (hops >= HopLimit) return Failed(outcome, FailureKind.Action, RuleSetDiagnostics.TooManyHops, action, HopLimit);
        var inputs = outcome.Inputs.Select(i => i.Seen()).ToList();
        if (action["inputFilter"] is JsonArrayNode filter && filter.Items.All(i => i is JsonTextNode))
            inputs.RemoveAll(i => !filter.Items.Any(f => ((JsonTextNode)f).Value == i.Name));
        foreach (var (name, text) in action.AdditionalInputs)
        {
            if (name is null || text is null) return Failed(outcome, FailureKind.Action, RuleSetDiagnostics.NoContext, action, action.Name, "additionalInputs");
            var (value, failure) = Value((text.Text, text.Node), outcome.Inputs, action.Span, FailureKind.Action, FailureKind.Action);
            if (failure is not null) return new ActionOutcome(null, failure, [outcome]);
            inputs.Add((value!.Value with { Name = name }).Seen());
        }
        try
        {
            var inner = runner.RunRule(workflow.Text, rule.Text, inputs, now, hops + 1);
            return new ActionOutcome(inner.Output, null, [.. inner.Results, outcome]);
        }
        catch (RunFault fault)
        {
            return new ActionOutcome(null, new RuleFailure(FailureKind.Action, fault.Diagnostic), [outcome]);
        }
    }

    // What stands in the context is a text, whatever its JSON form.
    private static (string Text, JsonTextNode? Node)? TextIn(RuleActionDefinition action, string key) => action[key] switch
    {
        JsonTextNode text => (text.Value, text),
        null or JsonNullNode => null,
        JsonBooleanNode truth => (truth.Value ? "True" : "False", null),
        var other => (other.Source.Text[other.Start..other.End], null),
    };

    private static ActionOutcome Failed(RuleOutcome outcome, FailureKind kind, DiagnosticCode code, RuleActionDefinition action, params object?[] arguments) =>
        new(null, new RuleFailure(kind, new Diagnostic(code, action.Span, [.. arguments])), [outcome]);
}
