using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Checklist;

/// <summary>The algebra of checklists, over generated sequences, requests and records.</summary>
public sealed class ChecklistLaws
{
    private static readonly string[] Codes = ["a", "b", "c", "d", "e", "f"];

    private static readonly DecisionDocument Document = TestPolicy.Document("Checklist", """
        { "facts": { "order": "List<Text>", "requested": "Text?", "done": "List<Text>" }, "sequence": "order", "requested": "requested", "completed": "done",
          "outcome": { "allowed": "Boolean", "missing": "List<Text>", "next": "Text?", "held": "List<Text>", "unexpected": "List<Text>" } }
        """);

    private static readonly Gen<string[]> AnyCodes = Gen.Elements(Codes).ArrayOf();

    public static Arbitrary<(string[] Order, int Requested, string[] Done)> Cases() => Arb.From(
        from order in Gen.Shuffle(Codes)
        from length in Gen.Choose(1, Codes.Length)
        from requested in Gen.Choose(0, length)
        from done in AnyCodes
        select (order[..length], requested, done));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Missing_is_the_order_before_the_request_without_what_is_done((string[] Order, int Requested, string[] Done) x) =>
        Texts(Decide(x)["missing"]).SequenceEqual(x.Order[..x.Requested].Except(x.Done));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool What_is_asked_for_is_either_missing_or_held((string[] Order, int Requested, string[] Done) x)
    {
        var decision = Decide(x);
        return Texts(decision["missing"]).Concat(Texts(decision["held"])).Order().SequenceEqual(x.Order[..x.Requested].Order());
    }

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Doing_more_never_takes_a_permission_away((string[] Order, int Requested, string[] Done) x, int more)
    {
        var decision = Decide(x);
        var after = Decide((x.Order, x.Requested, [.. x.Done, Codes[Math.Abs(more % Codes.Length)]]));
        return !decision["allowed"].IsTrue || after["allowed"].IsTrue;
    }

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool The_order_and_repetition_of_what_is_done_do_not_matter((string[] Order, int Requested, string[] Done) x) =>
        Decide(x).Outcome!["missing"] == Decide((x.Order, x.Requested, [.. x.Done.Reverse(), .. x.Done])).Outcome!["missing"];

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Nothing_that_was_supplied_is_dropped((string[] Order, int Requested, string[] Done) x) =>
        Texts(Decide(x)["unexpected"]).SequenceEqual(x.Done.Distinct().Except(x.Order));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Following_next_ends_with_everything_done((string[] Order, int Requested, string[] Done) x)
    {
        var done = x.Done.ToList();
        for (var i = 0; i <= x.Order.Length; i++)
        {
            var next = Decide((x.Order, x.Order.Length, [.. done]))["next"];
            if (next.IsNull) return x.Order.All(done.Contains);
            done.Add(next.AsText());
        }
        return false;
    }

    private static readonly DecisionDocument Items = TestPolicy.Document("Checklist", """
        { "facts": { "present": "List<Text>", "large": "Boolean", "signed": "Boolean", "found": "List<Text>" },
          "parameters": { "banned": ["List<Text>", ["x", "y"]] }, "present": "present",
          "items": [ "a", { "code": "b", "when": "large" }, { "code": "c", "satisfied": "signed" }, { "code": "d", "when": "not large" }, "e" ],
          "forbidden": "banned", "found": "found",
          "outcome": { "missing": "List<Text>", "violations": "List<Text>", "complete": "Boolean", "allowed": "Boolean" } }
        """);

    [Property(MaxTest = 500)]
    public bool Items_are_missing_when_they_apply_and_are_not_there_in_the_order_of_the_document(byte there, bool large, bool signed, byte found)
    {
        var present = Codes.Where((_, i) => (there >> i & 1) == 1).ToArray();
        var bad = new[] { "x", "y", "z" }.Where((_, i) => (found >> i & 1) == 1).ToArray();
        var missing = new[] { ("a", true), ("b", large), ("c", true), ("d", !large), ("e", true) }
            .Where(i => i.Item2 && !(i.Item1 == "c" ? signed : present.Contains(i.Item1))).Select(i => i.Item1).ToArray();
        var decision = Items.Decide([List(present), Value.Of(large), Value.Of(signed), List(bad)], TestPolicy.Moment);
        return Texts(decision["missing"]).SequenceEqual(missing) && Texts(decision["violations"]).SequenceEqual(bad.Where(b => b != "z"))
            && decision["complete"].IsTrue == (missing.Length == 0) && decision["allowed"].IsTrue == (missing.Length == 0 && !bad.Any(b => b != "z"));
    }

    private static Decision Decide((string[] Order, int Requested, string[] Done) x) => Document.Decide(
        [List(x.Order), x.Requested == x.Order.Length ? Value.Null : Value.Of(x.Order[x.Requested]), List(x.Done)], TestPolicy.Moment);

    private static Value List(string[] items) => Value.List([.. items.Select(i => Value.Of(i))]);

    private static IEnumerable<string> Texts(Value list) => list.AsList().Items.Select(i => i.AsText());
}
