using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>Scorecards: points by bands, weights, rounding, tiers, and what a reader is told.</summary>
public sealed class ScorecardTests
{
    private const string Card = """
        { "types": { "grade": ["A", "B", "C"], "segment": ["private", "corporate", "retail"] },
          "facts": { "assets": "Money(CNY)", "trades": "Integer", "segment": "segment", "rate": "Percentage" },
          "tiers": "grade",
          "scorecard": {
            "total": 20,
            "criteria": [
              { "name": "assets", "label": { "zh": "资产", "en": "Assets" }, "value": "assets", "weight": 10,
                "bands": { "< 500000": 0, "[500000..1000000)": 2, ">= 1000000": 5 } },
              { "name": "trades", "label": { "zh": "交易次数", "en": "Trades" }, "value": "trades", "weight": 4,
                "bands": { "< 1": 0, "1, 2": 3, ">= 3": 5 } },
              { "name": "segment", "label": { "zh": "客群", "en": "Segment" }, "value": "segment", "weight": 2,
                "bands": { "private": 5, "corporate": 4, "-": 0 } },
              { "name": "payment", "label": { "zh": "回款", "en": "Payment" }, "weight": 4, "points": "min(rate, 1) * full" } ],
            "round": { "scale": 0, "mode": "halfUp" },
            "bands": { ">= 80": "A", "[60..79]": "B", "< 60": "C" } },
          "parameters": { "full": ["Integer", 5] },
          "outcome": [
            { "name": "score", "type": "Decimal", "label": { "zh": "得分", "en": "Score" }, "value": "result.score" },
            { "name": "grade", "type": "grade", "label": { "zh": "等级", "en": "Grade" }, "value": "result.tier" },
            { "name": "assets", "type": "Decimal", "label": { "zh": "资产分", "en": "Points for assets" }, "value": "result.points.assets" },
            { "name": "payment", "type": "Decimal", "label": { "zh": "回款加权", "en": "Weighted payment" }, "value": "result.weighted.payment" },
            { "name": "band", "type": "Text", "label": { "zh": "区间", "en": "Band" }, "value": "result.bands.trades" } ] }
        """;

    [Theory]
    [InlineData(1_000_000, 3, "private", 1, """{"score":100,"grade":"A","assets":5,"payment":20,"band":">= 3"}""")]
    [InlineData(999_999.99, 2, "private", 1, """{"score":62,"grade":"B","assets":2,"payment":20,"band":"1, 2"}""")]
    [InlineData(500_000, 2, "retail", 0.875, """{"score":50,"grade":"C","assets":2,"payment":17.5,"band":"1, 2"}""")]
    [InlineData(1_000_000, 1, "retail", 0.875, """{"score":80,"grade":"A","assets":5,"payment":17.5,"band":"1, 2"}""")]
    public void The_score_is_the_weighted_sum_rounded_before_it_meets_its_bands(decimal assets, int trades, string segment, decimal rate, string outcome) =>
        Assert.Equal(outcome, TestPolicy.Document("Grading", Card).Decide(string.Create(CultureInfo.InvariantCulture,
            $$"""{ "assets": {{assets}}, "trades": {{trades}}, "segment": "{{segment}}", "rate": {{rate}} }""")));

    [Fact]
    public void The_reason_says_points_and_weight_of_each_criterion_in_both_languages()
    {
        var document = TestPolicy.Document("Grading", Card);
        const string Facts = """{ "assets": 500000, "trades": 2, "segment": "retail", "rate": 0.5 }""";
        var zh = document.Explain(Facts, Language.Chinese);
        Assert.Contains("资产：2 分 × 权重 10 = 20", zh);
        Assert.Contains("得分 42", zh);
        Assert.Contains("档级““C””", zh);
        var en = document.Explain(Facts, Language.English);
        Assert.Contains("Trades: 3 points × weight 4 = 12", en);
        Assert.Contains("Score 42", en);
    }

    private const string ScoreOnly = """
        { "facts": [ { "name": "visits", "type": "Integer", "unit": { "zh": "次", "en": "visits" }, "label": { "zh": "走访", "en": "Visits" } } ],
          "scorecard": { "total": 100, "round": { "scale": 1, "mode": "halfUp" }, "criteria": [
              { "name": "visits", "label": { "zh": "走访", "en": "Visits made" }, "value": "visits", "bands": { "< 10": 0, ">= 10": 100 } } ] },
          "outcome": { "score": "Decimal" } }
        """;

