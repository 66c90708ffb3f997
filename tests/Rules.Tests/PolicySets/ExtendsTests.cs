using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.PolicySets;

/// <summary>A document extends a base: parameters and rows are overridden by key, limits of the base hold, and what counts is the effective document.</summary>
public sealed class ExtendsTests
{
    private const string Base = """
        {
          "kind": "Grading",
          "name": "investor-tiers",
          "title": { "zh": "投资者档级", "en": "Investor tiers" },
          "types": {
            "grade": {
              "ordered": true,
              "enum": [
                { "code": "plain", "label": { "zh": "普通", "en": "Plain" } },
                { "code": "vip", "label": { "zh": "贵宾", "en": "VIP" } }
              ]
            }
          },
          "parameters": {
            "vipFrom": { "type": "Money(CNY)", "value": 5000000, "override": "floor", "label": { "zh": "贵宾起点", "en": "VIP from" } },
            "graceDays": { "type": "Integer", "value": 10, "override": "ceiling", "label": { "zh": "宽限天数", "en": "Days of grace" } },
            "lookBack": { "type": "Period", "value": "P12M", "override": "locked", "label": { "zh": "回看期", "en": "Look back" } },
            "bonus": { "type": "Decimal", "value": 1, "label": { "zh": "加分", "en": "Bonus" } }
          },
          "facts": [
            { "name": "assets", "type": "Money(CNY)", "label": { "zh": "资产", "en": "Assets" } }
          ],
          "tiers": "grade",
          "ladder": [
            { "tier": "vip", "when": "assets >= vipFrom", "clause": "2.1" },
            { "tier": "plain" }
          ],
          "outcome": [
            { "name": "tier", "type": "grade", "label": { "zh": "档级", "en": "Tier" }, "value": "result.tier" },
            { "name": "bonus", "type": "Decimal", "label": { "zh": "加分", "en": "Bonus" }, "value": "bonus" }
          ]
        }
        """;

    private static TemporaryRules Rules(string parts) => TemporaryRules.WithPolicy()
        .Write("_base/investor-tiers.json", Base)
        .Write("bank/cards/tiers.json", $$"""
            { "kind": "Grading", "name": "tiers", "extends": "_base/investor-tiers"{{parts}} }
            """);

    [Fact]
    public void Without_parts_of_its_own_the_document_decides_as_its_base()
    {
        using var rules = Rules("");
        Assert.Equal("""{"tier":"vip","bonus":1}""", Decide(rules.Policy(), 5000000));
        Assert.Equal("""{"tier":"plain","bonus":1}""", Decide(rules.Policy(), 4999999));
        Assert.Equal("Investor tiers", rules.Policy().Documents[0].Title.En);
    }

    [Fact]
    public void A_value_takes_the_place_of_the_base_value_and_type_and_label_come_along()
    {
        using var rules = Rules(""", "parameters": { "vipFrom": { "value": 6000000 }, "bonus": { "value": 2.5 } }""");
        var policy = rules.Policy();
        Assert.Equal("""{"tier":"plain","bonus":2.5}""", Decide(policy, 5000000));
        Assert.Equal("VIP from", policy.Documents[0].Source.Parameters["vipFrom"].Label!.En);
    }

    [Fact]
    public void A_row_is_overridden_by_its_key_in_the_place_of_the_base_row()
    {
        using var rules = Rules(""", "ladder": [ { "tier": "vip", "when": "assets > vipFrom" } ]""");
        var policy = rules.Policy();
        Assert.Equal("""{"tier":"plain","bonus":1}""", Decide(policy, 5000000));
        Assert.Equal("""{"tier":"vip","bonus":1}""", Decide(policy, 5000001));
        var effective = RuleFormatter.Effective(policy.Documents[0]);
        Assert.Contains("""{ "tier": "vip", "when": "assets > vipFrom", "clause": "2.1" }""", effective, StringComparison.Ordinal);
    }

