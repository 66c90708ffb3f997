using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Deciding;

/// <summary>
/// Generates whole documents of the kinds that become one delegate: ladders, scorecards, tables, calculations; with intermediate results,
/// requirements, rounding, expressions that can fault, facts that may be absent, null, or have a value of their own when absent.
/// </summary>
internal static class DocumentTexts
{
    /// <summary>A kind and its document, in the short form of the test policies.</summary>
    public static Gen<(string Kind, string Body)> Any => Gen.OneOf(Ladder, Scorecard, Table, Calculation);

    private static Gen<(string Kind, string Body)> Ladder =>
        from tiers in Gen.Elements("C", "B", "A").Two().SelectMany(two => Gen.Choose(1, 4).SelectMany(n => Tiers(two.Item1, n)))
        from document in Document("Grading", "result.tier", code => Condition(1).Select(c => $"({code} == 'A' or {c})"))
        select (document.Kind, With(document.Body, ("tiers", "grade"), ("ladder", tiers)));

    private static Gen<JsonNode> Tiers(string rest, int count) =>
        from conditions in Condition(2).ArrayOf(count)
        from codes in Gen.Elements("C", "B", "A").ArrayOf(count)
        from hasRest in Gen.Elements(true, false)
        select (JsonNode)new JsonArray([.. conditions.Zip(codes, (when, tier) => new JsonObject { ["tier"] = tier, ["when"] = when }),
            .. hasRest ? new JsonNode[] { new JsonObject { ["tier"] = rest } } : []]);

    private static Gen<(string Kind, string Body)> Scorecard =>
        from criteria in Gen.Choose(1, 4).SelectMany(n => Gen.CollectToArray(Enumerable.Range(0, n).ToArray(), Criterion))
        from weights in Gen.Elements(0, 1, 3).ArrayOf(criteria.Length)
        from hasWeights in Gen.Elements(true, false)
        from tiers in Gen.Elements("""{ ">= 6": "A", "[2.5..6)": "B", "< 2.5": "C" }""", """{ "> 3": "A", "<= 0": "C" }""", """{ "[0..4]": "B", "-": "C" }""")
        from round in Gen.Elements(null, """{ "scale": 0, "mode": "halfUp" }""", """{ "scale": 1, "mode": "halfEven" }""", """{ "scale": 6, "mode": "down" }""")
        from document in Document("Grading", "result.tier", code => Condition(1).Select(c => $"(result.score > 2 and {c})"), "result.score")
        select (document.Kind, With(document.Body, ("tiers", "grade"), ("scorecard", Card(criteria, hasWeights ? weights : null, tiers, round))));

    private static Gen<JsonObject> Criterion(int index) =>
        from value in Gen.Elements("n", "d", "m", "nn", "dn", "g", "gn", "day", "n + k", "d / e", "(dn ?? e)", "(b ? n : k)")
        from bands in value is "g" or "gn"
            ? Gen.Elements("""{ "A": 3, "B, C": 1.25, "-": 0 }""", """{ ">= B": 2, "C": 0.5 }""", """{ "not(C)": 4, "-": -1.5 }""")
            : value == "day" ? Gen.Elements("""{ "< 2026-03-01": 1, "-": 2.75 }""")
            : Gen.Elements("""{ "< 0": 0, "[0..2.5)": 1.5, ">= 2.5": 3 }""", """{ "0, 1, 2": 2, "-": 0.125 }""", """{ "(1..limit)": 1, ">= limit": 5 }""", """{ "< 1": -2, ">= 1": 4 }""")
        select new JsonObject { ["name"] = "c" + index, ["label"] = Label("c" + index), ["value"] = value, ["bands"] = JsonNode.Parse(bands) };

    private static JsonObject Card(JsonObject[] criteria, int[]? weights, string tiers, string? round)
    {
        for (var i = 0; weights is not null && i < criteria.Length; i++) criteria[i]["weight"] = weights[i];
        var card = new JsonObject { ["criteria"] = new JsonArray([.. criteria.Select(c => c.DeepClone())]), ["bands"] = JsonNode.Parse(tiers) };
        if (weights is not null) card["total"] = weights.Sum();
        if (round is not null) card["round"] = JsonNode.Parse(round);
        return card;
    }

