using System.Dynamic;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Tests.Policies;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>What users of RulesEngine complain of, and what they find here instead.</summary>
public sealed class ComplaintTests
{
    private sealed record Order(string Name, decimal Total, IReadOnlyList<Line> Lines);

    private sealed record Line(string Sku, int Quantity);

    [Trait("Complaint", "1")]
    [Fact]
    public void Which_part_failed_is_told_down_to_the_sub_condition_with_the_values_read()
    {
        var engine = Engines.Of(Engines.Workflow("input1.assets >= 1000000 && (input1.grade == \"A\" || input1.years > 5)"));
        var result = engine.Explain("w", RuleParameter.FromJson("input1", """{ "assets": 1250000, "grade": "B", "years": 3 }"""))[0];
        Assert.False(result.IsSuccess);
        var told = result.Explanation.SelectMany(e => e.All()).Select(s => (s.Sentence(Language.English), s.Verdict)).ToList();
        Assert.Contains(("input1.assets (1250000) ≥ 1000000", true), told);
        Assert.Contains(("input1.grade (\"B\") = \"A\"", false), told);
        Assert.Contains(("input1.years (3) > 5", false), told);
        Assert.Contains(result.Explanation.SelectMany(e => e.All()), s => s.Sentence(Language.Chinese) == "满足以下任一项" && s.Verdict == false);
    }

    [Trait("Complaint", "2")]
    [Fact]
    public void A_business_no_and_a_failure_do_not_look_alike()
    {
        var results = Engines.RunAll(null, """{ "x": 1, "zero": 0 }""", "input1.x == 2", "1 / input1.zero == 1", "input1.x == \"a\" + 1");
        Assert.Null(results[0].Failure);
        Assert.Equal("CWF5153", Engines.FailureOf(results[1]));
        Assert.NotNull(results[2].Failure);
        Assert.All(results, r => Assert.False(r.IsSuccess));
    }

    [Trait("Complaint", "3")]
    [Fact]
    public void A_missing_or_null_member_never_ends_the_call_and_says_what_to_do()
    {
        var results = Engines.RunAll(null, """{ "owner": null }""", "input1.owner.name == \"Li\"", "input1.nope == null", "input1.owner == null", "np(input1.owner.name) == null");
        Assert.Equal("CWF5152", Engines.FailureOf(results[0]));
        Assert.Contains("np(x.y, default)", results[0].ExceptionMessage, StringComparison.Ordinal);
        Assert.True(results[1].IsSuccess);
        Assert.True(results[2].IsSuccess);
    }

    [Trait("Complaint", "4")]
    [Fact]
    public void Inputs_have_their_own_types_JSON_elements_and_uneven_lists_included()
    {
        var engine = Engines.Of(Engines.Workflow("input1.country == \"india\" && input1.rows.Sum(r => r.price) == 12.5", "input1.rows.Any(r => r.late == true)"));
        const string Json = """{ "country": "india", "rows": [{ "price": 5 }, { "price": 7.5, "late": true }] }""";
        var element = JsonSerializer.Deserialize<JsonElement>(Json);
        Assert.All(engine.All("w", element), r => Assert.True(r.IsSuccess, r.ExceptionMessage));
        var expando = JsonSerializer.Deserialize<ExpandoObject>(Json)!;
        Assert.All(engine.All("w", expando), r => Assert.True(r.IsSuccess, r.ExceptionMessage));
        var typed = Engines.Of(Engines.Workflow("input1.Total * 0.1 == 0.30 && input1.Lines.Count(l => l.Quantity > 1) == 1"));
        var order = new Order("Ada", 3.00m, [new Line("a", 1), new Line("b", 2)]);
        Assert.True(typed.All("w", order)[0].IsSuccess);
    }

    [Trait("Complaint", "5")]
    [Fact]
    public void An_expression_is_compiled_once_for_a_set_of_types_and_what_is_kept_is_bounded()
    {
        var runner = new CrmWorkflows.Rules.Policies.RuleSet.Running.RuleSetRunner(Set(Engines.Workflow("input1.a == 1 || true")), new());
        for (var i = 0; i < 300; i++)
        {
            var json = $$"""{ "a": {{i}}, "m{{i % 200}}": "x" }""";
            runner.RunAll("w", [RuleParameter.FromJson("input1", json).Input], default);
            runner.RunAll("w", [RuleParameter.FromJson("input1", json).Input], default);
        }
        Assert.InRange(runner.PlanCount, 100, 129);
    }

