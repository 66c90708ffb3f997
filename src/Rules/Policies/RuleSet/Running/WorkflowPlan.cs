using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>A global or local, compiled.</summary>
internal sealed record ParameterPlan(DialectParameter Parameter, DialectFunction<object?> Function);

/// <summary>A rule, compiled for a set of parameters.</summary>
/// <param name="Failure">Why the rule as a whole cannot run: a parameter, its own or a child's, does not compile.</param>
internal sealed record RulePlan(
    RuleDefinition Rule,
    ImmutableArray<ParameterPlan> Locals,
    ImmutableArray<DialectParameter> Scope,
    CompiledText<bool>? Condition,
    ImmutableArray<RulePlan> Children,
    RuleFailure? Failure)
{
    private RuleExplainer? _explainer;

    /// <summary>Whether it or a rule below it does something, so that it must be run as a whole.</summary>
    public bool HasActions { get; } = Rule.OnSuccess is not null || Rule.OnFailure is not null || Children.Any(c => c.HasActions);

    /// <summary>Whether what it tells when it does not hold depends on values that may change after the run.</summary>
    public bool TellsValues { get; } = !Children.IsEmpty || Rule.ErrorMessage?.Contains("$(", StringComparison.Ordinal) == true;

    /// <summary>Whether a name stands twice in its scope, which fails it when it runs.</summary>
    public bool IsClashing { get; } = Scope.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() < Scope.Length;

    /// <summary>Whether its verdict, or what it threw, says all that there is to know.</summary>
    public bool IsPlain { get; } = Condition?.Function is not null && Locals.IsEmpty && Children.IsEmpty && Failure is null;

    public bool IsAnd { get; } = Rule.Operator is NestedOperator.And or NestedOperator.AndAlso;

    /// <summary>Values that it and the rules below it see at most.</summary>
    public int Slots { get; } = Children.IsEmpty ? Scope.Length : Math.Max(Scope.Length, Children.Max(c => c.Slots));

    /// <summary>Explains the condition; made when somebody first asks why.</summary>
    public RuleExplainer? Explainer(DialectOptions options) => _explainer ??= RuleExplainer.For(Rule.Expression, Scope, options);
}

/// <summary>A workflow compiled once for inputs of certain names and types. Immutable and thread-safe.</summary>
internal sealed class WorkflowPlan
{
    private readonly Dictionary<string, RulePlan> _byName = new(StringComparer.Ordinal);

    private WorkflowPlan(WorkflowDefinition workflow, ImmutableArray<DialectParameter> inputs, ImmutableArray<ParameterPlan> globals, RuleFailure? globalFailure, ImmutableArray<RulePlan> rules)
    {
        (Workflow, Globals, GlobalFailure, Rules) = (workflow, globals, globalFailure, rules);
        foreach (var rule in rules)
            if (!_byName.TryAdd(rule.Rule.Name, rule)) SameName ??= rule.Rule;
        Slots = Math.Max(inputs.Length + globals.Length, rules.IsEmpty ? 0 : rules.Max(r => r.Slots));
        IsSnapshot = inputs.All(i => IsFixed(i.Type));
        IsClashing = globals.Any(g => inputs.Any(i => i.Name == g.Parameter.Name));
        Failures = globalFailure is not null ? [globalFailure] : [.. rules.SelectMany(FailuresIn).Distinct()];
    }

    public WorkflowDefinition Workflow { get; }

    public ImmutableArray<ParameterPlan> Globals { get; }

    /// <summary>Why no rule can run: a global does not compile.</summary>
    public RuleFailure? GlobalFailure { get; }

    public ImmutableArray<RulePlan> Rules { get; }

    /// <summary>A rule whose name another rule has already; no run of the workflow gives a result then.</summary>
    public RuleDefinition? SameName { get; }

    /// <summary>The expressions that do not compile.</summary>
    public ImmutableArray<RuleFailure> Failures { get; }

    /// <summary>Values that a rule sees at most: inputs, globals, and the locals on its way.</summary>
    public int Slots { get; }

