using System.Text;
using CrmWorkflows.Rules.Conformance.Mutation;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Tests.PolicySets;

namespace CrmWorkflows.Rules.Tests.Conformance.Mutation;

/// <summary>A shift that nothing notices is found; one that a case, a test or the loader notices is not; an excuse is held to its word.</summary>
public sealed class MutationRunnerTests
{
    private static readonly EvaluationMoment Moment = EvaluationMoment.On(new DateOnly(2026, 3, 16));

    private static TemporaryRules Rules() => new TemporaryRules()
        .Write("_base/empty.json", """{ "kind": "Calculation", "name": "empty", "title": { "zh": "空", "en": "Empty" }, "outcome": [ { "name": "x", "type": "Boolean", "label": { "zh": "是", "en": "Yes" }, "value": true } ] }""")
        .Write("bank/cards/policy.json", """
            { "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "信用卡客户", "en": "Card customers" },
              "catalogue": [ { "id": "cards/tier", "reference": "1", "title": { "zh": "档级", "en": "Tier" }, "outcome": [ { "name": "vip", "type": "boolean" }, { "name": "missing", "type": "list<string>" } ] } ] }
            """)
        .Write("bank/cards/vip.json", """
            { "kind": "Calculation", "name": "vip", "title": { "zh": "贵宾", "en": "VIP" },
              "parameters": { "from": { "type": "Integer", "value": 100, "label": { "zh": "起点", "en": "From" } } },
              "facts": [ { "name": "assets", "type": "Integer", "label": { "zh": "资产", "en": "Assets" } } ],
              "outcome": [ { "name": "vip", "type": "Boolean", "label": { "zh": "贵宾", "en": "VIP" }, "value": "assets >= from" } ] }
            """)
        .Write("bank/cards/tier.json", """
            { "kind": "Checklist", "name": "tier", "title": { "zh": "档级", "en": "Tier" }, "decides": ["cards/tier"],
              "types": { "paper": { "enum": [ { "code": "id", "label": { "zh": "证件", "en": "Id" } }, { "code": "form", "label": { "zh": "表格", "en": "Form" } }, { "code": "photo", "label": { "zh": "照片", "en": "Photo" } } ] } },
              "uses": [ { "name": "grade", "decision": "vip" } ],
              "parameters": { "papers": { "type": "List<paper>", "value": ["id", "form"], "label": { "zh": "材料", "en": "Papers" } } },
              "facts": [ { "name": "assets", "type": "Integer", "label": { "zh": "资产", "en": "Assets" } }, { "name": "filed", "type": "List<paper>", "label": { "zh": "已交", "en": "Filed" } } ],
              "required": "papers", "present": "filed",
              "outcome": [
                { "name": "vip", "type": "Boolean", "label": { "zh": "贵宾", "en": "VIP" }, "value": "grade.vip" },
                { "name": "missing", "type": "List<paper>", "label": { "zh": "缺少", "en": "Missing" }, "value": "result.missing" } ] }
            """);

    private static MutationReport Run(TemporaryRules rules, string cases = "[]")
    {
        var load = rules.Load();
        Assert.Empty(load.Diagnostics);
        return MutationRunner.Run(load.Library, "cases", Encoding.UTF8.GetBytes(cases), Moment);
    }

    private static IEnumerable<string> Survivors(MutationReport report) =>
        report.Mutants.Where(m => m.Status == MutantStatus.Survived).Select(m => $"{m.Document} {m.Pointer} {m.Change}");

    [Fact]
    public void Without_tests_every_shift_survives_also_in_a_document_that_is_used()
    {
        using var rules = Rules();
        var report = Run(rules);
        Assert.Equal(
        [
            "tier /parameters/papers/value/0 - \"id\"",
            "tier /parameters/papers/value/1 - \"form\"",
            "tier /parameters/papers/value/0 \"id\" <-> \"form\"",
            "tier /parameters/papers/value/- + \"photo\"",
            "vip /parameters/from/value 100 -> 101",
            "vip /parameters/from/value 100 -> 99",
        ], Survivors(report));
        Assert.Equal("rules/bank/cards/vip.json(2,57)", report.Mutants.First(m => m.Document == "vip").Place.ToString());
        Assert.False(report.AllNoticed);
    }

    [Fact]
    public void Both_sides_of_a_threshold_and_the_order_of_a_list_must_be_tested()
    {
        using var rules = Rules();
        rules.Write("bank/cards/tier.tests.json", """
            { "document": "tier", "tests": [ { "name": "none", "given": { "assets": 100, "filed": [] }, "then": { "vip": true, "missing": ["id", "form"] } } ] }
            """);
        Assert.Equal(["vip /parameters/from/value 100 -> 99"], Survivors(Run(rules)));
        var report = Run(rules, """[ { "clause": "cards/tier", "name": "below", "given": { "assets": 99, "filed": [] }, "then": { "vip": false } } ]""");
        Assert.Empty(Survivors(report));
        Assert.True(report.AllNoticed);
    }

