using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.DecisionTable;

/// <summary>
/// Laws of tables over generated ones: columns of whole numbers, ordered codes, and a map whose entries may be missing; cells with constant bounds and
/// with bounds that are facts.
/// </summary>
public sealed class DecisionTableLaws
{
    private const int Highest = 6;
    private static readonly string[] Grades = ["C", "B", "A", "S"];
    private static readonly string[] Hits = ["first", "ruleOrder", "collect", "any", "priority", "outputOrder"];

    /// <summary>A row: cells of the three columns, and what it gives.</summary>
    public sealed record Row(string X, string Grade, string Deep, int Gives)
    {
        public JsonObject Json => new() { ["when"] = new JsonObject { ["x"] = X, ["grade"] = Grade, ["deepY"] = Deep }, ["then"] = Gives };
    }

    /// <summary>Facts: null is null, a negative number for the map's entry leaves it out.</summary>
    public sealed record Case(int? X, string Grade, int Deep, int Limit);

    // Bounds in order, so that no cell is empty: figures, or one of the two a fact.
    private static Gen<(string Low, string High)> Bounds(bool withFacts) =>
        from a in Gen.Choose(0, Highest - 1)
        from b in Gen.Choose(a + 1, Highest)
        from fact in Gen.Choose(0, withFacts ? 4 : 0)
        select (fact == 1 ? "limit" : a.ToString(), fact == 2 ? "limit" : b.ToString());

    private static Gen<string> NumberCells(bool withFacts) => Gen.Frequency(
        (3, Gen.Constant("-")),
        (2, Bounds(withFacts).Select(b => b.Low)),
        (2, from op in Gen.Elements("<", "<=", ">", ">=", "!=") from b in Bounds(withFacts) select $"{op} {b.High}"),
        (3, from l in Gen.Elements("[", "(") from b in Bounds(withFacts) from r in Gen.Elements("]", ")") where (l, r) != ("(", ")") select $"{l}{b.Low}..{b.High}{r}"),
        (1, Bounds(withFacts).Select(b => $"{b.Low}, {b.High}")),
        (1, Bounds(withFacts).Select(b => $"not([{b.Low}..{b.High}])")),
        (1, Gen.Constant("null")));

    private static readonly Gen<string> GradeCells = Gen.Frequency(
        (3, Gen.Constant("-")),
        (2, Gen.Elements(Grades)),
        (2, from a in Gen.Elements(Grades) from b in Gen.Elements(Grades) select $"{a}, {b}"),
        (2, Gen.Elements("< A", "<= B", "> B", ">= A", "!= C", "<= S", ">= C", "> C", "< S")),
        (1, Gen.Elements(Grades).Select(g => $"not({g})")),
        (1, Gen.Elements("[C..B]", "[B..S)", "(C..A]", "[C..S]")));

    private static Gen<Row> RowOf(Gen<string> numbers) =>
        from x in numbers
        from grade in GradeCells
        from deep in Gen.OneOf(Gen.Constant("-"), numbers.Where(c => c != "null"))
        from gives in Gen.Choose(0, 3)
        select new Row(x, grade, deep, gives);

    public static Arbitrary<Row[]> Tables() => Arb.From(
        from count in Gen.Choose(1, 9)
        from rows in RowOf(NumberCells(withFacts: true)).ArrayOf(count)
        select rows);

    /// <summary>Rows whose cells have constant bounds, over the first two columns.</summary>
    public sealed record ConstantTable(Row[] Rows);

    public static Arbitrary<ConstantTable> ConstantTables() => Arb.From(
        from count in Gen.Choose(1, 5)
        from rows in RowOf(NumberCells(withFacts: false)).ArrayOf(count)
        select new ConstantTable([.. rows.Select(r => r with { Deep = "-" })]));

    private static readonly Gen<Case> Cases =
        from x in Gen.Choose(-1, Highest + 1)
        from isNull in Gen.Choose(0, 7)
        from grade in Gen.Elements(Grades)
        from deep in Gen.Choose(-2, Highest + 1)
        from limit in Gen.Choose(0, Highest)
        select new Case(isNull == 0 ? null : x, grade, deep, limit);

    public static Arbitrary<Case[]> Populations() => Arb.From(Cases.ArrayOf(20));

