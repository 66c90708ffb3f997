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
    private const int PlanLimit = 128, TextLimit = 4096, RecentPlans = 8;

    private readonly BoundedCache<WorkflowSignature, WorkflowPlan> _plans = new(PlanLimit);
    private readonly BoundedCache<WorkflowSignature, CompiledText<object?>> _texts = new(TextLimit);
    private readonly RecentPlan?[] _recent = new RecentPlan?[RecentPlans];

    public WorkflowSet Workflows { get; } = workflows;

    public RuleSetSettings Settings { get; } = settings;

    /// <summary>Number of plans that are kept.</summary>
    public int PlanCount => _plans.Count;

    /// <summary>Runs all rules of a workflow and their actions.</summary>
    /// <exception cref="RunFault">The call gives no result.</exception>
    public ImmutableArray<RuleOutcome> RunAll(string workflow, IEnumerable<RuleInput> inputs, DateTimeOffset now, bool explain = false) =>
        Run(workflow, Sorted(inputs), now, explain).ToImmutable();

    /// <summary>Runs all rules of a workflow and their actions; what nobody asks for is not worked out.</summary>
    /// <param name="inputs">In the order of their names; the array is kept.</param>
    /// <exception cref="RunFault">The call gives no result.</exception>
    public RunResults Run(string workflow, RuleInput[] inputs, DateTimeOffset now, bool explain = false)
    {
        var plan = PlanOf(workflow, inputs);
        if (!explain && Settings.EnableExceptionAsErrorMessage && plan.GlobalFailure is null && !plan.IsClashing)
        {
            var results = new RunResults(this, plan, inputs, now);
            if (VerdictRun.Run(plan, inputs, now, results)) return results;
        }
        return RunWhole(plan, inputs, now, explain);
    }

    private RunResults RunWhole(WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now, bool explain)
    {
        var scope = ScopeOf(plan, inputs, now);
        var run = new RuleRun(Settings, new DialectContext(now), explain);
        var outcomes = new RuleOutcome[plan.Rules.Length];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = scope.Failure is { } failure ? run.Failed(plan.Rules[i].Rule, failure, inputs) : run.Run(plan.Rules[i], scope.Inputs);
        run.FillMessages(outcomes);
        if (Settings.AutoExecuteActions) new ActionRunner(this, now).RunAll(outcomes);
        return new RunResults(this, plan, inputs, now, outcomes);
    }

    /// <summary>One rule with everything that belongs to it, its action carried out.</summary>
    /// <param name="holds">Its verdict, when the rule has run.</param>
    /// <param name="fault">What it threw, when it has run.</param>
    internal RuleOutcome Work(RulePlan rule, GlobalScope scope, RuleInput[] inputs, DateTimeOffset now, bool holds, Exception? fault)
    {
        // Most rules just hold or do not, and have nothing to add.
        if (rule is { IsPlain: true, HasActions: false, IsClashing: false } && scope.Failure is null && fault is null && (holds || rule.Rule.ErrorMessage is null))
            return new RuleOutcome(rule.Rule, holds, null, [], scope.Inputs);
        var run = new RuleRun(Settings, new DialectContext(now), explain: false);
        var outcome = scope.Failure is { } failure ? run.Failed(rule.Rule, failure, inputs)
            : rule is { IsPlain: true, HasActions: false } ? run.Told(rule, scope.Inputs, holds, fault) : run.Run(rule, scope.Inputs);
        run.FillMessages([outcome]);
        if (Settings.AutoExecuteActions && rule.HasActions) new ActionRunner(this, now).RunAll([outcome]);
        return outcome;
    }

    /// <summary>Runs one rule of a workflow and its action.</summary>
    /// <exception cref="RunFault">The call gives no result.</exception>
    public ActionOutcome RunRule(string workflow, string rule, IEnumerable<RuleInput> inputs, DateTimeOffset now, int hops = 0)
    {
        var sorted = Sorted(inputs);
        var plan = PlanOf(workflow, sorted);
        if (plan.Find(rule) is not { } found)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownRule, plan.Workflow.Span, [workflow, rule, Suggestion.Phrase(rule, plan.Rules.Select(r => r.Rule.Name))]));
        var scope = ScopeOf(plan, sorted, now);
        if (scope.Failure is { } failure) throw new RunFault(failure.Diagnostic);
        var run = new RuleRun(Settings, new DialectContext(now), explain: false);
        var outcome = run.Run(found, scope.Inputs);
        run.FillMessages([outcome]);
        return new ActionRunner(this, now, hops).Run(outcome);
    }

    /// <summary>The expression of an action, compiled once for values of certain types.</summary>
    public CompiledText<object?> TextOf(string text, RuleInput[] inputs, FailureKind kind, SourceSpan span) =>
        _texts.Get(new WorkflowSignature(text, inputs), (Runner: this, Text: text, Kind: kind, Span: span), static (key, s) =>
            new TextCompiler(s.Runner.Settings).Value(s.Text, _ => s.Span, key.Parameters, s.Kind, s.Span));

    /// <summary>The inputs in the order in which RulesEngine sees them.</summary>
    public static RuleInput[] Sorted(IEnumerable<RuleInput> inputs)
    {
        var sorted = inputs.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return sorted;
    }

    private WorkflowPlan PlanOf(string name, RuleInput[] inputs)
    {
        // The same workflow is mostly run with inputs of the same types.
        var place = name.Length & (RecentPlans - 1);
        if (Volatile.Read(ref _recent[place]) is { } recent && recent.Fits(name, inputs)) return recent.Plan;
        if (Workflows.Find(name) is not { } workflow)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownWorkflow, SourceSpan.None, [name, Suggestion.Phrase(name, Workflows.Workflows.Select(w => w.Name))]));
        if (Workflows.MissingInjection(workflow) is { } missing)
            throw new RunFault(new Diagnostic(RuleSetDiagnostics.UnknownInjection, workflow.Span, [missing, Suggestion.Phrase(missing, Workflows.Workflows.Select(w => w.Name))]));
        var signature = new WorkflowSignature(name, inputs);
        var plan = _plans.Get(signature, (Runner: this, Workflow: workflow), static (key, s) =>
            WorkflowPlan.Compile(s.Workflow, s.Runner.Workflows.RulesOf(s.Workflow), key.Parameters, s.Runner.Settings));
        Check(plan);
        Volatile.Write(ref _recent[place], new RecentPlan(name, signature.Parameters, plan));
        return plan;
    }

    private void Check(WorkflowPlan plan)
    {
        if (plan.SameName is { } rule) throw new RunFault(new Diagnostic(RuleSetDiagnostics.SameRule, rule.Span, [rule.Name, plan.Workflow.Name]));
        if (!Settings.EnableExceptionAsErrorMessage && !plan.Failures.IsEmpty) throw new RunFault(plan.Failures[0].Diagnostic);
    }

    /// <summary>What all rules of a run see. Globals are computed once a run, before any rule; one that fails takes all rules along.</summary>
    internal GlobalScope ScopeOf(WorkflowPlan plan, RuleInput[] inputs, DateTimeOffset now)
    {
        ImmutableArray<RuleInput> scope = [.. inputs];
        if (plan.GlobalFailure is not null || plan.Globals.IsEmpty) return new GlobalScope(scope, null);
        var (values, failure) = RuleRun.Evaluate(plan.Globals, scope, new DialectContext(now), plan.Workflow.Span);
        if (failure is null && plan.IsClashing)
            failure = new RuleFailure(FailureKind.ParameterEvaluation, new Diagnostic(RuleSetDiagnostics.NameClash, plan.Workflow.Span, [plan.Globals.First(g => inputs.Any(i => i.Name == g.Parameter.Name)).Parameter.Name]));
        if (failure is not null && !Settings.EnableExceptionAsErrorMessage) throw new RunFault(failure.Diagnostic);
        return new GlobalScope(values, failure);
    }

    private sealed record RecentPlan(string Workflow, ImmutableArray<DialectParameter> Parameters, WorkflowPlan Plan)
    {
        public bool Fits(string workflow, RuleInput[] inputs)
        {
            if (inputs.Length != Parameters.Length || !string.Equals(workflow, Workflow, StringComparison.Ordinal)) return false;
            for (var i = 0; i < inputs.Length; i++)
                if (!string.Equals(inputs[i].Name, Parameters[i].Name, StringComparison.Ordinal) || !inputs[i].Type.Equals(Parameters[i].Type)) return false;
            return true;
        }
    }
}