    [Fact]
    public void The_effective_document_is_what_is_hashed()
    {
        using var extending = Rules(""", "title": { "zh": "投资者档级", "en": "Investor tiers" }, "parameters": { "bonus": { "value": 2 } }""");
        var effective = RuleFormatter.Effective(extending.Policy().Documents[0]);
        Assert.DoesNotContain("extends", effective, StringComparison.Ordinal);
        using var written = TemporaryRules.WithPolicy().Write("bank/cards/tiers.json", effective);
        Assert.Equal(written.Policy().Hash, extending.Policy().Hash);
        extending.Write("_base/investor-tiers.json", Base.Replace("5000000", "5000001", StringComparison.Ordinal));
        Assert.NotEqual(written.Policy().Hash, extending.Policy().Hash);
    }

    [Fact]
    public void A_base_may_extend_a_base_and_every_limit_on_the_way_holds()
    {
        using var rules = Rules("").Write("_base/group/tiers.json", """
            { "kind": "Grading", "name": "group", "extends": "_base/investor-tiers", "parameters": { "vipFrom": { "value": 7000000 }, "bonus": { "value": 3, "override": "locked" } } }
            """);
        void Branch(string parameters) => rules.Write("bank/cards/tiers.json", $$"""
            { "kind": "Grading", "name": "tiers", "extends": "_base/group/tiers", "parameters": { {{parameters}} } }
            """);
        Branch("");
        Assert.Equal("""{"tier":"plain","bonus":3}""", Decide(rules.Policy(), 6999999));
        Branch(""" "vipFrom": { "value": 6000000 } """);
        Assert.Equal(["CWF1206 rules/bank/cards/tiers.json(1,110)"], rules.Findings());
        Branch(""" "bonus": { "value": 1 } """);
        Assert.Equal(["CWF1205 rules/bank/cards/tiers.json(1,108)"], rules.Findings());
    }

    [Theory]
    [InlineData(""" "vipFrom": { "value": 5000000 } """, null)]
    [InlineData(""" "vipFrom": { "value": 4999999.99 } """, "CWF1206")]
    [InlineData(""" "graceDays": { "value": 10 } """, null)]
    [InlineData(""" "graceDays": { "value": 3 } """, null)]
    [InlineData(""" "graceDays": { "value": 11 } """, "CWF1207")]
    [InlineData(""" "lookBack": { "value": "P12M" } """, null)]
    [InlineData(""" "lookBack": { "value": "P1M" } """, "CWF1205")]
    [InlineData(""" "vipFrom": { "value": 6000000, "override": "free" } """, "CWF1204")]
    [InlineData(""" "vipFrom": { "type": "Decimal", "value": 6000000 } """, "CWF1204")]
    [InlineData(""" "vipForm": { "value": 6000000 } """, "CWF1017")]
    public void The_base_says_how_far_a_parameter_may_be_moved(string parameter, string? code)
    {
        using var rules = Rules($$""", "parameters": { {{parameter}} }""");
        Assert.Equal(code is null ? [] : [code], rules.Load().Diagnostics.Select(d => d.Code.Id));
    }

