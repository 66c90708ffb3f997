using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.DecisionTable;

/// <summary>What a table decides: forms of rows, cells, outputs, missing facts, and why.</summary>
public sealed class DecisionTableTests
{
    private const string Owners = """
        { "types": { "grade": ["key", "general", "potential"], "unit": ["accountManager", "sales", "marketing"] },
          "facts": { "grade": "grade" },
          "inputs": ["grade"], "outputs": { "responsible": "unit" },
          "map": { "key": "accountManager", "general": "sales", "potential": "marketing" },
          "outcome": { "responsible": "unit" } }
        """;

    [Theory]
    [InlineData("key", "accountManager")]
    [InlineData("general", "sales")]
    [InlineData("potential", "marketing")]
    public void A_map_names_the_owner_of_each_class(string grade, string owner) =>
        Assert.Equal($$"""{"responsible":"{{owner}}"}""", TestPolicy.Document("DecisionTable", Owners).Decide($$"""{ "grade": "{{grade}}" }"""));

    [Fact]
    public void One_line_of_a_map_may_name_several_codes_and_several_outputs()
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "types": { "grade": ["A", "B", "C", "D"] }, "facts": { "grade": "grade" },
              "inputs": ["grade"], "outputs": { "visits": "Integer", "by": "List<Text>", "every": "Period" },
              "map": {
                "A": { "visits": 4, "by": ["\"manager\"", "\"director\""], "every": "P1M" },
                "B, C": { "visits": 2, "by": ["\"manager\""], "every": "P3M" } },
              "default": { "visits": 0, "by": [], "every": "P1Y" },
              "outcome": { "visits": "Integer", "by": "List<Text>", "every": "Period" } }
            """);
        Assert.Equal("""{"visits":4,"by":["manager","director"],"every":"P1M"}""", document.Decide("""{ "grade": "A" }"""));
        Assert.Equal("""{"visits":2,"by":["manager"],"every":"P3M"}""", document.Decide("""{ "grade": "C" }"""));
        Assert.Equal("""{"visits":0,"by":[],"every":"P1Y"}""", document.Decide("""{ "grade": "D" }"""));
    }

    [Theory]
    [InlineData("mainUrban", "execution", "centre")]
    [InlineData("other", "execution", "branch")]
    [InlineData("other", "guidance", "centre")]
    public void A_matrix_has_a_line_for_the_first_input_and_a_column_for_the_second(string area, string task, string owner)
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "types": { "area": ["mainUrban", "other"], "task": ["execution", "guidance"], "unit": ["centre", "branch"] },
              "facts": { "area": "area", "task": "task" },
              "inputs": ["area", "task"], "outputs": { "responsible": "unit" },
              "matrix": {
                "columns": [          "execution", "guidance" ],
                "rows": {
                  "mainUrban":        [ "centre",    "centre" ],
                  "other":            [ "branch",    "centre" ] } },
              "outcome": { "responsible": "unit" } }
            """);
        Assert.Equal($$"""{"responsible":"{{owner}}"}""", document.Decide($$"""{ "area": "{{area}}", "task": "{{task}}" }"""));
    }

    [Fact]
    public void A_row_is_told_by_its_label_or_its_number_and_never_by_its_id()
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "parameters": { "limit": ["Integer", 3] },
              "facts": { "complaints": "Integer" },
              "inputs": ["complaints"], "outputs": { "stop": "Boolean" },
              "rows": [
                { "id": "too-many", "label": { "zh": "投诉过多", "en": "Too many complaints" }, "when": { "complaints": "> limit" }, "then": "true" },
                { "id": "few", "when": { "complaints": "<= limit" }, "then": "false" } ],
              "outcome": { "stop": "Boolean" } }
            """);
        var many = string.Join('\n', document.Explain("""{ "complaints": 4 }""", Language.English));
        Assert.Contains("Too many complaints", many, StringComparison.Ordinal);
        var few = string.Join('\n', document.Explain("""{ "complaints": 1 }""", Language.Chinese));
        Assert.Contains("第 2 行", few, StringComparison.Ordinal);
        Assert.DoesNotContain("few", few, StringComparison.Ordinal);
        Assert.DoesNotContain("too-many", many + few, StringComparison.Ordinal);
    }

    private const string Fees = """
        { "types": { "grade": ["A", "B", "C"] },
          "parameters": { "limit": ["Money(CNY)", 50000] },
          "facts": { "grade": "grade", "debt": "Money(CNY)", "score": "Integer" },
          "inputs": ["grade", "debt", "score"], "outputs": { "fee": "Money(CNY)?", "why": "Text?" },
          "hitPolicy": "first", "default": { "fee": null, "why": null },
          "rows": [
            { "when": { "grade": "A", "debt": "< limit" },             "then": { "fee": 0, "why": "\"waived\"" } },
            { "when": { "grade": ["A", "B"], "score": "[60..80)" },    "then": { "fee": 20, "why": "\"reduced\"" } },
            { "when": { "grade": "not(C)", "score": ">= 80" },         "then": { "fee": "debt * rate", "why": "\"share\"" } },
            { "when": { "debt": "0, [100000..200000]" },               "then": { "fee": 50, "why": "\"flat\"" } } ],
          "let": [ { "name": "rate", "value": "share" } ],
          "outcome": { "fee": "Money(CNY)?", "why": "Text?" } }
        """;

    [Theory]
    [InlineData("A", 49999.99, 0, """{"fee":0,"why":"waived"}""")]
    [InlineData("A", 50000, 60, """{"fee":20,"why":"reduced"}""")]
    [InlineData("B", 50000, 79, """{"fee":20,"why":"reduced"}""")]
    [InlineData("B", 50000, 80, """{"fee":500,"why":"share"}""")]
    [InlineData("C", 0, 100, """{"fee":50,"why":"flat"}""")]
    [InlineData("C", 200000, 100, """{"fee":50,"why":"flat"}""")]
    [InlineData("C", 200000.01, 100, """{"fee":null,"why":null}""")]
    public void Cells_compare_lie_in_ranges_name_several_values_or_exclude_them(string grade, decimal debt, int score, string outcome)
    {
        var document = TestPolicy.Document("DecisionTable", Fees.Replace("[\"Money(CNY)\", 50000]", "[\"Money(CNY)\", 50000], \"share\": [\"Percentage\", 0.01]", StringComparison.Ordinal));
        Assert.Equal(outcome, document.Decide(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{ "grade": "{{grade}}", "debt": {{debt}}, "score": {{score}} }""")));
    }

    private static string Gaps(string rows, string more = "") => $$"""
        { "types": { "grade": ["A", "B"] }, "facts": { "grade": "grade", "score": "Integer", "share": "Percentage", "area?": "grade" }, "let": [{ "name": "half", "value": "score - score" }],
          "inputs": ["grade", "score", "share", "area", "half"], "outputs": { "fee": "Integer" }, {{more}} "rows": [{{rows}}], "outcome": { "fee": "Integer?" } }
        """;

    [Theory]
    [InlineData("""{ "when": { "grade": "A" }, "then": 0 }""", "grade: B")]
    [InlineData("""{ "when": { "score": ">= 60" }, "then": 0 }""", "score: below 60")]
    [InlineData("""{ "when": { "score": "[0..60)" }, "then": 0 }, { "when": { "score": "> 60" }, "then": 1 }""", "score: 60")]
    [InlineData("""{ "when": { "grade": "A", "score": "< 60" }, "then": 0 }, { "when": { "grade": "B" }, "then": 1 }""", "grade: A, score: 60")]
    [InlineData("""{ "when": { "score": "[-5..0]" }, "then": 0 }, { "when": { "score": "> 0" }, "then": 1 }""", "score: below -5")]
    [InlineData("""{ "when": { "area": "A, B" }, "then": 0 }""", "area: none")]
    public void A_case_without_a_row_is_named(string rows, string witness)
    {
        var finding = Assert.Single(TestPolicy.Findings("DecisionTable", Gaps(rows)));
        Assert.Equal("CWF4118", finding.Code.Id);
        Assert.Equal($"No row takes {witness}, and there is no default: nothing is decided then.", finding.Message(Language.English));
    }

    [Theory]
    [InlineData("""{ "when": { "score": "[0..60)" }, "then": 0 }, { "when": { "score": ">= 60" }, "then": 1 }""")] // nobody speaks of less than nothing
    [InlineData("""{ "when": { "share": "[0..0.5)" }, "then": 0 }, { "when": { "share": "[0.5..1]" }, "then": 1 }""")] // nor of more than the whole
    [InlineData("""{ "when": { "half": "0" }, "then": 0 }""")] // what is computed takes the values that it takes
    [InlineData("""{ "when": { "score": ">= 60" }, "then": 0 }""", "\"default\": 1,")]
    [InlineData("""{ "when": { "score": ">= 60" }, "then": 0 }""", "\"hitPolicy\": \"collect\", \"aggregate\": \"sum\",")]
    [InlineData("""{ "when": { "score": "score >= 60" }, "then": 0 }""", "\"hitPolicy\": \"first\",")]
    [InlineData("""{ "when": { "grade": "A", "area": "A, B" }, "then": 0 }, { "when": { "grade": "B" }, "then": 1 }""", "\"requires\": [{ \"when\": \"grade == 'A'\", \"facts\": [\"area\"] }],")]
    public void What_is_no_case_or_not_proved_is_not_reported(string rows, string more = "") => Assert.DoesNotContain("CWF4118", TestPolicy.Findings("DecisionTable", Gaps(rows, more)).Select(d => d.Code.Id));

    [Fact]
    public void A_column_may_be_computed_and_outputs_may_be_records()
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "types": { "check": { "record": [
                { "name": "by", "type": "Text", "label": { "zh": "检查人", "en": "By" } },
                { "name": "days", "type": "Integer", "label": { "zh": "天数", "en": "Days" } },
                { "name": "note", "type": "Text", "required": false, "label": { "zh": "备注", "en": "Note" } } ] } },
              "facts": { "due": "Date", "done": "Date", "grace": "Integer" },
              "inputs": [{ "name": "late", "value": "done > due", "label": { "zh": "逾期", "en": "Late" } }],
              "outputs": { "checks": "List<check>" },
              "rows": [
                { "when": { "late": true },  "then": [ { "by": "\"head\"", "days": "grace + 1" }, { "by": "\"audit\"", "days": 0, "note": "\"at once\"" } ] },
                { "when": { "late": false }, "then": [] } ],
              "outcome": { "checks": "List<check>" } }
            """);
        Assert.Equal("""{"checks":[{"by":"head","days":4},{"by":"audit","days":0,"note":"at once"}]}""", document.Decide("""{ "due": "2026-03-01", "done": "2026-03-02", "grace": 3 }"""));
        Assert.Equal("""{"checks":[]}""", document.Decide("""{ "due": "2026-03-01", "done": "2026-03-01", "grace": 3 }"""));
    }

    [Fact]
    public void Dates_stand_in_cells_without_quotation_marks()
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "facts": { "on": "Date" }, "inputs": ["on"], "outputs": { "rate": "Percentage" }, "hitPolicy": "first",
              "rows": [ { "when": { "on": "2026-03-15" }, "then": 0.5 }, { "when": { "on": "< \"2026-03-15\"" }, "then": 0.1 }, { "then": 0.2 } ],
              "outcome": { "rate": "Percentage" } }
            """);
        Assert.Equal("""{"rate":0.5}""", document.Decide("""{ "on": "2026-03-15" }"""));
        Assert.Equal("""{"rate":0.1}""", document.Decide("""{ "on": "2026-03-14" }"""));
        Assert.Equal("""{"rate":0.2}""", document.Decide("""{ "on": "2026-03-16" }"""));
    }

    private const string Missing = """
        { "types": { "risk": ["low", "high"] },
          "facts": { "risk": "risk", "limits": "Map<Integer>" },
          "inputs": ["risk", { "name": "limit", "value": "limits[\"daily\"]" }], "outputs": { "level": "Integer" },
          "hitPolicy": "first",
          "rows": [
            { "when": { "risk": "low" }, "then": 1 },
            { "when": { "limit": ">= 10", "risk": "high" }, "then": 2 },
            { "then": 3 } ],
          "outcome": { "level": "Integer" } }
        """;

    [Fact]
    public void A_row_that_a_missing_value_leaves_open_leaves_the_decision_open_unless_a_row_above_decides()
    {
        var document = TestPolicy.Document("DecisionTable", Missing);
        Assert.Equal("""{"level":1}""", document.Decide("""{ "risk": "low", "limits": {} }"""));
        Assert.Equal("""{"undetermined":true,"missingFacts":["limits.daily"]}""", document.Decide("""{ "risk": "high", "limits": {} }"""));
        Assert.Equal("""{"level":3}""", document.Decide("""{ "risk": "high", "limits": { "daily": 9 } }"""));
    }

    [Fact]
    public void A_cell_that_fails_decides_its_row_whatever_is_missing_in_the_others()
    {
        var document = TestPolicy.Document("DecisionTable", Missing
            .Replace("{ \"when\": { \"risk\": \"low\" }, \"then\": 1 },", "", StringComparison.Ordinal));
        Assert.Equal("""{"level":3}""", document.Decide("""{ "risk": "low", "limits": {} }"""));
    }

    [Fact]
    public void The_reason_names_the_cell_for_which_a_row_does_not_match()
    {
        var document = TestPolicy.Document("DecisionTable", Missing);
        var zh = document.Explain("""{ "risk": "high", "limits": { "daily": 9 } }""", Language.Chinese);
        Assert.Contains("第 1 行", zh);
        Assert.Contains("“risk”(“high”) = “low”", zh);
        Assert.Contains("limit(9) ≥ 10", zh);
        Assert.Contains("第 3 行", zh);
        var en = document.Explain("""{ "risk": "low", "limits": {} }""", Language.English);
        Assert.Contains("Row 1", en);
        Assert.DoesNotContain("Row 2", en);
    }

    [Fact]
    public void The_reason_of_a_map_speaks_in_labels()
    {
        var zh = TestPolicy.Document("DecisionTable", Owners).Explain("""{ "grade": "general" }""", Language.Chinese);
        Assert.Contains("“general”", zh);
    }
}
