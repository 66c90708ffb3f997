using CrmWorkflows.Rules.Analysis;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Analysis;

/// <summary>From every published clause to its document, its cases and tests; and no function that exists for one clause.</summary>
public sealed class ClauseTraceTests
{
    private static readonly ClauseTrace Trace = ClauseTrace.Of(
        PolicyLoader.Load(Path.Combine(Repository.Root, "rules")).Library,
        new EvaluationMoment(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8))),
        "cases.json",
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Conformance", "clauses", "cases.json")));

    [Fact]
    public void Every_executable_clause_has_a_document_and_every_other_a_reason()
    {
        Assert.Empty(Trace.Diagnostics);
        Assert.NotEmpty(Trace.Lines);
        Assert.All(Trace.Lines, l => Assert.True(l.Clause.IsExecutable ? l.Document is not null : l.Clause.Prose is not null, l.Clause.Id));
    }

    [Fact]
    public void The_place_of_a_clause_is_the_line_on_which_its_document_names_it() =>
        Assert.All(Trace.Lines.Where(l => l.Document is not null), l =>
            Assert.Contains($"\"{l.Clause.Id}\"", File.ReadLines(Path.Combine(Repository.Root, l.Place.File!)).ElementAt(l.Place.Line - 1), StringComparison.Ordinal));

    [Fact]
    public void Every_executable_clause_has_a_worked_case_and_a_test_beside_its_document()
    {
        Assert.DoesNotContain(Trace.Lines, l => l.Document is not null && l.WorkedCases == 0);
        Assert.DoesNotContain(Trace.Lines, l => l.Document is not null && l.Tests == 0);
    }

    [Fact]
    public void Calculations_and_rule_sets_together_stay_under_a_fifth_of_the_clauses()
    {
        var free = Trace.Kinds.Where(k => k.Name is "Calculation" or "RuleSet").Sum(k => k.Clauses.Length);
        Assert.True(free * 5 < Trace.Kinds.Sum(k => k.Clauses.Length));
    }

    [Fact]
    public void A_function_that_serves_a_single_clause_says_why_it_is_general() =>
        Assert.Empty(Trace.Functions.Where(f => f.Clauses.Length == 1 && f.Reason is null).Select(f => $"{f.Name} serves {f.Clauses[0]} alone: say in clausetrace.texts.json why it is general."));
}