    [Fact]
    public void A_scorecard_without_tiers_gives_the_score()
    {
        var document = TestPolicy.Document("Grading", ScoreOnly);
        Assert.Equal("""{"score":100}""", document.Decide("""{ "visits": 12 }"""));
        Assert.Equal("""{"score":0}""", document.Decide("""{ "visits": 9 }"""));
        Assert.Equal(["visits: < 10", "visits: >= 10"], document.Body.CoveragePoints.Select(p => p.Id));
    }

    [Fact]
    public void What_was_observed_carries_its_unit()
    {
        Assert.Contains("Visits made (12 visits) ≥ 10", TestPolicy.Document("Grading", ScoreOnly).Explain("""{ "visits": 12 }""", Language.English));
        Assert.Contains("走访(12 次) ≥ 10", TestPolicy.Document("Grading", ScoreOnly).Explain("""{ "visits": 12 }""", Language.Chinese));
    }

    [Fact]
    public void A_score_without_tiers_can_be_a_part_of_a_typed_record()
    {
        var decision = TestPolicy.Document("Grading", ScoreOnly);
        decision.Compile();
        Assert.Equal("""{"score":100}""", decision.Decide("""{ "visits": 10 }"""));
    }

    [Theory]
    [InlineData("\"tiers\": \"grade\",", "")]
    [InlineData("", ", \"bands\": { \"-\": \"A\" }")]
    public void Tiers_and_the_bands_that_give_them_stand_together(string tiers, string bands) =>
        Assert.Equal("CWF4007", Assert.Single(TestPolicy.Findings("Grading", $$"""
            { "types": { "grade": ["A", "B"] }, "facts": { "x": "Integer" }, {{tiers}}
              "scorecard": { "total": 1, "criteria": [ { "name": "x", "label": { "zh": "甲", "en": "X" }, "points": 1 } ]{{bands}} }, "outcome": { "score": "Decimal" } }
            """)).Code.Id);

    private const string Plain = """
        { "types": { "grade": ["A", "B"] }, "facts": { "x": "Integer", "limits": "Map<Integer>" }, "tiers": "grade",
          "scorecard": { "total": TOTAL, "criteria": [
              { "name": "x", "label": { "zh": "甲", "en": "X" }, "value": "x", "bands": XBANDS },
              { "name": "y", "label": { "zh": "乙", "en": "Y" }, "value": "limits[\"y\"]", "bands": { "< 0": 0, ">= 0": 40 } } ],
            "bands": BANDS },
          "outcome": { "score": "Decimal", "tier": "grade?" } }
        """;

    private static string With(string total, string x, string bands) =>
        Plain.Replace("TOTAL", total, StringComparison.Ordinal).Replace("XBANDS", x, StringComparison.Ordinal).Replace("BANDS", bands, StringComparison.Ordinal);

    private const string GoodX = """{ "< 10": 0, "[10..20]": 30, "> 20": 60 }""";

    [Fact]
    public void Everything_that_a_criterion_misses_is_named()
    {
        var document = TestPolicy.Document("Grading", With("100", GoodX, """{ ">= 60": "A", "< 60": "B" }"""));
        Assert.Equal("""{"undetermined":true,"missingFacts":["limits.y"]}""", document.Decide("""{ "x": 5, "limits": {} }"""));
        Assert.Equal("""{"score":100,"tier":"A"}""", document.Decide("""{ "x": 21, "limits": { "y": 0 } }"""));
    }

    [Theory]
    [InlineData("90", GoodX, """{ ">= 60": "A", "< 60": "B" }""", "CWF4013")]
    [InlineData("100", """{ "< 10": 0, "[11..20]": 30, "> 20": 60 }""", """{ ">= 60": "A", "< 60": "B" }""", "CWF4010")]
    [InlineData("100", """{ "< 10": 0, "[10..20]": 30, ">= 20": 60 }""", """{ ">= 60": "A", "< 60": "B" }""", "CWF4011")]
    [InlineData("100", """{ "< 10": 0, "[10..20]": 30, "(20..21)": 50, "> 20": 60 }""", """{ ">= 60": "A", "< 60": "B" }""", "CWF4019")]
    [InlineData("100", GoodX, """{ "[80..100]": "A", "[0..79]": "B" }""", "CWF4010")]
    [InlineData("100", GoodX, """{ "[60..100]": "A", "[0..60]": "B" }""", "CWF4011")]
    [InlineData("100", GoodX, """{ ">= 60": "A", "< 60": "D" }""", "CWF4002")]
    [InlineData("x", GoodX, """{ ">= 60": "A", "< 60": "B" }""", "CWF4018")]
    public void Sums_gaps_and_overlaps_are_found_at_load(string total, string x, string bands, string code)
    {
        if (total == "x") total = "\"x\"";
        Assert.Equal([code], TestPolicy.Findings("Grading", With(total, x, bands)).Select(d => d.Code.Id).Distinct());
    }