    [Fact]
    public void What_the_loader_refuses_is_noticed()
    {
        using var rules = Rules();
        rules.Write("_base/vip.json", """
            { "kind": "Calculation", "name": "vip", "title": { "zh": "贵宾", "en": "VIP" },
              "parameters": { "from": { "type": "Integer", "value": 100, "override": "floor", "label": { "zh": "起点", "en": "From" } } },
              "facts": [ { "name": "assets", "type": "Integer", "label": { "zh": "资产", "en": "Assets" } } ],
              "outcome": [ { "name": "vip", "type": "Boolean", "label": { "zh": "贵宾", "en": "VIP" }, "value": "assets >= from" } ] }
            """);
        rules.Write("bank/cards/vip.json", """
            { "kind": "Calculation", "name": "vip", "title": { "zh": "贵宾", "en": "VIP" }, "extends": "_base/vip", "parameters": { "from": { "value": 100 } } }
            """);
        // One below the floor of the base is refused; one above it nobody tests.
        Assert.Equal(["vip /parameters/from/value 100 -> 101"], Survivors(Run(rules)).Where(s => s.StartsWith("vip", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_shift_that_is_stated_to_make_no_difference_is_counted_apart_and_an_idle_statement_is_a_finding()
    {
        using var rules = Rules();
        rules.Write("bank/cards/vip.tests.json", """
            { "document": "vip", "tests": [ { "name": "at", "given": { "assets": 100 }, "then": { "vip": true } } ],
              "equivalent": [
                { "at": "/parameters/from/value", "change": "100 -> 99", "reason": { "zh": "资产只按百元记", "en": "Assets come in hundreds" } },
                { "at": "/parameters/from/value", "change": "100 -> 101", "reason": { "zh": "无", "en": "None" } } ] }
            """);
        var report = Run(rules);
        var excused = Assert.Single(report.Mutants, m => m.Status == MutantStatus.Equivalent);
        Assert.Equal(("100 -> 99", "Assets come in hundreds"), (excused.Change, excused.Reason!.En));
        var idle = Assert.Single(report.Diagnostics);
        Assert.Equal(("CWF7004", "rules/bank/cards/vip.tests.json(4,5)"), (idle.Code.Id, idle.Span.ToString().Replace("bank/", "rules/bank/", StringComparison.Ordinal)));
        Assert.False(report.AllNoticed);
    }

    [Fact]
    public void A_case_that_fails_anyway_notices_nothing_and_is_told()
    {
        using var rules = Rules();
        var report = Run(rules, """[ { "clause": "cards/tier", "name": "wrong", "given": { "assets": 1, "filed": [] }, "then": { "vip": true } } ]""");
        Assert.Equal(["cards/tier: wrong"], report.FailingChecks.AsEnumerable());
        Assert.Equal(6, report.Count(MutantStatus.Survived));
    }

    [Fact]
    public void The_order_of_a_list_that_is_only_asked_for_members_is_not_changed()
    {
        using var rules = Rules();
        rules.Write("bank/cards/tier.json", """
            { "kind": "Calculation", "name": "tier", "title": { "zh": "档级", "en": "Tier" }, "decides": ["cards/tier"],
              "parameters": { "codes": { "type": "List<Text>", "value": ["a", "b"], "label": { "zh": "代码", "en": "Codes" } } },
              "facts": [ { "name": "code", "type": "Text", "label": { "zh": "代码", "en": "Code" } } ],
              "outcome": [
                { "name": "vip", "type": "Boolean", "label": { "zh": "贵宾", "en": "VIP" }, "value": "code in codes" },
                { "name": "missing", "type": "List<Text>", "label": { "zh": "缺少", "en": "Missing" }, "value": "[]" } ] }
            """);
        Assert.Equal(["tier /parameters/codes/value/0 - \"a\"", "tier /parameters/codes/value/1 - \"b\""], Survivors(Run(rules)));
    }

    [Fact]
    public void The_run_can_be_ended_and_tells_how_far_it_is()
    {
        using var rules = Rules();
        using var cancellation = new CancellationTokenSource();
        var seen = new List<(int, int)>();
        Assert.Throws<OperationCanceledException>(() => MutationRunner.Run(rules.Load().Library, "cases", "[]"u8, Moment, (done, total) =>
        {
            seen.Add((done, total));
            if (done == 2) cancellation.Cancel();
        }, cancellation.Token));
        Assert.Equal([(1, 6), (2, 6)], seen);
    }
}