    private static Gen<(string Kind, string Body)> Table =>
        from rows in Gen.Choose(1, 7).SelectMany(n => Row.ArrayOf(n))
        from hit in Gen.Elements("first", "first", "any", "unique")
        from hasDefault in Gen.Elements(true, false)
        from document in Document("DecisionTable", "result.code", code => Condition(1).Select(c => $"({code} == 'A' or {c})"), "result.amount")
        select (document.Kind, With(document.Body,
            ("inputs", JsonNode.Parse("""["n", "gn", "dn", { "name": "sum", "value": "d + k" }, "bn"]""")!),
            ("outputs", JsonNode.Parse("""{ "code": "grade?", "amount": "Decimal?" }""")!),
            ("hitPolicy", hit), ("rows", new JsonArray([.. rows.Select(r => r.DeepClone())])),
            ("default", hasDefault ? JsonNode.Parse("""{ "code": "C", "amount": 0 }""")! : null)));

    private static Gen<JsonObject> Row =>
        from cells in Gen.CollectToArray(new[] { NumberCell, CodeCell, NumberCell, NumberCell, Gen.Elements("-", "-", "true", "false") }, c => c)
        from code in Gen.Elements("A", "B", null)
        from amount in Gen.Elements("1.5", "-2", "d * 2", "d / n", "dn * 2", null)
        select new JsonObject
        {
            ["when"] = new JsonObject { ["n"] = cells[0], ["gn"] = cells[1], ["dn"] = cells[2], ["sum"] = cells[3], ["bn"] = cells[4] },
            ["then"] = new JsonObject { ["code"] = code, ["amount"] = amount },
        };

    private static Gen<string> NumberCell => Gen.Elements("-", "-", "-", "< 0", ">= 2.5", "[0..3)", "(0..limit]", "0, 1, 2", "not(1)", "!= 3", "> e", "[k..9]");

    private static Gen<string> CodeCell => Gen.Elements("-", "-", "A", "B, C", ">= B", "< B", "not(C)", "!= A");

    private static Gen<(string Kind, string Body)> Calculation => Document("Calculation", "g", _ => Condition(3)).Select(d => (d.Kind, With(d.Body)));

    // The outcome is the same in all of them: a code, a truth value, a figure.
    private static Gen<(string Kind, JsonObject Body)> Document(string kind, string code, Func<string, Gen<string>> flag, string? figure = null) =>
        from half in Gen.OneOf(Exact(2), MaybeNull)
        from hasLet in Gen.Elements(true, false)
        from holds in flag(code)
        from number in figure is null ? Gen.OneOf(Exact(2), MaybeNull) : Gen.OneOf(Gen.Constant(figure), Exact(2), MaybeNull)
        from round in Gen.Elements(null, null, """{ "scale": 2, "mode": "halfUp" }""")
        from requires in Gen.Elements(null, null, """[{ "when": "b", "facts": ["nn"] }]""", """[{ "facts": ["dn", "tn"] }]""", """[{ "when": "n >= 2", "facts": ["nn", "bn"] }]""")
        from flags in Gen.Choose(0, 63)
        select (kind, Envelope(hasLet ? half : null, holds, code, hasLet ? $"({number} ?? half)" : number, round, requires, flags));

    private static JsonObject Envelope(string? let, string flag, string code, string number, string? round, string? requires, int optional)
    {
        var figure = new JsonObject { ["name"] = "number", ["type"] = "Decimal?", ["label"] = Label("number"), ["value"] = number };
        if (round is not null) figure["round"] = JsonNode.Parse(round);
        var document = new JsonObject
        {
            ["types"] = new JsonObject { ["grade"] = new JsonObject { ["ordered"] = true, ["enum"] = new JsonArray([.. new[] { "C", "B", "A" }.Select(c => new JsonObject { ["code"] = c, ["label"] = Label(c) })]) } },
            ["parameters"] = JsonNode.Parse("""{ "limit": ["Decimal", 5.5], "codes": ["List<Text>", ["a", "bb", "中"]], "cut": ["Money(CNY)", 2.5], "month": ["Period", "P1M"] }"""),
            ["facts"] = new JsonArray([.. FactRows.Facts.Select((f, i) => Fact(f.Name, f.Type, f.Absent, (optional >> i % 6 & 1) == 1))]),
            ["outcome"] = new JsonArray(
                new JsonObject { ["name"] = "code", ["type"] = "grade?", ["label"] = Label("code"), ["value"] = code },
                new JsonObject { ["name"] = "flag", ["type"] = "Boolean", ["label"] = Label("flag"), ["value"] = flag },
                figure),
        };
        if (let is not null) document["let"] = new JsonArray(new JsonObject { ["name"] = "half", ["label"] = Label("half"), ["value"] = let });
        if (requires is not null) document["requires"] = JsonNode.Parse(requires);
        return document;
    }

