using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>One evaluation of rules. Belongs to one thread.</summary>
internal sealed class RuleRun(RuleSetSettings settings, DialectContext context, bool explain)
{
    private ImmutableArray<RuleInput> _scope = [];
    private object?[] _values = [];
    private RuleFailure? _clash;

    public RuleOutcome Run(RulePlan plan, ImmutableArray<RuleInput> inputs)
    {
        if (plan.Failure is { } broken) return Failed(plan.Rule, broken, inputs.AsSpan());
        var scope = inputs;
        if (!plan.Locals.IsEmpty)
        {
            var (extended, failure) = Evaluate(plan.Locals, inputs, context, plan.Rule.Span);
            if (failure is not null) return Failed(plan.Rule, failure, inputs.AsSpan());
            scope = extended;
        }
        return plan.Rule.IsNested ? Nested(plan, scope) : Leaf(plan, scope);
    }

    /// <summary>A rule that has run and of which only the verdict, or what it threw, is known.</summary>
    public RuleOutcome Told(RulePlan plan, ImmutableArray<RuleInput> scope, bool holds, Exception? fault) =>
        plan.IsClashing ? Run(plan, scope)
        : fault is null ? new RuleOutcome(plan.Rule, holds, null, [], scope)
        : Thrown(plan.Rule, Failures.Of(fault, FailureKind.Evaluation, plan.Rule.Expression?.Node.Span ?? plan.Rule.Span), [], scope);

    /// <summary>A rule that cannot run.</summary>
    public RuleOutcome Failed(RuleDefinition rule, RuleFailure failure, ReadOnlySpan<RuleInput> inputs)
    {
        if (!settings.EnableExceptionAsErrorMessage) throw new RunFault(failure.Diagnostic);
        return new RuleOutcome(rule, false, failure, [], [.. inputs]);
    }

    /// <summary>Evaluates globals or locals, each seeing those before it, and gives the scope with them.</summary>
    public static (ImmutableArray<RuleInput> Scope, RuleFailure? Failure) Evaluate(ImmutableArray<ParameterPlan> plans, ImmutableArray<RuleInput> scope, DialectContext context, SourceSpan span)
    {
        var values = new object?[scope.Length + plans.Length];
        for (var i = 0; i < scope.Length; i++) values[i] = scope[i].Value;
        var extended = ImmutableArray.CreateBuilder<RuleInput>(values.Length);
        extended.AddRange(scope);
        for (var i = 0; i < plans.Length; i++)
        {
            try
            {
                context.Begin();
                values[scope.Length + i] = plans[i].Function(values, context);
            }
            catch (Exception e)
            {
                return (scope, Failures.Of(e, FailureKind.ParameterEvaluation, span));
            }
            extended.Add(new RuleInput(plans[i].Parameter.Name, plans[i].Parameter.Type, values[scope.Length + i]));
        }
        return (extended.MoveToImmutable(), null);
    }

    /// <summary>Fills the messages of the rules at the top that do not hold; RulesEngine leaves those below empty.</summary>
    public void FillMessages(IEnumerable<RuleOutcome> outcomes)
    {
        if (!settings.EnableFormattedErrorMessage) return;
        foreach (var outcome in outcomes)
            if (!outcome.IsSuccess && outcome.Failure is null && outcome.Rule.ErrorMessage is { Length: > 0 } message) outcome.ErrorMessage = Filled(message, outcome.Inputs);
    }

    // A sequence that fails when it is looked through leaves its placeholder as it is written.
    private static string Filled(string message, ImmutableArray<RuleInput> inputs)
    {
        try
        {
            return ErrorMessages.Fill(message, inputs);
        }
        catch (Exception)
        {
            return message;
        }
    }

    private RuleOutcome Nested(RulePlan plan, ImmutableArray<RuleInput> scope)
    {
        var isAnd = plan.Rule.Operator is NestedOperator.And or NestedOperator.AndAlso;
        var holds = isAnd && !plan.Children.IsEmpty;
        var children = ImmutableArray.CreateBuilder<RuleOutcome>(plan.Children.Length);
        foreach (var child in plan.Children)
        {
            var outcome = Run(child, scope);
            children.Add(outcome);
            holds = isAnd ? holds && outcome.IsSuccess : holds || outcome.IsSuccess;
            if (settings.StopsEarly && holds != isAnd) break;
        }
        Enter(scope);
        if (_clash is { } clash) return Thrown(plan.Rule, clash, children.ToImmutable(), []);
        return new RuleOutcome(plan.Rule, holds, null, children.ToImmutable(), scope);
    }

    private RuleOutcome Leaf(RulePlan plan, ImmutableArray<RuleInput> scope)
    {
        Enter(scope);
        if (_clash is { } clash) return Thrown(plan.Rule, clash, [], []);
        var condition = plan.Condition!;
        if (condition.Function is null) return new RuleOutcome(plan.Rule, false, settings.IgnoreException ? null : condition.Failure, [], scope);
        var values = _values;
        try
        {
            context.Begin();
            return Explained(new RuleOutcome(plan.Rule, condition.Function(values, context), null, [], scope), plan, values);
        }
        catch (Exception e)
        {
            var failure = Failures.Of(e, FailureKind.Evaluation, plan.Rule.Expression?.Node.Span ?? plan.Rule.Span);
            return Explained(Thrown(plan.Rule, failure, [], scope), plan, values);
        }
    }

    private RuleOutcome Explained(RuleOutcome outcome, RulePlan plan, object?[] values)
    {
        if (explain && plan.Explainer(settings.Options) is { } explainer) outcome.Explanation = explainer.Explain(values, context);
        return outcome;
    }

    private RuleOutcome Thrown(RuleDefinition rule, RuleFailure failure, ImmutableArray<RuleOutcome> children, ImmutableArray<RuleInput> scope)
    {
        if (!settings.EnableExceptionAsErrorMessage) throw new RunFault(failure.Diagnostic);
        return new RuleOutcome(rule, false, settings.IgnoreException ? null : failure, children, scope);
    }

    // Rules without locals share one scope: its values are laid out once.
    private void Enter(ImmutableArray<RuleInput> scope)
    {
        if (scope == _scope && !scope.IsEmpty) return;
        _scope = scope;
        _values = new object?[scope.Length];
        for (var i = 0; i < _values.Length; i++) _values[i] = scope[i].Value;
        _clash = Clash(scope);
    }

    // A name that stands twice, as when a local is named like an input, fails the rule when it runs.
    private static RuleFailure? Clash(ImmutableArray<RuleInput> scope)
    {
        for (var i = 1; i < scope.Length; i++)
            for (var j = 0; j < i; j++)
                if (scope[i].Name == scope[j].Name) return new RuleFailure(FailureKind.Evaluation, new Diagnostic(RuleSetDiagnostics.NameClash, SourceSpan.None, [scope[i].Name]));
        return null;
    }
}