    [Trait("Complaint", "6")]
    [Fact]
    public void A_reload_holds_as_a_whole_or_not_at_all()
    {
        var engine = Engines.Of("""[{ "WorkflowName": "a", "Rules": [{ "RuleName": "r", "Expression": "true" }] }, { "WorkflowName": "b", "Rules": [{ "RuleName": "r", "Expression": "true" }] }]""");
        var findings = engine.AddOrUpdateWorkflow("""{ "WorkflowName": "a", "Rules": [{ "RuleName": "r", "Expression": "false" }] }""", """{ "WorkflowName": "b", "Rules": [] }""");
        Assert.Contains(findings, f => f.Code.Id == "CWF5002");
        Assert.True(engine.All("a", 1)[0].IsSuccess);
        Assert.Empty(engine.AddOrUpdateWorkflow("""{ "WorkflowName": "a", "Rules": [{ "RuleName": "r", "Expression": "false" }] }"""));
        Assert.False(engine.All("a", 1)[0].IsSuccess);
        Assert.True(engine.All("b", 1)[0].IsSuccess);
    }

    [Trait("Complaint", "7")]
    [Theory]
    [InlineData("input1.GetType() == null")]
    [InlineData("\"\".GetType().Assembly != null")]
    [InlineData("input1.name.gettype() == null")]
    [InlineData("(input1.rows.First()).GetType().Name == \"x\"")]
    public void An_untrusted_expression_that_asks_for_its_type_is_refused_with_its_file(string expression)
    {
        var load = RulesEngine.Load(Engines.Workflow("true", expression));
        Assert.Null(load.Engine);
        Assert.Contains(load.Diagnostics, d => d.Code.Id == "CWF5110");
    }

    [Trait("Complaint", "7")]
    [Theory]
    [InlineData("System.IO.File.Exists(\"x\")")]
    [InlineData("Environment.MachineName == \"x\"")]
    [InlineData("typeof(string) == null")]
    [InlineData("Activator.CreateInstance(\"x\") == null")]
    [InlineData("input1.name.Normalize() == \"x\"")]
    [InlineData("Type.GetType(\"System.String\") == null")]
    [InlineData("as(input1, \"System.String\") == null")]
    [InlineData("Enum.GetNames(DayOfWeek).Any()")]
    [InlineData("Guid.NewGuid() == Guid.Empty")]
    public void What_is_not_in_the_closed_table_does_not_exist(string expression)
    {
        var load = RulesEngine.Load(Engines.Workflow(expression));
        if (load.Engine is not { } engine) return;
        var result = engine.All("w", RuleParameter.FromJson("input1", """{ "name": "a" }"""), RuleParameter.FromJson("x", "1"))[0];
        Assert.False(result.IsSuccess);
        Assert.NotNull(result.Failure);
    }

    [Trait("Complaint", "8")]
    [Fact]
    public void Nothing_is_passed_over_in_silence()
    {
        const string Json = """
            { "WorkflowName": "w", "Rules": [
              { "RuleName": "p", "Operator": "And", "Expression": "false", "Rules": [{ "RuleName": "c", "Expression": "true", "Priority": 1 }] },
              { "RuleName": "q", "Operator": "or", "Rules": [{ "RuleName": "c", "Expression": "true" }] }] }
            """;
        Assert.Equal(["CWF5010", "CWF5011", "CWF5012"], Engines.Codes(Json).Order());
    }

    [Trait("Complaint", "9")]
    [Fact]
    public void Every_load_error_has_file_pointer_line_and_column()
    {
        var diagnostic = RulesEngine.Load([KeyValuePair.Create("rules.json", """
            [{
              "WorkflowName": "w",
              "Rules": [
                { "RuleName": "r", "Expression": "true", "SuccessEvent": 10 }
              ]
            }]
            """)]).Diagnostics.Single();
        Assert.Equal(("rules.json", "/0/Rules/0/SuccessEvent", 4, 62), (diagnostic.Span.File, diagnostic.Span.Pointer, diagnostic.Span.Line, diagnostic.Span.Column));
    }