    private static JsonObject Fact(string name, string type, string? absent, bool isOptional)
    {
        var fact = new JsonObject { ["name"] = name, ["type"] = type, ["label"] = Label(name) };
        if (isOptional || name is "nn" or "dn" or "tn") fact["required"] = false;
        if (isOptional && absent is not null && name is not ("nn" or "dn" or "tn")) fact["absent"] = JsonNode.Parse(absent);
        // What is neither there nor has a value of its own is null, and most expressions do not take null.
        if (isOptional && absent is null && !type.EndsWith('?')) fact.Remove("required");
        return fact;
    }

    private static Gen<string> Condition(int depth) => depth <= 0
        ? Gen.Elements("b", "c", "n > 1", "g == 'A'", "true")
        : Gen.Frequency(
            (4, Of("({0} {1} {2})", Condition(depth - 1), Gen.Elements("and", "or"), Condition(depth - 1))), (1, Of("not {0}", Condition(depth - 1))),
            (4, Of("({0} {1} {2})", Exact(depth - 1), Relation, Exact(depth - 1))), (2, Of("({0} {1} {2})", Gen.Elements("n", "nn", "k", "dn", "d"), Relation, Gen.Elements("0", "1", "2.5", "limit"))),
            (2, Of("({0} {1} {2})", Gen.Elements("g", "gn"), Relation, Gen.Elements("'B'", "'A'", "g", "gn"))), (1, Of("({0} {1} {2})", Gen.Elements("m", "mn"), Relation, Gen.Elements("cut", "m"))),
            (1, Of("({0} {1} {2})", Gen.Elements("t", "tn"), Gen.Elements("==", "!=", "<"), Gen.Elements("'a'", "t", "tn"))), (1, Of("({2} {0} {1})", Relation, Gen.Elements("today", "dayn", "asOf"), Gen.Elements("day", "day", "day + month", "dayn - month"))),
            (1, Of("({0} {1} null)", Gen.Elements("nn", "dn", "tn", "bn", "gn", "dayn"), Gen.Elements("==", "!="))), (1, Of("has({0})", Gen.Elements("nn", "tn", "n"))),
            (2, Of("({0} in [{1}..{2}{3})", Gen.Elements("n", "dn", "d", "nn"), Gen.Elements("0", "k", "-1"), Gen.Elements("3", "limit"), Gen.Elements(")", "]"))),
            (1, Of("({0} in codes)", Gen.Elements("t", "tn"))), (1, Of("({0} not in ['A', 'C'])", Gen.Elements("g", "gn"))), (1, Gen.Constant("(bn ?? c)")));

    private static Gen<string> Exact(int depth) => depth <= 0
        ? Gen.Elements("d", "e", "n", "p", "2.5", "1", "limit")
        : Gen.Frequency(
            (4, Of("({0} {1} {2})", Exact(depth - 1), Gen.Elements("+", "-", "*", "/"), Exact(depth - 1))), (1, Of("({0} ? {1} : {2})", Condition(depth - 1), Exact(0), Gen.Elements("d", "e", "p"))),
            (1, Of("(dn ?? {0})", Gen.Elements("d", "e"))), (1, Of("-{0}", Exact(0))), (2, Exact(0)),
            (1, Of("{0}({1}, {2})", Gen.Elements("min", "max"), Gen.Elements("d", "e", "p"), Exact(0))), (1, Of("{0}({1})", Gen.Elements("abs", "floor", "ceiling"), Exact(depth - 1))),
            (1, Of("round({0}, {1}, 'halfEven')", Exact(depth - 1), Gen.Elements("0", "2", "-1"))));

    // What is null as a whole, or made of what may be.
    private static Gen<string> MaybeNull => Gen.OneOf(
        Of("({0} ? null : {1})", Condition(1), Exact(1)), Of("({0} ? {1} : null)", Condition(1), Exact(1)), Of("(dn {0} {1})", Gen.Elements("+", "-", "*"), Exact(0)),
        Of("(n == 0 ? null : d / n)"), Of("({0} ? 0 : {1})", Condition(1), Gen.Elements("d", "d / n")), Of("number(m)"), Of("-dn"));

    private static Gen<string> Relation => Gen.Elements("==", "!=", "<", "<=", ">", ">=");

    private static Gen<string> Of(string format, params Gen<string>[] parts) =>
        Gen.CollectToArray(parts, part => part).Select(texts => string.Format(CultureInfo.InvariantCulture, format, texts));

    private static string With(JsonObject document, params (string Name, JsonNode? Value)[] members)
    {
        var whole = document.DeepClone().AsObject();
        foreach (var (name, value) in members)
            if (value is not null) whole[name] = value.DeepClone();
        return whole.ToJsonString();
    }

    private static JsonObject Label(string text) => new() { ["zh"] = text, ["en"] = text };
}