    [Property(Arbitrary = [typeof(DecisionTableLaws)], MaxTest = 40)]
    public void Rows_found_at_once_are_those_found_one_by_one(Row[] rows, Case[] cases, byte hit, bool isCompiled)
    {
        if (Load(rows, Hits[hit % Hits.Length]) is not { } table) return;
        if (isCompiled) table.Compile();
        foreach (var c in cases)
        {
            var fast = table.Decide(Facts(c), TestPolicy.Moment);
            var explained = table.Decide(Facts(c), TestPolicy.Moment, explain: true);
            Assert.Equal(DecisionJson.Write(explained), DecisionJson.Write(fast));
        }
    }

    [Property(Arbitrary = [typeof(DecisionTableLaws)], MaxTest = 40)]
    public void The_order_of_the_rows_of_a_unique_table_does_not_matter(Row[] rows, Case[] cases, int seed)
    {
        var shuffled = (Row[])rows.Clone();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Load(rows, "unique", ignoreOverlaps: true), Load(shuffled, "unique", ignoreOverlaps: true));
        if (one is null || other is null)
        {
            Assert.Equal(one is null, other is null);
            return;
        }
        foreach (var c in cases)
        {
            var (a, b) = (one.Decide(Facts(c), TestPolicy.Moment), other.Decide(Facts(c), TestPolicy.Moment));
            Assert.Equal(a.Fault?.Code.Id, b.Fault?.Code.Id);
            Assert.Equal(a["gives"], b["gives"]);
            Assert.Equal(a.MissingFacts.Order(), b.MissingFacts.Order());
        }
    }

    [Property(Arbitrary = [typeof(DecisionTableLaws)], MaxTest = 40)]
    public void An_interval_split_in_two_rows_of_equal_outputs_decides_the_same(Row[] rows, Case[] cases, byte at, byte cut, byte hit)
    {
        var index = at % rows.Length;
        var middle = cut % (Highest + 1);
        var whole = (Row[])rows.Clone();
        whole[index] = whole[index] with { X = $"[0..{Highest}]" };
        Row[] split = [.. whole[..index], whole[index] with { X = $"[0..{middle})" }, whole[index] with { X = $"[{middle}..{Highest}]" }, .. whole[(index + 1)..]];
        if (middle == 0) split = [.. split.Where(r => r.X != "[0..0)")];
        var policy = hit % 2 == 0 ? "first" : "any";
        if (Load(whole, policy) is not { } one || Load(split, policy) is not { } other) return;
        foreach (var c in cases)
        {
            var (a, b) = (one.Decide(Facts(c), TestPolicy.Moment), other.Decide(Facts(c), TestPolicy.Moment));
            Assert.Equal(a.Fault?.Code.Id, b.Fault?.Code.Id);
            Assert.Equal(a["gives"], b["gives"]);
        }
    }

    [Property(Arbitrary = [typeof(DecisionTableLaws)], MaxTest = 40)]
    public void Overlaps_dead_rows_and_completeness_agree_with_trying_every_value(ConstantTable table)
    {
        var rows = table.Rows;
        var everything = (from x in Enumerable.Range(-1, Highest + 3).Select(n => (int?)n).Append(null) from g in Grades select new Case(x, g, 0, 0)).ToArray();

        var list = Load(rows, "ruleOrder", isLenient: true)!;
        var matching = everything.Select(c => list.Decide(Facts(c), TestPolicy.Moment)["rows"].AsList().Items.Select(i => i.AsText()).ToArray()).ToArray();
        var pairs = matching.SelectMany(m => m.SelectMany((a, i) => m.Skip(i + 1).Select(b => (a, b)))).Distinct().ToArray();
        var unique = Findings(rows, "unique");
        Assert.Equal(pairs.Length > 0, unique.Contains("CWF4108"));

        var firsts = matching.Where(m => m.Length > 0).Select(m => m[0]).ToHashSet();
        var dead = Enumerable.Range(1, rows.Length).Select(i => i.ToString()).Count(id => !firsts.Contains(id));
        var first = Findings(rows, "first");
        Assert.Equal(dead, first.Count(f => f is "CWF4107") + EmptyRows(matching, rows.Length));

        var isComplete = matching.All(m => m.Length > 0);
        Assert.Equal(isComplete, Findings(rows, "first", withDefault: true).Contains("CWF4117"));

        // Of the gaps those below nothing are passed over where no cell reaches there.
        var isMeant = everything.Zip(matching).Any(p => p.Second.Length == 0 && (p.First.X is not < 0 || !Names(rows, 0)));
        foreach (var hit in new[] { "first", "any", "unique" })
            if (!Findings(rows, hit).Any(f => f is "CWF4107" or "CWF4108" or "CWF4116")) Assert.Equal(isMeant, Findings(rows, hit).Contains("CWF4118"));
        foreach (var hit in new[] { "ruleOrder", "collect" }) Assert.DoesNotContain("CWF4118", Findings(rows, hit));
    }

    // Whether the lowest bound that the cells of the first column name is this one.
    private static bool Names(Row[] rows, int lowest) =>
        rows.SelectMany(r => System.Text.RegularExpressions.Regex.Matches(r.X, "\\d+").Select(m => int.Parse(m.Value, null))).DefaultIfEmpty(int.MaxValue).Min() == lowest;

    [Fact]
    public void The_generated_tables_are_hardly_ever_refused() =>
        Assert.InRange(Tables().Generator.Sample(30, 9).Count(rows => Load(rows, "ruleOrder") is not null), 25, 30);

    private static int EmptyRows(string[][] matching, int count) =>
        Enumerable.Range(1, count).Count(i => matching.All(m => !m.Contains(i.ToString())));

    private static Value[] Facts(Case c) =>
    [
        c.X is { } x ? Value.Of((long)x) : Value.Null, Value.Of(c.Grade),
        Value.Of(new ValueMap(c.Deep < 0 ? [] : [KeyValuePair.Create("y", Value.Of((long)c.Deep))])), Value.Of((long)c.Limit),
    ];

    // Null when the generated table is one that the loader refuses: an empty cell, a dead row.
    private static DecisionDocument? Load(Row[] rows, string hit, bool ignoreOverlaps = false, bool isLenient = false)
    {
        var load = TestPolicy.Load(("DecisionTable", Table(rows, hit, false)));
        if (!load.Diagnostics.Any(d => d.Severity == Rules.Diagnostics.Severity.Error)) return Assert.Single(Assert.Single(load.Library.Policies).Documents);
        Assert.All(load.Diagnostics, d => Assert.True(d.Code.Id is "CWF4107" or "CWF4116" or "CWF4109" or "CWF4118" || (ignoreOverlaps && d.Code.Id == "CWF4108"), d.ToString()));
        if (!isLenient) return null;
        // A row that nothing matches is refused; with its cell open it must not count, so it is given one that no tried value takes.
        return Load([.. rows.Select(r => Refused(r) ? r with { X = "1000000", Grade = "-" } : r)], hit, ignoreOverlaps);
    }

    private static bool Refused(Row row) => TestPolicy.Findings("DecisionTable", Table([row], "ruleOrder", false)).Any(d => d.Code.Id == "CWF4116");

    private static string[] Findings(Row[] rows, string hit, bool withDefault = false) =>
        [.. TestPolicy.Findings("DecisionTable", Table(rows, hit, withDefault)).Select(d => d.Code.Id)];

    private static string Table(Row[] rows, string hit, bool withDefault)
    {
        var isList = hit is "ruleOrder" or "outputOrder" or "collect";
        var output = new JsonObject { ["name"] = "gives", ["type"] = "Integer", ["label"] = new JsonObject { ["zh"] = "结果", ["en"] = "Gives" } };
        if (hit is "priority" or "outputOrder") output["priority"] = "highestFirst";
        var table = JsonNode.Parse("""
            { "types": { "grade": { "ordered": true, "enum": [
                { "code": "C", "label": { "zh": "丙", "en": "C" } }, { "code": "B", "label": { "zh": "乙", "en": "B" } },
                { "code": "A", "label": { "zh": "甲", "en": "A" } }, { "code": "S", "label": { "zh": "特", "en": "S" } } ] } },
              "facts": { "x": "Integer?", "grade": "grade", "deep": "Map<Integer>", "limit": "Integer" },
              "inputs": ["x", "grade", { "name": "deepY", "value": "deep[\"y\"]" }] }
            """)!.AsObject();
        table["outputs"] = new JsonArray(output);
        table["hitPolicy"] = hit;
        table["rows"] = new JsonArray([.. rows.Select(r => r.Json)]);
        if (withDefault) table["default"] = 9;
        table["outcome"] = isList ? new JsonObject { ["gives"] = "List<Integer>", ["rows"] = "List<Text>" } : new JsonObject { ["gives"] = "Integer?", ["row"] = "Text?" };
        return table.ToJsonString();
    }
}
