using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Expressions.Compilation;

/// <summary>Generates texts of well-typed expressions over the names of <see cref="World"/>.</summary>
internal static class ExpressionTexts
{
    public static Gen<string> Any(int depth) => Gen.Frequency((6, Bool(depth)), (3, Whole(depth)), (3, Exact(depth)), (1, Text(depth)), (1, Day(depth)), (1, List(depth)));

    private static Gen<string> Bool(int depth) => depth <= 0
        ? Gen.Elements("b", "c", "true", "false", "v.kept", "b", "c")
        : Gen.Frequency(
            (4, Of("({0} {1} {2})", Bool(depth - 1), Gen.Elements("and", "or"), Bool(depth - 1))),
            (1, Of("not {0}", Bool(depth - 1))),
            (4, Of("({0} {1} {2})", Exact(depth - 1), Relation, Exact(depth - 1))),
            (3, Of("({0} {1} {2})", Whole(depth - 1), Relation, Whole(depth - 1))),
            (2, Of("({0} {1} {2})", Money(depth - 1), Relation, Money(depth - 1))),
            (2, Of("({0} {1} {2})", Text(depth - 1), Relation, Text(depth - 1))),
            (1, Of("({0} {1} {2})", Day(depth - 1), Relation, Day(depth - 1))),
            (1, Of("({0} {1} {2})", Gen.Elements("g", "gn"), Relation, Gen.Elements("'B'", "'A'", "g", "gn"))),
            (1, Of("({0} {1} {2})", Bool(depth - 1), Gen.Elements("==", "!="), Gen.Elements("b", "bn", "true"))),
            (1, Of("({0} {1} null)", Gen.Elements("nn", "dn", "tn", "bn", "dayn", "gn", "vn", "n"), Gen.Elements("==", "!="))),
            (3, Of("({0} in [{1}..{2}{3})", Exact(depth - 1), Exact(0), Exact(0), Gen.Elements(")", "]"))),
            (1, Of("({0} in ({1}..{2}])", Whole(depth - 1), Whole(0), Whole(depth - 1))),
            (1, Of("({0} in [{1}..{2}])", Money(0), Money(0), Money(depth - 1))),
            (1, Of("({0} in codes)", Text(depth - 1))), (1, Of("({0} not in ['a', 'b', '中'])", Text(depth - 1))),
            (1, Of("({0} in steps)", Exact(depth - 1))), (1, Of("({0} in ns)", Whole(depth - 1))), (1, Of("({0} in counts)", Text(0))),
            (1, Of("({0} in ['A', 'C'])", Gen.Elements("g", "gn"))),
            (2, Of("has({0})", Gen.Elements("nn", "dn", "tn", "vn", "v.count", "vn.amount", "counts['a']", "byGrade.A", "n", "ns[2]"))),
            (1, Of("({0} ? {1} : {2})", Bool(depth - 1), Bool(depth - 1), Bool(depth - 1))),
            (1, Of("(bn ?? {0})", Bool(depth - 1))),
            (2, Of("vs.{0}(x => {1})", Gen.Elements("any", "all", "none"), Item(depth - 1))),
            (1, Of("ns.any(x => x > {0})", Whole(depth - 1))), (1, Of("contains({0}, {1})", Text(0), Text(0))), (1, Of("isBlank(tn)")));

    private static Gen<string> Item(int depth) => Gen.OneOf(
        Of("x.amount {0} {1}", Relation, Exact(depth)), Of("x.count {0} {1}", Relation, Whole(depth)), Of("x.kept"),
        Of("x.on >= day and {0}", Bool(depth)), Of("x.by == {0}", Text(0)), Of("(x.count ?? 0) + {0} > 1", Whole(depth)), Of("x.amount / x.count > {0}", Exact(0)));

