using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>A worked case, or a test beside a document.</summary>
/// <param name="Name">How a person finds it.</param>
/// <param name="Document">The document that decides it, unchanged.</param>
/// <param name="Moment">Time inputs.</param>
internal sealed record MutationCheck(string Name, DecisionDocument Document, JsonObjectNode Given, JsonObjectNode Then, EvaluationMoment Moment)
{
    /// <summary>Whether a document decides what the check expects.</summary>
    public bool Holds(DecisionDocument document)
    {
        var unfit = new DiagnosticBag();
        var facts = FactReader.Read(document, Given, unfit);
        return !unfit.HasErrors && ConformanceRunner.Compare(document.Decide(facts, Moment), Then).IsEmpty;
    }
}

/// <summary>Everything that can notice a shift in one policy.</summary>
internal sealed class MutationChecks
{
    private readonly ILookup<DecisionDocument, MutationCheck> _sound;

    public MutationChecks(PolicySet policy, IEnumerable<ConformanceCase> cases, IEnumerable<ExamplesDocument> files, EvaluationMoment moment)
    {
        var checks = cases.Select(c => policy.FindByClause(c.Clause, moment.AsOf) is { } document ? new MutationCheck($"{c.Clause}: {c.Name}", document, c.Given, c.Then, moment) : null)
            .Concat(files.SelectMany(f => f.Tests.Select(t => Of(policy, f, t, moment))))
            .OfType<MutationCheck>()
            .ToLookup(c => c.Holds(c.Document));
        _sound = checks[true].ToLookup(c => c.Document);
        Failing = [.. checks[false].Select(c => c.Name)];
    }

    /// <summary>Those that fail without any change.</summary>
    public ImmutableArray<string> Failing { get; }

    /// <summary>Whether one of the checks fails when documents are as they are after a change.</summary>
    public bool Notice(ImmutableArray<DecisionDocument> before, ImmutableArray<DecisionDocument> after)
    {
        for (var i = 0; i < before.Length; i++)
            if (_sound[before[i]].Any(check => !check.Holds(after[i]))) return true;
        return false;
    }

    private static MutationCheck? Of(PolicySet policy, ExamplesDocument file, ExampleEntry test, EvaluationMoment moment)
    {
        var when = test.AsOf is { } day ? EvaluationMoment.On(day, moment.Now.Offset) : moment;
        return policy.Find(file.Document, when.AsOf) is { } document && test is { Given: JsonObjectNode given, Then: JsonObjectNode then }
            ? new MutationCheck($"{policy.Line}/{policy.Name}/{document.Name}: {test.Name}", document, given, then, when)
            : null;
    }
}
