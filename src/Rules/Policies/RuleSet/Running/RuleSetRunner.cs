using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// Runs the workflows of one set under one group of settings. Immutable but for its cache of plans, and thread-safe: a run that has
/// begun stays with the set that it began with.
/// </summary>
internal sealed class RuleSetRunner(WorkflowSet workflows, RuleSetSettings settings)
{
    private const int PlanLimit = 128, TextLimit = 4096;

    private readonly BoundedCache<WorkflowSignature, WorkflowPlan> _plans = new(PlanLimit);
    private readonly BoundedCache<WorkflowSignature, CompiledText<object?>> _texts = new(TextLimit);

    public WorkflowSet Workflows { get; } = workflows;

    public RuleSetSettings Settings { get; } = settings;

    /// <summary>Number of plans that are kept.</summary>
    public int PlanCount => _plans.Count;

    /// <summary>Runs all rules of a workflow and their actions.</summary>
    /// <exception cref="RunFault">The call gives no result.</exception>
    public ImmutableArray<RuleOutcome> RunAll(string workflow, IEnumerable<RuleInput> inputs, DateTimeOffset now, bool explain = false)
    {
        var sorted = Sorted(inputs);
        var plan = PlanOf(workflow, sorted);
        var (scope, failure) = Globals(plan, sorted, now);
        var run = new RuleRun(Settings, now, explain);
        var outcomes = ImmutableArray.CreateBuilder<RuleOutcome>(plan.Rules.Length);
        foreach (var rule in plan.Rules)
            outcomes.Add(failure is null ? run.Run(rule, scope) : run.Failed(rule.Rule, failure, sorted));
        run.FillMessages(outcomes);
        if (Settings.AutoExecuteActions) new ActionRunner(this, now).RunAll(outcomes);
        return outcomes.MoveToImmutable();
    }

    /// <summary>Runs one rule of a workflow and its action.</summary>
    /// <exception cref="RunFault">The call gives no result.</exception>
    public ActionOutcome RunRule(string workflow, string rule, IEnumerable<RuleInput> inputs, DateTimeOffset now, int hops = 0)
    {
        var sorted = Sorted(inputs);
        var plan = PlanOf(workflow, sorted);
        if (plan.Find(rule) is not { } found)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownRule, plan.Workflow.Span, [workflow, rule, Suggestion.Phrase(rule, plan.Rules.Select(r => r.Rule.Name))]));
        var (scope, failure) = Globals(plan, sorted, now);
        if (failure is not null) throw new RunFault(failure.Diagnostic);
        var run = new RuleRun(Settings, now, explain: false);
        var outcome = run.Run(found, scope);
        run.FillMessages([outcome]);
        return new ActionRunner(this, now, hops).Run(outcome);
    }

    /// <summary>The expression of an action, compiled once for values of certain types.</summary>
    public CompiledText<object?> TextOf(string text, RuleInput[] inputs, FailureKind kind, SourceSpan span) =>
        _texts.Get(new WorkflowSignature(text, inputs), (Runner: this, Text: text, Kind: kind, Span: span), static (key, s) =>
            new TextCompiler(s.Runner.Settings).Value(s.Text, _ => s.Span, key.Parameters, s.Kind, s.Span));

    private static RuleInput[] Sorted(IEnumerable<RuleInput> inputs)
    {
        var sorted = inputs.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return sorted;
    }

    private WorkflowPlan PlanOf(string name, RuleInput[] inputs)
    {
        if (Workflows.Find(name) is not { } workflow)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownWorkflow, SourceSpan.None, [name, Suggestion.Phrase(name, Workflows.Workflows.Select(w => w.Name))]));
        if (Workflows.MissingInjection(workflow) is { } missing)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownInjection, workflow.Span, [missing, Suggestion.Phrase(missing, Workflows.Workflows.Select(w => w.Name))]));
        var signature = new WorkflowSignature(name, inputs);
        var plan = _plans.Get(signature, (Runner: this, Workflow: workflow), static (key, s) =>
            WorkflowPlan.Compile(s.Workflow, s.Runner.Workflows.RulesOf(s.Workflow), key.Parameters, s.Runner.Settings));
        Check(plan);
        return plan;
    }

    private void Check(WorkflowPlan plan)
    {
        if (plan.SameName is { } rule) throw new RunFault(new Diagnostic(RuleSetDiagnostics.SameRule, rule.Span, [rule.Name, plan.Workflow.Name]));
        if (!Settings.EnableExceptionAsErrorMessage && !plan.Failures.IsEmpty) throw new RunFault(plan.Failures[0].Diagnostic);
    }

    // Globals are computed once a call, before any rule; one that fails takes all rules along.
    private (ImmutableArray<RuleInput> Scope, RuleFailure? Failure) Globals(WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now)
    {
        ImmutableArray<RuleInput> scope = [.. inputs];
        if (plan.Globals.IsEmpty) return (scope, null);
        var (values, failure) = RuleRun.Evaluate(plan.Globals, scope, now, plan.Workflow.Span);
        if (failure is null && plan.Globals.FirstOrDefault(g => inputs.Any(i => i.Name == g.Parameter.Name)) is { } clash)
            failure = new RuleFailure(FailureKind.ParameterEvaluation, new Diagnostic(RuleSetDiagnostics.NameClash, plan.Workflow.Span, [clash.Parameter.Name]));
        if (failure is not null && !Settings.EnableExceptionAsErrorMessage) throw new RunFault(failure.Diagnostic);
        return (values, failure);
    }
}