    /// <summary>Whether the inputs are values that nobody can change any more.</summary>
    public bool IsSnapshot { get; }

    /// <summary>Whether a global has the name of an input, which fails all rules.</summary>
    public bool IsClashing { get; }

    public RulePlan? Find(string rule) => _byName.GetValueOrDefault(rule);

    public static WorkflowPlan Compile(WorkflowDefinition workflow, IEnumerable<RuleDefinition> rules, ImmutableArray<DialectParameter> inputs, RuleSetSettings settings)
    {
        var compiler = new TextCompiler(settings);
        var (globals, failure) = settings.EnableScopedParams ? Parameters(workflow.Globals, inputs, workflow.Span, compiler) : ([], null);
        var scope = inputs.AddRange(globals.Select(g => g.Parameter));
        var plans = rules.Where(r => r.Enabled).Select(r => failure is null ? Top(r, scope, compiler, settings) : Failed(r, failure)).ToImmutableArray();
        return new WorkflowPlan(workflow, inputs, globals, failure, plans);
    }

    // Records and what they hold are copies of our own; an object or list of the embedding program may change behind our back.
    private static bool IsFixed(StaticType type) => type.IsText || type.Clr.IsValueType || type.Shape?.Types.All(IsCopied) == true;

    private static bool IsCopied(StaticType type) => IsFixed(type) || type.Clr == typeof(object) || type.IsUnknown || type.IsOpaque || (type.Element is { } item && IsCopied(item));

    private static RulePlan Top(RuleDefinition rule, ImmutableArray<DialectParameter> scope, TextCompiler compiler, RuleSetSettings settings)
    {
        var plan = Rule(rule, scope, compiler, settings);
        return FailureIn(plan) is { } failure ? Failed(rule, failure) : plan;
    }

    // A parameter that does not compile, in the rule or below it, takes the whole rule along.
    private static RuleFailure? FailureIn(RulePlan plan) => plan.Failure ?? plan.Children.Select(FailureIn).FirstOrDefault(f => f is not null);

    private static IEnumerable<RuleFailure> FailuresIn(RulePlan plan)
    {
        if ((plan.Failure ?? plan.Condition?.Failure) is { } failure) yield return failure;
        foreach (var below in plan.Children.SelectMany(FailuresIn)) yield return below;
    }

    private static RulePlan Failed(RuleDefinition rule, RuleFailure failure) => new(rule, [], [], null, [], failure);

    private static RulePlan Rule(RuleDefinition rule, ImmutableArray<DialectParameter> scope, TextCompiler compiler, RuleSetSettings settings)
    {
        var (locals, failure) = settings.EnableScopedParams ? Parameters(rule.Locals, scope, rule.Span, compiler) : ([], null);
        if (failure is not null) return Failed(rule, failure);
        var inner = scope.AddRange(locals.Select(l => l.Parameter));
        return rule.IsNested
            ? new RulePlan(rule, locals, inner, null, [.. rule.Rules.Where(r => r.Enabled).Select(r => Rule(r, inner, compiler, settings))], null)
            : new RulePlan(rule, locals, inner, compiler.Condition(rule.Expression, inner, rule.Span), [], null);
    }

    private static (ImmutableArray<ParameterPlan> Plans, RuleFailure? Failure) Parameters(
        ImmutableArray<ScopedParameter> parameters, ImmutableArray<DialectParameter> scope, Diagnostics.SourceSpan span, TextCompiler compiler)
    {
        var plans = ImmutableArray.CreateBuilder<ParameterPlan>(parameters.Length);
        foreach (var parameter in parameters)
        {
            var seen = scope.AddRange(plans.Select(p => p.Parameter));
            var text = parameter.Expression;
            var compiled = compiler.Value(text?.Text, part => text!.SpanOf(part), seen, FailureKind.ParameterExpression, span);
            if (compiled.Function is null) return ([], compiled.Failure);
            plans.Add(new ParameterPlan(new DialectParameter(parameter.Name, compiled.Type), compiled.Function));
        }
        return (plans.ToImmutable(), null);
    }
}