    [Trait("Complaint", "9")]
    [Fact]
    public void Every_sample_of_the_documentation_is_read_by_a_test()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "errors"), "CWF5*.md");
        Assert.Equal(RulesEnginePagesTests.Codes.Count, pages.Length);
    }

    [Trait("Complaint", "10")]
    [Fact]
    public void A_call_that_has_begun_stays_with_the_version_that_it_began_with()
    {
        var engine = Engines.Of(Engines.Workflow("T.Slow() == 1", "true"), Reloading(out var reload));
        reload.Engine = engine;
        var results = engine.All("w", 1);
        Assert.Equal([true, true], results.Select(r => r.IsSuccess));
        Assert.Equal([false], engine.All("w", 1).Select(r => r.IsSuccess));
    }

    [Trait("Complaint", "11")]
    [Fact]
    public void Bands_without_gap_or_overlap_are_proved_by_running_them()
    {
        var engine = Engines.Of(Engines.Workflow("input1 < 60", "input1 >= 60 && input1 < 80", "input1 >= 80"));
        for (var score = 0; score <= 100; score++)
            Assert.Single(engine.All("w", score), r => r.IsSuccess);
    }

    [Trait("Complaint", "12")]
    [Fact]
    public void Dates_compare_with_dates_and_with_dates_in_quotes()
    {
        var results = Engines.RunAll(null, """{ "due": "2024-02-29T00:00:00" }""", "input1.due > DateTime(2024, 1, 31)", "input1.due < \"2024-03-01\"", "(DateTime(2024, 3, 1) - input1.due).Days == 1");
        Assert.All(results, r => Assert.True(r.IsSuccess, r.ExceptionMessage));
    }

    [Trait("Complaint", "10")]
    [Fact]
    public void A_version_of_rules_has_a_first_and_a_last_day_and_a_hash_of_its_own()
    {
        string Envelope(string from, string to, string file) => $$"""
            { "kind": "RuleSet", "name": "bonus", "title": { "zh": "奖励", "en": "Bonus" }, "effective": { "from": "{{from}}", "to": "{{to}}" }, "file": "{{file}}", "workflow": "w",
              "facts": [{ "name": "years", "type": "Integer", "label": { "zh": "年限", "en": "Years" } }],
              "outcome": [{ "name": "due", "type": "Boolean", "label": { "zh": "应发", "en": "Due" }, "value": "count(result.passed) > 0" }] }
            """;
        var load = TestPolicy.LoadAsWritten(
            Envelope("2025-01-01", "2026-01-01", "d2.json"), Envelope("2026-01-01", "2027-01-01", "d3.json"),
            """{ "WorkflowName": "w", "Rules": [{ "RuleName": "loyal", "Expression": "years > 5" }] }""",
            """{ "WorkflowName": "w", "Rules": [{ "RuleName": "loyal", "Expression": "years > 3" }] }""");
        Assert.Empty(load.Diagnostics);
        var policy = load.Library.Policies.Single();
        bool Due(DateOnly day) => policy.Documents.Single(d => d.IsInForce(day)).Decide([Value.Of(4)], TestPolicy.Moment).Outcome!["due"].IsTrue;
        Assert.False(Due(new DateOnly(2025, 12, 31)));
        Assert.True(Due(new DateOnly(2026, 1, 1)));
    }

    [Trait("Complaint", "11")]
    [Fact]
    public void Bands_that_overlap_are_refused_with_a_witness_once_they_stand_in_a_table()
    {
        // As rules they both hold, and nobody is told.
        var results = Engines.RunAll(null, """{ "score": 80 }""", "input1.score >= 60 && input1.score <= 80", "input1.score >= 80 && input1.score <= 100");
        Assert.All(results, r => Assert.True(r.IsSuccess));
        var findings = TestPolicy.Findings("DecisionTable", """
            { "facts": { "score": "Integer" }, "inputs": ["score"], "outputs": { "fee": "Integer" }, "hitPolicy": "unique", "default": 50,
              "rows": [{ "when": { "score": "[60..80]" }, "then": 0 }, { "when": { "score": "[80..100]" }, "then": 5 }], "outcome": [{ "name": "fee", "type": "Integer?", "label": { "zh": "费用", "en": "Fee" }, "value": "result.fee" }] }
            """);
        var overlap = Assert.Single(findings, f => f.Code.Id == "CWF4108");
        Assert.Contains("80", overlap.Message(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_the_twelve_complaints_has_its_test()
    {
        var answered = typeof(ComplaintTests).GetMethods().SelectMany(m => m.CustomAttributes).Where(a => a.AttributeType == typeof(TraitAttribute)).Select(a => (string)a.ConstructorArguments[1].Value!);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal), answered.Distinct().Order(StringComparer.Ordinal));
    }

    private static CrmWorkflows.Rules.Policies.RuleSet.Workflows.WorkflowSet Set(string json)
    {
        var diagnostics = new DiagnosticBag();
        return CrmWorkflows.Rules.Policies.RuleSet.Workflows.WorkflowSet.Read([CrmWorkflows.Rules.Diagnostics.Json.JsonSource.Parse("w", json, diagnostics)!], CrmWorkflows.Rules.Expressions.RulesEngineDialect.DialectOptions.Default, diagnostics)!;
    }

    private static ReSettings Reloading(out Reload reload)
    {
        var made = reload = new Reload();
        return new ReSettings().WithFunction("T", "Slow", () => made.Now());
    }

    private sealed class Reload
    {
        public RulesEngine? Engine { get; set; }

        public int Now()
        {
            Assert.Empty(Engine!.AddOrUpdateWorkflow(Engines.Workflow("false")));
            return 1;
        }
    }
}