    [Fact]
    public void The_range_of_the_score_bounds_where_bands_must_reach() =>
        Assert.Empty(TestPolicy.Findings("Grading", With("100", GoodX, """{ "[60..100]": "A", "[0..60)": "B" }""")));

    [Fact]
    public void A_gap_between_whole_scores_is_none_when_scores_are_whole()
    {
        var bands = """{ "[60..100]": "A", "[0..59]": "B" }""";
        Assert.Equal("CWF4010", Assert.Single(TestPolicy.Findings("Grading", With("100", GoodX, bands))).Code.Id);
        Assert.Empty(TestPolicy.Findings("Grading", With("100", GoodX, bands).Replace("\"bands\": " + bands, "\"round\": { \"scale\": 0, \"mode\": \"halfUp\" }, \"bands\": " + bands, StringComparison.Ordinal)));
    }

    [Fact]
    public void Weights_must_add_up_to_the_stated_total()
    {
        var finding = Assert.Single(TestPolicy.Findings("Grading", Card.Replace("\"total\": 20", "\"total\": 100", StringComparison.Ordinal)));
        Assert.Equal("CWF4012", finding.Code.Id);
        Assert.Contains("20", finding.Message(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("100", finding.Message(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_facts_are_added_when_they_are_known()
    {
        var document = TestPolicy.Document("Grading", """
            { "types": { "grade": ["A", "B"] }, "facts": { "w": "Decimal", "v": "Decimal", "x": "Decimal" }, "tiers": "grade",
              "scorecard": { "total": 1, "criteria": [
                  { "name": "a", "label": { "zh": "甲", "en": "A" }, "points": "x", "weight": "w" },
                  { "name": "b", "label": { "zh": "乙", "en": "B" }, "points": "x", "weight": "v" } ],
                "bands": { ">= 3": "A", "-": "B" } },
              "outcome": { "score": "Decimal", "tier": "grade" } }
            """);
        Assert.Equal("""{"score":4,"tier":"A"}""", document.Decide("""{ "w": 0.4, "v": 0.6, "x": 4 }"""));
        Assert.Equal("CWF4012", document.Run("""{ "w": 0.4, "v": 0.5, "x": 4 }""", explain: false).Fault?.Code.Id);
    }

    [Fact]
    public void Bands_over_facts_are_held_against_the_value_when_they_are_known()
    {
        var document = TestPolicy.Document("Grading", """
            { "types": { "grade": ["A", "B"] }, "facts": { "x": "Integer", "low": "Integer", "high": "Integer" }, "tiers": "grade",
              "scorecard": { "total": 10, "criteria": [
                  { "name": "x", "label": { "zh": "甲", "en": "X" }, "value": "x", "bands": { "< low": 0, "[low..high]": 10 } } ],
                "bands": { ">= 5": "A", "-": "B" } },
              "outcome": { "tier": "grade" } }
            """);
        Assert.Equal("""{"tier":"A"}""", document.Decide("""{ "x": 5, "low": 5, "high": 6 }"""));
        Assert.Equal("CWF4017", document.Run("""{ "x": 7, "low": 5, "high": 6 }""", explain: false).Fault?.Code.Id);
    }

    [Fact]
    public void A_sum_beyond_all_numbers_is_a_fault_not_an_exception()
    {
        var document = TestPolicy.Document("Grading", """
            { "types": { "grade": ["A"] }, "facts": { "x": "Decimal" }, "tiers": "grade",
              "scorecard": { "total": 1, "criteria": [
                  { "name": "a", "label": { "zh": "甲", "en": "A" }, "points": "x" }, { "name": "b", "label": { "zh": "乙", "en": "B" }, "points": "x" } ],
                "bands": { "-": "A" } },
              "outcome": { "tier": "grade" } }
            """);
        Assert.Equal("CWF2302", document.Run("""{ "x": 79228162514264337593543950335 }""", explain: false).Fault?.Code.Id);
    }
}
