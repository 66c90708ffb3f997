using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.Allocation;

/// <summary>Who gets what, in which order, and who has what is left over.</summary>
public sealed class AllocationTests
{
    private const string Shares = """
        "types": { "party": ["maturity", "renewal", "existing", "other"] },
        "parameters": {
          "shares": ["Map<party, Percentage>", { "maturity": 0.1, "renewal": 0.3, "existing": 0.5, "other": 0.1 }],
          "ties": ["List<party>", ["existing", "renewal", "maturity", "other"]] },
        """;

    [Theory]
    [InlineData(90, """{"amounts":{"maturity":9,"renewal":27,"existing":45,"other":9},"left":0}""")]
    [InlineData(5, """{"amounts":{"maturity":0,"renewal":2,"existing":3,"other":0},"left":0}""")]
    [InlineData(13, """{"amounts":{"maturity":1,"renewal":4,"existing":7,"other":1},"left":0}""")]
    [InlineData(17, """{"amounts":{"maturity":2,"renewal":5,"existing":8,"other":2},"left":0}""")]
    [InlineData(0, """{"amounts":{"maturity":0,"renewal":0,"existing":0,"other":0},"left":0}""")]
    public void Shares_are_rounded_down_and_what_is_left_goes_to_the_largest_remainders(int total, string outcome)
    {
        var document = TestPolicy.Document("Allocation", "{" + Shares + """
            "facts": { "total": "Integer" }, "total": "total", "shares": "shares", "remainder": { "largestThen": "ties" },
            "outcome": { "amounts": "Map<party, Integer>", "left": "Integer" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "total": {{total}} }"""));
    }

    [Theory]
    [InlineData("100.01", """{"amounts":{"giver":60,"receiver":40.01},"left":0}""")]
    [InlineData("-100.01", """{"amounts":{"giver":-60,"receiver":-40.01},"left":0}""")]
    public void The_rest_goes_to_the_party_that_the_policy_names_and_a_reversal_takes_back_the_same(string amount, string outcome)
    {
        var document = TestPolicy.Document("Allocation", """
            { "parameters": { "shares": ["Map<Percentage>", { "giver": 0.6, "receiver": 0.4 }] }, "facts": { "amount": "Money(CNY)" },
              "total": "amount", "shares": "shares", "remainder": { "to": "\"receiver\"" }, "outcome": { "amounts": "Map<Money(CNY)>", "left": "Money(CNY)" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "amount": {{amount}} }"""));
    }

    [Theory]
    [InlineData("100.01", """{"amounts":{"giver":60.01,"receiver":40},"left":0}""")]
    [InlineData("-100.01", """{"amounts":{"giver":-60.01,"receiver":-40},"left":0}""")]
    [InlineData("0.02", """{"amounts":{"giver":0.01,"receiver":0.01},"left":0}""")]
    [InlineData("0.01", """{"amounts":{"giver":0.01,"receiver":0},"left":0}""")]
    [InlineData("0", """{"amounts":{"giver":0,"receiver":0},"left":0}""")]
    public void Where_the_policy_rounds_the_others_the_party_has_whatever_they_leave(string amount, string outcome)
    {
        var document = TestPolicy.Document("Allocation", """
            { "parameters": { "shares": ["Map<Percentage>", { "giver": 0.6, "receiver": 0.4 }] }, "facts": { "amount": "Money(CNY)" },
              "total": "amount", "shares": "shares", "remainder": { "to": "\"receiver\"", "round": "halfUp" }, "outcome": { "amounts": "Map<Money(CNY)>", "left": "Money(CNY)" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "amount": {{amount}} }"""));
    }

    [Fact]
    public void Parts_rounded_up_never_come_to_more_than_there_is() =>
        Assert.Equal("""{"amounts":{"east":0.01,"west":0,"company":0},"left":0}""", TestPolicy.Document("Allocation", """
            { "parameters": { "shares": ["Map<Percentage>", { "east": 0.5, "west": 0.5, "company": 0 }] }, "facts": { "amount": "Money(CNY)" },
              "total": "amount", "shares": "shares", "remainder": { "to": "\"company\"", "round": "halfUp" }, "outcome": { "amounts": "Map<Money(CNY)>", "left": "Money(CNY)" } }
            """).Decide("""{ "amount": 0.01 }"""));

    [Fact]
    public void Equal_parts_leave_the_cents_where_the_policy_keeps_them()
    {
        var document = TestPolicy.Document("Allocation", """
            { "facts": { "amount": "Money(CNY)", "regions": "List<Text>" }, "total": "amount", "receivers": "regions", "remainder": { "keep": true },
              "outcome": { "amounts": "Map<Money(CNY)>", "left": "Money(CNY)" } }
            """);
        Assert.Equal("""{"amounts":{"east":3.33,"west":3.33,"north":3.33},"left":0.01}""", document.Decide("""{ "amount": 10, "regions": ["east", "west", "north"] }"""));
        Assert.Equal("""{"amounts":{"a":100,"b":100,"c":100},"left":0}""", document.Decide("""{ "amount": 300, "regions": ["a", "b", "c"] }"""));
        Assert.Equal("""{"amounts":{},"left":10}""", document.Decide("""{ "amount": 10, "regions": [] }"""));
    }

    private const string Requests = """
        "types": { "size": ["large", "medium", "small"], "request": { "record": [
            { "name": "id", "type": "Text", "label": { "zh": "编号", "en": "Id" } }, { "name": "size", "type": "size", "label": { "zh": "规模", "en": "Size" } },
            { "name": "units", "type": "Integer", "label": { "zh": "需求", "en": "Units" } } ] } },
        "parameters": { "priority": ["List<size>", ["large", "medium", "small"]] },
        "facts": { "requests": "List<request>", "available": "Integer" },
        "total": "available", "receivers": "requests", "as": "request", "order": [{ "by": "request.size", "ranking": "priority" }], "wants": "request.units",
        "outcome": { "amounts": "Map<Integer>", "served": "List<Text>", "unmet": "Map<Integer>", "left": "Integer" }
        """;

    private const string ThreeRequests = """{ "available": 10, "requests": [{ "id": "s1", "size": "small", "units": 5 }, { "id": "l1", "size": "large", "units": 8 }, { "id": "m1", "size": "medium", "units": 5 }] }""";

    [Fact]
    public void What_is_scarce_is_given_one_after_the_other_in_the_order_of_the_policy() =>
        Assert.Equal("""{"amounts":{"s1":0,"l1":8,"m1":2},"served":["l1","m1"],"unmet":{"s1":5,"l1":0,"m1":3},"left":0}""",
            TestPolicy.Document("Allocation", "{" + Requests + "}").Decide(ThreeRequests));

    [Fact]
    public void Where_nobody_gets_a_part_the_next_who_can_be_served_whole_is_served() =>
        Assert.Equal("""{"amounts":{"s1":0,"l1":8,"m1":0},"served":["l1"],"unmet":{"s1":5,"l1":0,"m1":5},"left":2}""",
            TestPolicy.Document("Allocation", "{" + Requests + """, "partial": false }""").Decide(ThreeRequests));

    [Fact]
    public void Whoever_is_not_eligible_gets_nothing_and_nobody_gets_more_than_the_limit()
    {
        var document = TestPolicy.Document("Allocation", """
            { "types": { "person": { "record": [
                { "name": "id", "type": "Text", "label": { "zh": "工号", "en": "Id" } }, { "name": "score", "type": "Decimal", "label": { "zh": "得分", "en": "Score" } },
                { "name": "suspended", "type": "Boolean", "label": { "zh": "停用", "en": "Suspended" } } ] } },
              "parameters": { "quota": ["Integer", 5] }, "facts": { "people": "List<person>", "leads": "Integer", "none": "List<Text>" },
              "total": "leads", "receivers": "people", "as": "person", "eligible": "not person.suspended", "weight": "person.score", "limit": "quota",
              "order": [{ "by": "person.score", "direction": "descending" }], "remainder": { "largestThen": "none" },
              "outcome": { "amounts": "Map<Integer>", "ineligible": "List<Text>", "order": "List<Text>", "left": "Integer" } }
            """);
        Assert.Equal("""{"amounts":{"a":5,"b":3,"c":0},"ineligible":["c"],"order":["a","b"],"left":2}""", document.Decide("""
            { "leads": 10, "none": [], "people": [{ "id": "a", "score": 70, "suspended": false }, { "id": "b", "score": 30, "suspended": false }, { "id": "c", "score": 90, "suspended": true }] }
            """));
    }

    [Theory]
    [InlineData("\"redistribute\"", "\"keep\": true", """{"amounts":{"a":4,"b":4,"c":1},"left":1}""")] // 4.5 and 1.5: what rounding leaves stays
    [InlineData("\"redistribute\"", "\"largestThen\": \"[boss]\"", """{"amounts":{"a":4,"b":4,"c":2},"left":0}""")]
    [InlineData("\"keep\"", "\"keep\": true", """{"amounts":{"a":4,"b":3,"c":1},"left":2}""")]
    [InlineData("\"keep\"", "\"to\": \"boss\"", """{"amounts":{"a":4,"b":3,"c":1},"left":2}""")]
    [InlineData("{ \"to\": \"boss\" }", "\"keep\": true", """{"amounts":{"a":4,"b":3,"c":3},"left":0}""")]
    public void What_lies_above_a_limit_goes_where_the_policy_says(string surplus, string remainder, string outcome)
    {
        var document = TestPolicy.Document("Allocation", $$"""
            { "types": { "person": { "record": [
                { "name": "id", "type": "Text", "label": { "zh": "工号", "en": "Id" } }, { "name": "weight", "type": "Decimal", "label": { "zh": "权重", "en": "Weight" } } ] } },
              "parameters": { "most": ["Integer", 4] }, "facts": { "leads": "Integer", "people": "List<person>", "boss": "Text" },
              "total": "leads", "receivers": "people", "as": "person", "weight": "person.weight", "limit": "most", "surplus": {{surplus}}, "remainder": { {{remainder}} },
              "outcome": { "amounts": "Map<Integer>", "left": "Integer" } }
            """);
        const string facts = """{ "leads": 10, "boss": "c", "people": [{ "id": "a", "weight": 6 }, { "id": "b", "weight": 3 }, { "id": "c", "weight": 1 }] }""";
        Assert.Equal(outcome, document.Decide(facts));
        Assert.Contains("a: held at the limit 4", document.Explain(facts, Language.English));
        Assert.Contains(document.Explain(facts, Language.Chinese), s => s.StartsWith("超出上限 2，", StringComparison.Ordinal));
    }

    [Fact]
    public void Receivers_are_ordered_by_several_keys_with_null_where_the_key_says_and_ties_by_arrival()
    {
        var document = TestPolicy.Document("Allocation", """
            { "types": { "lead": { "record": [
                { "name": "id", "type": "Text", "label": { "zh": "编号", "en": "Id" } }, { "name": "amount", "type": "Money(CNY)", "label": { "zh": "金额", "en": "Amount" } },
                { "name": "complete", "type": "Boolean", "label": { "zh": "齐全", "en": "Complete" } }, { "name": "due", "type": "Date?", "label": { "zh": "到期", "en": "Due" } } ] } },
              "facts": { "leads": "List<lead>" }, "receivers": "leads", "as": "lead",
              "order": [{ "by": "lead.amount", "direction": "descending" }, { "by": "lead.complete", "direction": "descending" }, { "by": "lead.due", "nulls": "first" }],
              "outcome": { "order": "List<Text>" } }
            """);
        Assert.Equal("""{"order":["e","d","c","b","a","f"]}""", document.Decide("""
            { "leads": [
              { "id": "a", "amount": 5, "complete": false, "due": "2026-06-01" }, { "id": "b", "amount": 5, "complete": true, "due": "2026-06-09" },
              { "id": "c", "amount": 5, "complete": true, "due": "2026-06-01" }, { "id": "d", "amount": 5, "complete": true, "due": null },
              { "id": "e", "amount": 9, "complete": false, "due": "2026-09-01" }, { "id": "f", "amount": 5, "complete": false, "due": "2026-06-01" } ] }
            """));
    }

    [Theory]
    [InlineData("[{ \"id\": \"a\", \"size\": \"large\", \"units\": 1 }, { \"id\": \"a\", \"size\": \"small\", \"units\": 1 }]", "CWF4707")]
    [InlineData("[{ \"id\": \"a\", \"size\": \"large\", \"units\": -1 }]", "CWF4709")]
    public void A_receiver_named_twice_or_a_negative_wish_is_a_fault(string requests, string code) =>
        Assert.Equal(code, TestPolicy.Document("Allocation", "{" + Requests + "}").Run($$"""{ "available": 1, "requests": {{requests}} }""", explain: false).Fault?.Code.Id);

    [Fact]
    public void The_reason_says_what_each_got_and_what_is_left()
    {
        var document = TestPolicy.Document("Allocation", "{" + Requests + "}");
        Assert.Contains("m1: 2 (wanted 5)", document.Explain(ThreeRequests, Language.English));
        Assert.Contains("m1：2（需求 5）", document.Explain(ThreeRequests, Language.Chinese));
        Assert.Contains("剩余：0", document.Explain(ThreeRequests, Language.Chinese));
    }
}
