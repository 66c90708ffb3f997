using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>What came of a rule, as the users of RulesEngine know it, and why. Immutable.</summary>
public sealed class RuleResultTree
{
    private static readonly ActionResult None = new(null, null, null);

    private readonly RuleOutcome _outcome;
    private readonly Language _language;
    private ImmutableDictionary<string, object?>? _inputs;
    private RuleResultTree[]? _children;
    private ActionResult? _action;

    internal RuleResultTree(RuleOutcome outcome, Language language) => (_outcome, _language) = (outcome, language);

    /// <summary>Name of the rule.</summary>
    public string RuleName => _outcome.Rule.Name;

    /// <summary>What the file says that its success means; also present when it does not hold.</summary>
    public string? SuccessEvent => _outcome.Rule.SuccessEvent;

    /// <summary>Whether the rule holds.</summary>
    public bool IsSuccess => _outcome.IsSuccess;

    /// <summary>Why the rule could not be evaluated; null when it could, whether it holds or not.</summary>
    public Diagnostic? Failure => _outcome.Failure?.Diagnostic;

    /// <summary>The error message of a rule that does not hold, or what it failed with.</summary>
    public string? ExceptionMessage => _outcome.Failure?.Message(_language) ?? _outcome.ErrorMessage;

    /// <summary>The rules below it.</summary>
    public ImmutableArray<RuleResultTree> ChildResults =>
        _outcome.Children.IsEmpty ? [] : System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(_children ??= [.. _outcome.Children.Select(c => new RuleResultTree(c, _language))]);

    /// <summary>The inputs, globals and locals that the rule saw.</summary>
    public ImmutableDictionary<string, object?> Inputs => _inputs ??= _outcome.Inputs.GroupBy(i => i.Name, StringComparer.Ordinal)
        .ToImmutableDictionary(g => g.Key, g => OutputObjects.Of(g.First().Value), StringComparer.Ordinal);

    /// <summary>What its action gave.</summary>
    public ActionResult ActionResult => _outcome.Output is null && _outcome.ActionFailure is null ? None
        : _action ??= new ActionResult(OutputObjects.Of(_outcome.Output?.Value), _outcome.ActionFailure?.Message(_language), _outcome.ActionFailure?.Diagnostic);

    /// <summary>The rule's own Properties as they stand in the file; null when it has none.</summary>
    public string? Properties => _outcome.Rule.Properties is { } node ? node.Source.Text[node.Start..node.End] : null;

    /// <summary>Why, down to the sub-condition and the values read; empty unless the run was asked to explain.</summary>
    public ImmutableArray<ExplanationNode> Explanation => _outcome.Explanation;
}
