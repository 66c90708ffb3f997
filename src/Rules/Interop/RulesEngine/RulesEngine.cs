using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Running;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Interop;

/// <summary>
/// Runs workflow files of Microsoft RulesEngine as they stand, by the few calls that its users know. Thread-safe: workflows are swapped
/// by one reference, a call that has begun stays with those that it began with, and each expression is compiled once for a set of input types.
/// </summary>
public sealed class RulesEngine
{
    private readonly ReSettings _settings;
    private readonly Lock _writing = new();
    private volatile RuleSetRunner _runner;

    /// <summary>An engine without workflows; add them with <see cref="AddOrUpdateWorkflow"/>.</summary>
    /// <param name="settings">The settings; those of RulesEngine by default.</param>
    public RulesEngine(ReSettings? settings = null)
    {
        _settings = settings ?? new ReSettings();
        _runner = new RuleSetRunner(WorkflowSet.Empty, _settings.ToRun());
    }

    /// <summary>Reads files into an engine.</summary>
    /// <param name="files">JSON texts by the names that findings shall give; each holds one workflow or a list of them.</param>
    /// <param name="settings">The settings; those of RulesEngine by default.</param>
    public static RulesEngineLoad Load(IEnumerable<KeyValuePair<string, string>> files, ReSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var engine = new RulesEngine(settings);
        var (read, diagnostics) = Read(files);
        if (read is not null && WorkflowSet.Read(read, engine._runner.Settings.Options, diagnostics) is { } set)
        {
            engine._runner = new RuleSetRunner(set, engine._runner.Settings);
            return new RulesEngineLoad(engine, diagnostics.ToImmutable());
        }
        return new RulesEngineLoad(null, diagnostics.ToImmutable());
    }

    /// <summary>Reads JSON texts into an engine.</summary>
    /// <param name="json">Texts, each with one workflow or a list of them.</param>
    public static RulesEngineLoad Load(params string[] json) => Load(Named(json));

    /// <summary>
    /// Adds workflows; one of the same name takes the place of the former. All of them hold together or none: calls see the old workflows
    /// or the new ones, never some of each.
    /// </summary>
    /// <param name="json">Texts, each with one workflow or a list of them.</param>
    /// <returns>The findings; when one of them is an error, nothing has changed.</returns>
    public ImmutableArray<Diagnostic> AddOrUpdateWorkflow(params string[] json)
    {
        var (read, diagnostics) = Read(Named(json));
        if (read is null) return diagnostics.ToImmutable();
        var reader = new WorkflowReader(diagnostics);
        ImmutableArray<WorkflowDefinition> workflows = [.. read.SelectMany(file => reader.Read(file))];
        if (diagnostics.HasErrors) return diagnostics.ToImmutable();
        lock (_writing)
        {
            if (_runner.Workflows.With(workflows, _runner.Settings.Options, diagnostics) is { } set) _runner = new RuleSetRunner(set, _runner.Settings);
        }
        return diagnostics.ToImmutable();
    }

    /// <summary>Removes workflows.</summary>
    /// <param name="names">Their names; unknown ones are passed over.</param>
    public void RemoveWorkflow(params string[] names)
    {
        lock (_writing) _runner = new RuleSetRunner(_runner.Workflows.Without(names), _runner.Settings);
    }

    /// <summary>Whether a workflow is there.</summary>
    /// <param name="name">Its name.</param>
    public bool ContainsWorkflow(string name) => _runner.Workflows.Find(name) is not null;

    /// <summary>The names of the workflows.</summary>
    public ImmutableArray<string> GetAllRegisteredWorkflowNames() => [.. _runner.Workflows.Workflows.Select(w => w.Name)];

    /// <summary>Runs all rules of a workflow, and their actions, with inputs named input1, input2 ...</summary>
    /// <param name="workflowName">Name of the workflow.</param>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="RulesEngineException">The call gives no result.</exception>
    public ValueTask<RuleResults> ExecuteAllRulesAsync(string workflowName, params object?[] inputs) =>
        ValueTask.FromResult(Execute(workflowName, Numbered(inputs)));

    /// <summary>Runs all rules of a workflow, and their actions.</summary>
    /// <param name="workflowName">Name of the workflow.</param>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="RulesEngineException">The call gives no result.</exception>
    public ValueTask<RuleResults> ExecuteAllRulesAsync(string workflowName, params RuleParameter[] inputs) =>
        ValueTask.FromResult(Execute(workflowName, inputs));

    /// <summary>Runs one rule of a workflow and its action.</summary>
    /// <param name="workflowName">Name of the workflow.</param>
    /// <param name="ruleName">Name of the rule.</param>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="RulesEngineException">The call gives no result.</exception>
    public ValueTask<ActionRuleResult> ExecuteActionWorkflowAsync(string workflowName, string ruleName, params RuleParameter[] inputs)
    {
        try
        {
            var outcome = _runner.RunRule(workflowName, ruleName, inputs.Select(i => i.Input), Now());
            return ValueTask.FromResult(new ActionRuleResult(
                OutputObjects.Of(outcome.Output?.Value), outcome.Failure?.Message(_settings.Language), outcome.Failure?.Diagnostic,
                [.. outcome.Results.Select(r => new RuleResultTree(r, _settings.Language))]));
        }
        catch (RunFault fault)
        {
            throw new RulesEngineException(fault.Diagnostic, _settings.Language);
        }
    }

    /// <summary>Runs all rules of a workflow, and their actions, and says why each rule holds or does not.</summary>
    /// <param name="workflowName">Name of the workflow.</param>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="RulesEngineException">The call gives no result.</exception>
    public RuleResults Explain(string workflowName, params RuleParameter[] inputs) => Execute(workflowName, inputs, explain: true);

    private RuleResults Execute(string workflow, RuleParameter[] inputs, bool explain = false)
    {
        try
        {
            var given = inputs.Length == 1 ? inputs[0].Alone : RuleSetRunner.Sorted(inputs.Select(i => i.Input));
            return new RuleResults(_runner.Run(workflow, given, Now(), explain), _settings.Language);
        }
        catch (RunFault fault)
        {
            throw new RulesEngineException(fault.Diagnostic, _settings.Language);
        }
    }

    // Without a clock no expression can ask for the time.
    private DateTimeOffset Now() => _settings.Clock?.GetLocalNow() ?? default;

    private static RuleParameter[] Numbered(object?[] inputs) =>
        [.. inputs.Select((value, i) => new RuleParameter(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"input{i + 1}"), value))];

    private static IEnumerable<KeyValuePair<string, string>> Named(string[] json) =>
        json.Select((text, i) => KeyValuePair.Create(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"workflow{i + 1}.json"), text));

    private static (List<JsonSourceNode>? Files, DiagnosticBag Diagnostics) Read(IEnumerable<KeyValuePair<string, string>> files)
    {
        var diagnostics = new DiagnosticBag();
        var nodes = new List<JsonSourceNode>();
        foreach (var (name, text) in files)
            if (JsonSource.Parse(name, text, diagnostics) is { } node) nodes.Add(node);
        return (diagnostics.HasErrors ? null : nodes, diagnostics);
    }
}
