using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.PolicySets;

/// <summary>A mistake in a declaration is told once, where it stands: what uses the name is not reported again.</summary>
public sealed class DeclarationTests
{
    private static string[] Codes(TemporaryRules rules) => [.. rules.Load().Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code.Id)];

    private static TemporaryRules With(string parameterType, string factType, string let) => TemporaryRules.WithPolicy().Write("bank/cards/d.json", $$"""
        {
          "kind": "Calculation", "name": "d", "title": { "zh": "测", "en": "Test" },
          "parameters": { "limit": { "type": "{{parameterType}}", "value": 5, "label": { "zh": "限额", "en": "Limit" } } },
          "facts": [
            { "name": "amount", "type": "{{factType}}", "label": { "zh": "金额", "en": "Amount" } },
            { "name": "count", "type": "Integer", "label": { "zh": "次数", "en": "Count" } }
          ],
          "requires": [ { "when": "count > 1", "facts": ["amount"] } ],
          "let": [ { "name": "large", "value": "{{let}}" } ],
          "outcome": [ { "name": "o", "type": "Boolean", "label": { "zh": "大额", "en": "Large" }, "value": "large and count > 0 and sum([amount, limit]) > 0" } ]
        }
        """);

    [Theory]
    [InlineData("Mony(CNY)", "Money(CNY)", "amount > limit", "CWF3001")]
    [InlineData("Money(CNY)", "Mony(CNY)", "amount > limit", "CWF3001")]
    [InlineData("Money(CNY)", "Money(CNY)", "amuont > limit", "CWF2101")]
    public void Whatever_uses_a_name_whose_declaration_was_refused_is_not_reported(string parameter, string fact, string let, string code)
    {
        using var rules = With(parameter, fact, let);
        Assert.Equal([code], Codes(rules));
    }

    [Fact]
    public void A_mistyped_money_type_is_answered_with_the_right_one()
    {
        using var rules = With("Mony(CNY)", "Money(CNY)", "amount > limit");
        Assert.Contains("'Money'", rules.Load().Diagnostics[0].Render(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_fact_model_of_the_line_is_another_policy()
    {
        using var rules = With("Money(CNY)", "Money(CNY)", "amount > limit");
        const string Model = """
            { "kind": "FactModel", "name": "bank", "title": { "zh": "客户", "en": "Customers" }, "entities": [ {
              "name": "customer", "label": { "zh": "客户", "en": "Customer" },
              "fields": [ { "name": "amount", "type": "Money(CNY)", "label": { "zh": "金额", "en": "NAME" } } ] } ] }
            """;
        var before = rules.Policy().Hash;
        var first = rules.Write("bank/fact-model.json", Model.Replace("NAME", "Amount", StringComparison.Ordinal)).Policy().Hash;
        var second = rules.Write("bank/fact-model.json", Model.Replace("NAME", "Sum", StringComparison.Ordinal)).Policy().Hash;
        Assert.Equal(3, new[] { before, first, second }.Distinct().Count());
        Assert.Equal(second, rules.Write("bank/fact-model.json", Model.Replace("NAME", "Sum", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal)).Policy().Hash);
    }
}