    [Fact]
    public void A_violation_names_both_places_in_both_languages()
    {
        using var rules = Rules(""", "parameters": { "vipFrom": { "value": 1 } }""");
        var finding = Assert.Single(rules.Load().Diagnostics);
        Assert.Equal("rules/bank/cards/tiers.json(1,112): error CWF1206: 'vipFrom' is CNY 1.00, but rules/_base/investor-tiers.json(15,49) permits no less than CNY 5,000,000.00. Choose CNY 5,000,000.00 or more, or have the base changed.", finding.ToString());
        Assert.Contains("“vipFrom”为", finding.Render(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("rules/_base/investor-tiers.json(15,49) 规定不得低于", finding.Render(Language.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""", "facts": [ { "name": "assets", "type": "Integer", "label": { "zh": "资产", "en": "Assets" } } ]""")]
    [InlineData(""", "tiers": "other" """)]
    [InlineData(""", "outcome": [ { "name": "tier", "type": "Text", "label": { "zh": "档级", "en": "Tier" }, "value": "'x'" } ]""")]
    [InlineData(""", "types": { "grade": { "enum": [ { "code": "x", "label": { "zh": "甲", "en": "X" } } ] } }""")]
    public void Only_parameters_and_rows_are_overridden(string part)
    {
        using var rules = Rules(part);
        Assert.Equal(["CWF1204"], rules.Load().Diagnostics.Select(d => d.Code.Id));
        Assert.Null(rules.Load().Library.Find("bank", "cards"));
    }

    [Fact]
    public void New_entries_follow_those_of_the_base()
    {
        using var rules = Rules("""
            , "parameters": { "extra": { "type": "Decimal", "value": 7, "label": { "zh": "另加", "en": "Extra" } } },
            "let": [ { "name": "sum", "value": "bonus + extra" } ],
            "outcome": [ { "name": "sum", "type": "Decimal", "label": { "zh": "合计", "en": "Sum" }, "value": "sum" } ]
            """);
        Assert.Equal("""{"tier":"vip","bonus":1,"sum":8}""", Decide(rules.Policy(), 5000000));
    }

    [Fact]
    public void A_finding_in_a_base_stands_where_its_text_stands_and_is_told_once()
    {
        using var rules = Rules("").Write("_base/investor-tiers.json", Base.Replace("assets >= vipFrom", "asset >= vipFrom", StringComparison.Ordinal));
        rules.Write("bank/cards/again.json", """{ "kind": "Grading", "name": "again", "extends": "_base/investor-tiers" }""");
        var finding = Assert.Single(rules.Load().Diagnostics);
        Assert.Equal("rules/_base/investor-tiers.json(25,31)", finding.Span.ToString());
        Assert.Empty(rules.Load().Library.Policies);
        Assert.Equal(finding.Span, Assert.Single(rules.Load("_base").Diagnostics).Span);
        Assert.Equal(finding.Span, Assert.Single(rules.Load("_base/investor-tiers.json").Diagnostics).Span);
    }

    [Theory]
    [InlineData("_base/investor-teirs", "CWF1201")]
    [InlineData("_base/../bank/cards/policy", "CWF1201")]
    [InlineData("_base/circle", "CWF1203")]
    [InlineData("_base/list", "CWF1202")]
    public void A_base_that_cannot_be_extended_is_refused(string name, string code)
    {
        using var rules = Rules("")
            .Write("_base/circle.json", """{ "kind": "Grading", "name": "c", "extends": "_base/circle" }""")
            .Write("_base/list.json", """{ "kind": "Calculation", "name": "l", "title": { "zh": "列", "en": "L" }, "outcome": [] }""")
            .Write("bank/cards/tiers.json", $$"""{ "kind": "Grading", "name": "tiers", "extends": "{{name}}" }""");
        Assert.Contains(code, rules.Load("bank").Diagnostics.Select(d => d.Code.Id));
        if (name.EndsWith("teirs", StringComparison.Ordinal))
            Assert.Contains("Did you mean '_base/investor-tiers'?", rules.Load("bank").Diagnostics[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_order_can_be_neither_floor_nor_ceiling()
    {
        using var rules = Rules("").Write("_base/investor-tiers.json", Base.Replace("\"P12M\", \"override\": \"locked\"", "\"P12M\", \"override\": \"floor\"", StringComparison.Ordinal));
        Assert.Equal(["CWF1208 rules/_base/investor-tiers.json(17,17)"], rules.Findings());
    }

    private static string Decide(PolicySet policy, decimal assets)
    {
        var document = policy.Find("tiers")!;
        return DecisionJson.Write(document.Decide([Value.Of(assets)], EvaluationMoment.On(new DateOnly(2026, 3, 16))));
    }
}