    private static Gen<string> Whole(int depth) => depth <= 0
        ? Gen.Elements("n", "k", "nn", "1", "0", "3", "floor_", "9223372036854775807", "v.count", "n")
        : Gen.Frequency(
            (4, Of("({0} {1} {2})", Whole(depth - 1), Gen.Elements("+", "-", "*", "%"), Whole(depth - 1))),
            (1, Of("-{0}", Whole(0))), (1, Of("({0} ? {1} : {2})", Bool(depth - 1), Whole(depth - 1), Whole(depth - 1))),
            (1, Of("({0} ?? {1})", Gen.Elements("nn", "v.count", "ns[1]", "counts['b']"), Whole(depth - 1))), (1, Of("vs.count(x => {0})", Item(depth - 1))),
            (1, Of("counts[{0}]", Text(0))), (1, Of("ns[{0}]", Whole(0))), (1, Of("abs({0})", Whole(depth - 1))), (1, Of("sum(ns)")), (1, Of("max({0}, {1})", Whole(0), Whole(0))),
            (1, Of("length({0})", Text(0))), (1, Of("floor({0})", Exact(depth - 1))), (2, Whole(0)));

    private static Gen<string> Exact(int depth) => depth <= 0
        ? Gen.Elements("d", "e", "dn", "p", "2.5", "0.0", "limit", "share", "none", "n", "v.amount", "vn.amount", "79228162514264337593543950335.0")
        : Gen.Frequency(
            (5, Of("({0} {1} {2})", Exact(depth - 1), Gen.Elements("+", "-", "*", "/"), Exact(depth - 1))),
            (1, Of("({0} / {1})", Whole(depth - 1), Whole(depth - 1))), (1, Of("({0} / {1})", Money(0), Money(0))), (1, Of("-{0}", Exact(0))),
            (1, Of("({0} ? {1} : {2})", Bool(depth - 1), Exact(depth - 1), Exact(depth - 1))), (1, Of("(dn ?? {0})", Exact(depth - 1))),
            (1, Of("byGrade[{0}]", Gen.Elements("'A'", "'B'", "g"))), (1, Of("sum(ds)")), (1, Of("average(ns)")), (1, Of("round({0}, 2, 'halfUp')", Exact(depth - 1))),
            (1, Of("vs.sum(x => x.amount * {0})", Exact(0))), (1, Of("vs.where(x => {0}).max(x => x.amount)", Item(0))), (2, Exact(0)));

    private static Gen<string> Money(int depth) => depth <= 0
        ? Gen.Elements("m", "mn", "cut", "0")
        : Gen.OneOf(Money(0), Of("(m {0} {1})", Gen.Elements("+", "-"), Gen.Elements("m", "mn", "cut")), Of("(m * {0})", Whole(0)), Of("(m / {0})", Gen.Elements("d", "n", "e", "p")));

    private static Gen<string> Text(int depth) => depth <= 0
        ? Gen.Elements("t", "tn", "'a'", "'中'", "''", "v.by")
        : Gen.OneOf(Text(0), Of("({0} + {1})", Text(0), Text(0)), Of("({0} ? {1} : {2})", Bool(depth - 1), Text(0), Text(0)), Of("(tn ?? {0})", Text(0)), Of("text({0})", Whole(0)));

    private static Gen<string> Day(int depth) => depth <= 0
        ? Gen.Elements("day", "dayn", "today", "asOf", "v.on")
        : Gen.OneOf(Day(0), Of("(dayn ?? {0})", Day(0)), Of("({0} ? {1} : {2})", Bool(depth - 1), Gen.Elements("day", "asOf"), Gen.Elements("today", "day")));

    private static Gen<string> List(int depth) => Gen.OneOf(
        Of("[{0}, {1}]", Whole(depth), Whole(depth)), Of("{{ a: {0}, b: {1} }}", Exact(depth), Bool(depth)), Of("vs.where(x => {0})", Item(depth - 1)),
        Of("vs.orderBy(x => x.amount).select(x => x.by)"), Of("ns.select(x => x * {0})", Whole(depth)), Of("vs.groupBy(x => x.by)"), Of("vs.first(x => {0})", Item(0)));

    private static Gen<string> Relation => Gen.Elements("==", "!=", "<", "<=", ">", ">=");

    private static Gen<string> Of(string format, params Gen<string>[] parts) =>
        Gen.CollectToArray(parts, part => part).Select(texts => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, texts));
}
