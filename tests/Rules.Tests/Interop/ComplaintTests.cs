using System.Dynamic;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>What users of RulesEngine complain of, and what they find here instead.</summary>
public sealed class ComplaintTests
{
    private sealed record Order(string Name, decimal Total, IReadOnlyList<Line> Lines);

    private sealed record Line(string Sku, int Quantity);

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

    [Fact]
    public void A_business_no_and_a_failure_do_not_look_alike()
    {
        var results = Engines.RunAll(null, """{ "x": 1, "zero": 0 }""", "input1.x == 2", "1 / input1.zero == 1", "input1.x == \"a\" + 1");
        Assert.Null(results[0].Failure);
        Assert.Equal("CWF5153", Engines.FailureOf(results[1]));
        Assert.NotNull(results[2].Failure);
        Assert.All(results, r => Assert.False(r.IsSuccess));
    }

    [Fact]
    public void A_missing_or_null_member_never_ends_the_call_and_says_what_to_do()
    {
        var results = Engines.RunAll(null, """{ "owner": null }""", "input1.owner.name == \"Li\"", "input1.nope == null", "input1.owner == null", "np(input1.owner.name) == null");
        Assert.Equal("CWF5152", Engines.FailureOf(results[0]));
        Assert.Contains("np(x.y, default)", results[0].ExceptionMessage, StringComparison.Ordinal);
        Assert.True(results[1].IsSuccess);
        Assert.True(results[2].IsSuccess);
    }

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

    [Fact]
    public void Every_sample_of_the_documentation_is_read_by_a_test()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "errors"), "CWF5*.md");
        Assert.Equal(RulesEnginePagesTests.Codes.Count, pages.Length);
    }

    [Fact]
    public void A_call_that_has_begun_stays_with_the_version_that_it_began_with()
    {
        var engine = Engines.Of(Engines.Workflow("T.Slow() == 1", "true"), Reloading(out var reload));
        reload.Engine = engine;
        var results = engine.All("w", 1);
        Assert.Equal([true, true], results.Select(r => r.IsSuccess));
        Assert.Equal([false], engine.All("w", 1).Select(r => r.IsSuccess));
    }

    [Fact]
    public void Bands_without_gap_or_overlap_are_proved_by_running_them()
    {
        var engine = Engines.Of(Engines.Workflow("input1 < 60", "input1 >= 60 && input1 < 80", "input1 >= 80"));
        for (var score = 0; score <= 100; score++)
            Assert.Single(engine.All("w", score), r => r.IsSuccess);
    }

    [Fact]
    public void Dates_compare_with_dates_and_with_dates_in_quotes()
    {
        var results = Engines.RunAll(null, """{ "due": "2024-02-29T00:00:00" }""", "input1.due > DateTime(2024, 1, 31)", "input1.due < \"2024-03-01\"", "(DateTime(2024, 3, 1) - input1.due).Days == 1");
        Assert.All(results, r => Assert.True(r.IsSuccess, r.ExceptionMessage));
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
