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
    private ImmutableDictionary<string, object?>? _inputs;

    internal RuleResultTree(RuleOutcome outcome, Language language)
    {
        RuleName = outcome.Rule.Name;
        SuccessEvent = outcome.Rule.SuccessEvent;
        IsSuccess = outcome.IsSuccess;
        Failure = outcome.Failure?.Diagnostic;
        ExceptionMessage = outcome.Failure?.Message(language) ?? outcome.ErrorMessage;
        ChildResults = [.. outcome.Children.Select(c => new RuleResultTree(c, language))];
        _outcome = outcome;
        ActionResult = outcome.Output is null && outcome.ActionFailure is null ? None
            : new ActionResult(OutputObjects.Of(outcome.Output?.Value), outcome.ActionFailure?.Message(language), outcome.ActionFailure?.Diagnostic);
        Explanation = outcome.Explanation;
    }

    /// <summary>Name of the rule.</summary>
    public string RuleName { get; }

    /// <summary>What the file says that its success means; also present when it does not hold.</summary>
    public string? SuccessEvent { get; }

    /// <summary>Whether the rule holds.</summary>
    public bool IsSuccess { get; }

    /// <summary>Why the rule could not be evaluated; null when it could, whether it holds or not.</summary>
    public Diagnostic? Failure { get; }

    /// <summary>The error message of a rule that does not hold, or what it failed with.</summary>
    public string? ExceptionMessage { get; }

    /// <summary>The rules below it.</summary>
    public ImmutableArray<RuleResultTree> ChildResults { get; }

    /// <summary>The inputs, globals and locals that the rule saw.</summary>
    public ImmutableDictionary<string, object?> Inputs => _inputs ??= _outcome.Inputs.GroupBy(i => i.Name, StringComparer.Ordinal)
        .ToImmutableDictionary(g => g.Key, g => OutputObjects.Of(g.First().Value), StringComparer.Ordinal);

    /// <summary>What its action gave.</summary>
    public ActionResult ActionResult { get; }

    /// <summary>The rule's own Properties as they stand in the file; null when it has none.</summary>
    public string? Properties => _outcome.Rule.Properties is { } node ? node.Source.Text[node.Start..node.End] : null;

    /// <summary>Why, down to the sub-condition and the values read; empty unless the run was asked to explain.</summary>
    public ImmutableArray<ExplanationNode> Explanation { get; }
}
