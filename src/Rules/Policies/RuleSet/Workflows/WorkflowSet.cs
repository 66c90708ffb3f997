using System.Collections.Frozen;
using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>The workflows of an engine at one moment, linked. Immutable: a reload makes another set and swaps one reference.</summary>
internal sealed class WorkflowSet
{
    private readonly FrozenDictionary<string, WorkflowDefinition> _byName;
    private readonly FrozenDictionary<string, ImmutableArray<RuleDefinition>> _rules;

    private WorkflowSet(ImmutableArray<WorkflowDefinition> workflows)
    {
        Workflows = workflows;
        _byName = workflows.ToFrozenDictionary(w => w.Name, StringComparer.Ordinal);
        _rules = workflows.ToFrozenDictionary(w => w.Name, Expand, StringComparer.Ordinal);
    }

    public static WorkflowSet Empty { get; } = new([]);

    public ImmutableArray<WorkflowDefinition> Workflows { get; }

    public WorkflowDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The rules of a workflow and behind them those that it injects.</summary>
    public ImmutableArray<RuleDefinition> RulesOf(WorkflowDefinition workflow) => _rules[workflow.Name];

    /// <summary>The workflow that is injected somewhere below and does not exist; null when all do.</summary>
    public string? MissingInjection(WorkflowDefinition workflow)
    {
        foreach (var name in workflow.Injects)
        {
            if (Find(name) is not { } injected) return name;
            if (MissingInjection(injected) is { } missing) return missing;
        }
        return null;
    }

    /// <summary>Reads files into a set; null when one of them is refused, and then nothing of any of them holds.</summary>
    public static WorkflowSet? Read(IEnumerable<JsonSourceNode> files, DialectOptions options, DiagnosticBag diagnostics) =>
        Empty.With([.. files.SelectMany(f => new WorkflowReader(diagnostics).Read(f))], options, diagnostics);

    /// <summary>The set with some workflows added; one of the same name takes the place of the former.</summary>
    public WorkflowSet? With(ImmutableArray<WorkflowDefinition> workflows, DialectOptions options, DiagnosticBag diagnostics)
    {
        var names = workflows.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var workflow in workflows) WorkflowLint.Check(workflow, options, diagnostics);
        return Link([.. Workflows.Where(w => !names.Contains(w.Name)), .. workflows], diagnostics);
    }

    public WorkflowSet Without(IEnumerable<string> names) => new([.. Workflows.Where(w => !names.Contains(w.Name))]);

    private static WorkflowSet? Link(ImmutableArray<WorkflowDefinition> workflows, DiagnosticBag diagnostics)
    {
        var byName = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var workflow in workflows)
            if (!byName.TryAdd(workflow.Name, workflow)) diagnostics.Add(RuleSetDiagnostics.SameWorkflow, workflow.Span, workflow.Name);
        foreach (var workflow in workflows)
        {
            foreach (var name in workflow.Injects.Where(n => !byName.ContainsKey(n)))
                diagnostics.Add(RuleSetDiagnostics.UnknownInjection, workflow.Span, name, Suggestion.Phrase(name, byName.Keys));
            if (IsCyclic(workflow, byName, [])) diagnostics.Add(RuleSetDiagnostics.InjectionCycle, workflow.Span, workflow.Name);
        }
        return diagnostics.HasErrors ? null : new WorkflowSet(workflows);
    }

    private static bool IsCyclic(WorkflowDefinition workflow, Dictionary<string, WorkflowDefinition> byName, ImmutableStack<string> path) =>
        path.Contains(workflow.Name)
        || workflow.Injects.Any(n => byName.TryGetValue(n, out var next) && IsCyclic(next, byName, path.Push(workflow.Name)));

    private ImmutableArray<RuleDefinition> Expand(WorkflowDefinition workflow) =>
        workflow.Injects.IsEmpty ? workflow.Rules : [.. workflow.Rules, .. workflow.Injects.Select(Find).OfType<WorkflowDefinition>().SelectMany(w => Expand(w))];
}
