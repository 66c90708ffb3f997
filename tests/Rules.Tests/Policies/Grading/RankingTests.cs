namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>Leading groups of a population.</summary>
public sealed class RankingTests
{
    private static string Ranking(string groups, string ties = "include", string population = "\"sales\"", string facts = "\"sales\": \"Map<Money(CNY)>\"") => $$"""
        { "types": { "class": ["A", "B", "C"] }, "parameters": { "most": ["Percentage", 0.7], "nearly": ["Percentage", 0.9], "three": ["Integer", 3] },
          "facts": { {{facts}} }, "tiers": "class",
          "ranking": { "population": {{population}}, "ties": "{{ties}}", "groups": [{{groups}}] },
          "outcome": { "groups": "Map<class, List<Text>>" } }
        """;

    private const string ByShare = """{ "tier": "A", "share": "most" }, { "tier": "B", "share": "nearly" }, { "tier": "C" }""";

    [Theory]
    [InlineData("""{ "x": 70, "y": 20, "z": 10 }""", """{"A":["x"],"B":["y"],"C":["z"]}""")]
    [InlineData("""{ "x": 69, "y": 20, "z": 11 }""", """{"A":["x","y"],"B":["z"],"C":[]}""")]
    [InlineData("""{ "x": 100 }""", """{"A":["x"],"B":[],"C":[]}""")]
    [InlineData("""{ }""", """{"A":[],"B":[],"C":[]}""")]
    [InlineData("""{ "x": 0, "y": 0 }""", """{"A":[],"B":[],"C":["x","y"]}""")]
    public void A_group_is_the_smallest_that_reaches_the_share_exactly_reached_included(string sales, string groups) =>
        Assert.Equal($$"""{"groups":{{groups}}}""", TestPolicy.Document("Grading", Ranking(ByShare)).Decide($$"""{ "sales": {{sales}} }"""));

    [Theory]
    [InlineData("include", """{"A":["d","a","b","c"],"B":[],"C":[]}""")]
    [InlineData("exclude", """{"A":["d"],"B":["a","b","c"],"C":[]}""")]
    [InlineData("byKey", """{"A":["d","a","b"],"B":["c"],"C":[]}""")]
    public void Members_equal_to_the_last_one_come_in_stay_out_or_are_told_apart_by_name(string ties, string groups) =>
        Assert.Equal($$"""{"groups":{{groups}}}""", TestPolicy.Document("Grading", Ranking(ByShare, ties)).Decide("""{ "sales": { "c": 20, "d": 60, "b": 20, "a": 20 } }"""));

    [Theory]
    [InlineData("""{ "tier": "A", "quota": 1 }, { "tier": "B", "quota": "three" }""", """{"A":["d"],"B":["c","b"],"C":[]}""")]
    [InlineData("""{ "tier": "A", "portion": "most" }, { "tier": "C" }""", """{"A":["d","c","b"],"C":["a"],"B":[]}""")]
    public void A_quota_counts_members_and_a_portion_counts_a_part_of_them(string groups, string outcome) =>
        Assert.Equal($$"""{"groups":{{outcome}}}""", TestPolicy.Document("Grading", Ranking(groups)).Decide("""{ "sales": { "a": 1, "b": 2, "c": 3, "d": 4 } }"""));

    [Fact]
    public void A_list_of_records_is_ranked_by_a_field_and_who_has_no_value_has_no_rank()
    {
        var document = TestPolicy.Document("Grading", """
            { "types": { "class": ["A", "B"], "customer": { "record": [
                { "name": "id", "type": "Text", "label": { "zh": "编号", "en": "Id" } },
                { "name": "profit", "type": "Money(CNY)?", "label": { "zh": "利润", "en": "Profit" } } ] } },
              "facts": { "customers": "List<customer>" }, "tiers": "class",
              "ranking": { "population": "customers", "key": "id", "by": "profit", "order": "lowestFirst", "groups": [{ "tier": "B", "quota": 1 }, { "tier": "A" }] },
              "outcome": [
                { "name": "ranked", "type": "List<Text>", "label": { "zh": "名次", "en": "Ranked" }, "value": "result.ranked.select(x => x.key)" },
                { "name": "ranks", "type": "List<Integer>", "label": { "zh": "名次", "en": "Ranks" }, "value": "result.ranked.select(x => x.rank)" },
                { "name": "lowest", "type": "List<Text>", "label": { "zh": "末位", "en": "Lowest" }, "value": "result.groups.B" },
                { "name": "unranked", "type": "List<Text>", "label": { "zh": "未排名", "en": "Unranked" }, "value": "result.unranked" } ] }
            """);
        Assert.Equal("""{"ranked":["z","w","y"],"ranks":[1,2,2],"lowest":["z"],"unranked":["x"]}""",
            document.Decide("""{ "customers": [{ "id": "w", "profit": 5 }, { "id": "x", "profit": null }, { "id": "y", "profit": 5 }, { "id": "z", "profit": -1 }] }"""));
        Assert.Equal("CWF4022", document.Run("""{ "customers": [{ "id": "w", "profit": 5 }, { "id": "w", "profit": 4 }] }""", explain: false).Fault?.Code.Id);
    }

    [Theory]
    [InlineData("""{ "tier": "A" }, { "tier": "B", "quota": 1 }""", "CWF4021")]
    [InlineData("""{ "tier": "A", "quota": 1, "share": "most" }""", "CWF4021")]
    [InlineData("""{ "tier": "A", "quota": 1 }, { "tier": "A" }""", "CWF4021")]
    [InlineData("""{ "tier": "Z", "quota": 1 }""", "CWF4002")]
    public void Groups_state_one_limit_each_and_only_the_last_none(string groups, string code) =>
        Assert.Equal(code, Assert.Single(TestPolicy.Findings("Grading", Ranking(groups))).Code.Id);

    [Fact]
    public void Only_what_has_members_and_figures_can_be_ranked() =>
        Assert.Contains("CWF4020", TestPolicy.Findings("Grading", Ranking(ByShare, facts: "\"sales\": \"List<Money(CNY)>\"")).Select(d => d.Code.Id));
}
